package import Domain

/// Reads whole orders.
package struct WorkOrderPictures {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64, moves: Bool = false, parts: WorkOrderPicture.Parts = .all) throws -> WorkOrderPicture {
    let db = context.db
    guard let (found, has) = try WorkOrderPictureTable(db).find(id) else { throw Refusal.notFound("work_order") }
    var picture = found
    if parts.contains(.complaints) { picture.complaints = try ComplaintTable(db).all(of: id) }
    if !parts.isDisjoint(with: [.lines, .totals]) { picture.lines = try lines(of: picture.order, has) }
    if has.estimates, parts.contains(.estimates) { picture.estimates = try WorkOrderPictureTable(db).estimates(of: id) }
    if parts.contains(.totals) { picture.totals = try totals(of: picture) }
    if moves { picture.moves = try self.moves(of: picture.order) }
    return picture
  }

  /// Every deed with all that stands against it, for the one who asks, now.
  package func moves(_ id: Int64) throws -> (order: WorkOrder, moves: [Move]) {
    guard let order = try WorkOrderTable(context.db).find(id) else { throw Refusal.notFound("work_order") }
    return (order, try moves(of: order))
  }

  private func moves(of order: WorkOrder) throws -> [Move] {
    try WorkOrderFactsGatherer(context).gather(order).moves() + [Move("hand_over", against: HandOver.reasonsAgainstReturn(of: order))]
  }

  /// One line as it stands now.
  package func line(_ id: Int64, of order: Int64) throws -> OrderLinePicture {
    let db = context.db
    guard let brief = try WorkOrderTable(db).brief(order), let line = try OrderLineTable(db).find(id), line.workOrderId == order else {
      throw Refusal.notFound("order_line")
    }
    return OrderLinePicture(
      line: line, payers: try LinePayerTable(db).all(ofLine: id), mechanics: try LineMechanicTable(db).all(ofLine: id),
      check: try CoverageCheckTable(db).find(ofLine: id), version: brief.version)
  }

  private func lines(of order: WorkOrder, _ has: WorkOrderPictureTable.Has) throws -> [OrderLinePicture] {
    let db = context.db
    if !has.payers, !has.mechanics {
      return try OrderLineTable(db).all(of: order.id) {
        OrderLinePicture(line: $0, payers: [], mechanics: [], check: nil, version: order.version)
      }
    }
    let lines = try OrderLineTable(db).all(of: order.id)
    let payers = Dictionary(grouping: has.payers ? try LinePayerTable(db).all(of: order.id) : [], by: \.orderLineId)
    let mechanics = Dictionary(grouping: has.mechanics ? try LineMechanicTable(db).all(of: order.id) : [], by: \.line)
    // A check always leaves payers behind, so an order without any has none to read.
    let checks = payers.isEmpty ? [] : try CoverageCheckTable(db).all(of: order.id)
    return lines.map { line in
      OrderLinePicture(
        line: line, payers: payers[line.id] ?? [], mechanics: mechanics[line.id]?.map(\.user) ?? [],
        check: checks.first { $0.orderLineId == line.id }, version: order.version)
    }
  }

  /// Sums of rounded lines, by payer; a line without payers is the client's.
  private func totals(of picture: WorkOrderPicture) throws -> [WorkOrderPicture.Total] {
    var sums: [Party: Money] = [:]
    let client = Party(.client, picture.order.clientId)
    for item in picture.lines where item.line.stands {
      for payer in item.payers {
        let party = Party(payer.role, payer.payerClientId)
        sums[party] = try (sums[party] ?? .zero).adding(payer.gross)
      }
      if item.payers.isEmpty { sums[client] = try (sums[client] ?? .zero).adding(item.line.gross) }
    }
    return try sums.sorted { $0.key < $1.key }.map { party, gross in
      WorkOrderPicture.Total(role: party.role, clientID: party.clientID, name: try name(of: party, in: picture), gross: gross)
    }
  }

  private func name(of party: Party, in picture: WorkOrderPicture) throws -> String {
    guard let id = party.clientID else { return context.settings.company }
    if id == picture.client.id { return picture.client.name }
    return try WorkOrderPictureTable(context.db).clientName(id) ?? ""
  }
}

extension Context {
  /// Refuses something in an order and says what may be done with the order instead; a client with a link is told no more than why.
  func refusal(_ reasons: [Reason], inOrder id: Int64) throws -> Refusal {
    .conflict(reasons, moves: actor.userID == nil ? [] : try WorkOrderPictures(self).moves(id).moves)
  }
}
