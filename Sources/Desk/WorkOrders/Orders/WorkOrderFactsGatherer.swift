package import Domain

/// Gathers everything that the lifecycle rules look at. Used by every move, by the list of moves, and by rooms that
/// must know whether an order is ready for them.
package struct WorkOrderFactsGatherer {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func gather(_ orderID: Int64) throws -> WorkOrderFacts {
    guard let order = try WorkOrderTable(context.db).find(orderID) else { throw Refusal.notFound(.workOrder) }
    return try gather(order)
  }

  package func gather(_ order: WorkOrder) throws -> WorkOrderFacts {
    let table = WorkOrderFactsTable(context.db)
    let offers = try table.offers(of: order.id)
    let lines = try lines(of: order.id, offered: offers.isEmpty ? [:] : table.offeredLines(of: order.id))
    return WorkOrderFacts(
      number: order.number, kind: order.kind, status: order.status, lines: lines,
      complaints: try ComplaintTable(context.db).count(of: order.id), promisedAt: order.promisedAt, offers: offers,
      runningClocks: try table.runningClocks(of: order.id),
      qualityCheck: try table.qualityCheck(of: order.id), workers: try table.workers(of: order.id), payers: try payers(of: order, lines),
      handedOver: order.handedOverAt != nil, role: context.actor.role, now: context.now, zone: context.settings.zone)
  }

  private func lines(of order: Int64, offered: [Int64: String]) throws -> [WorkOrderFacts.Line] {
    let lines = try OrderLineTable(context.db).all(of: order)
    let payers = Dictionary(grouping: try LinePayerTable(context.db).all(of: order), by: \.orderLineID)
    let checked = Set(try CoverageCheckTable(context.db).all(of: order).map(\.orderLineID))
    let table = WorkOrderFactsTable(context.db)
    let expected = lines.contains { $0.onOrder > .zero } ? try table.expectedDays(of: order) : [:]
    let billed = try table.billedLines(of: order)
    return lines.map { line in
      WorkOrderFacts.Line(
        line, payers: payers[line.id] ?? [], coverageChecked: checked.contains(line.id), expectedOn: expected[line.id] ?? nil,
        billed: billed.contains(line.id), offeredIn: offered[line.id])
    }
  }

  /// Each party's amount due for the approved lines, with the party's document.
  private func payers(of order: WorkOrder, _ lines: [WorkOrderFacts.Line]) throws -> [WorkOrderFacts.Payer] {
    var due: [Party: Money] = [:]
    for item in lines where item.line.status == .approved || item.line.status == .done {
      for payer in item.payers {
        let party = Party(payer.role, payer.payerClientID)
        due[party] = try (due[party] ?? .zero).adding(payer.gross)
      }
      if item.payers.isEmpty {
        let client = Party(.client, order.clientID)
        due[client] = try (due[client] ?? .zero).adding(item.line.gross)
      }
    }
    let table = WorkOrderFactsTable(context.db)
    let documents = Dictionary(try table.documents(of: order.id).map { ($0.party, $0) }, uniquingKeysWith: { $1 })
    let billable = documents.isEmpty ? [:] : try billable(lines, of: order)
    return try Set(due.keys).union(documents.keys).sorted().map { party in
      let document = documents[party]
      let paysFirst = try paysFirst(party, order)
      return WorkOrderFacts.Payer(
        role: party.role, name: try party.clientID.flatMap(table.clientName) ?? context.settings.company, due: due[party] ?? .zero,
        billable: billable[party] ?? .zero, document: document?.document, paysFirst: paysFirst,
        credit: paysFirst ? try document.flatMap { try credit(of: party, beside: $0, in: order) } : nil)
    }
  }

  /// True if the party must pay before delivery. The order's client must, in whatever role, and so must every private
  /// person, who cannot be an insurer or a manufacturer.
  private func paysFirst(_ party: Party, _ order: WorkOrder) throws -> Bool {
    if party.role.paysBeforeDelivery { return true }
    guard party.role != .company, let id = party.clientID else { return false }
    return try id == order.clientID || WorkOrderFactsTable(context.db).isPerson(id)
  }

  /// Reads a payer's credit only if the document is unpaid, because it searches everything that the payer owes.
  private func credit(of party: Party, beside standing: WorkOrderFactsTable.Standing, in order: WorkOrder) throws -> Credit? {
    guard let client = party.clientID, standing.document.open > .zero else { return nil }
    return try WorkOrderFactsTable(context.db).credit(of: client, beside: standing.id, forOrder: order.id)
  }

  private func billable(_ lines: [WorkOrderFacts.Line], of order: WorkOrder) throws -> [Party: Money] {
    let drafts = try BillingDraft.drafts(of: lines, client: order.clientID, completedOn: context.today, rules: context.settings.tax)
    return Dictionary(drafts.map { (Party($0.payerRole, $0.payerClientID), $0.gross) }, uniquingKeysWith: { $1 })
  }
}

/// A payer of an order: a role, and the client card behind it (nil: the centre itself).
struct Party: Hashable, Comparable {
  let role: PayerRole
  let clientID: Int64?

  init(_ role: PayerRole, _ clientID: Int64?) {
    self.role = role
    self.clientID = clientID
  }

  /// Sorts by role as declared, the client first.
  static func < (a: Party, b: Party) -> Bool { (a.rank, a.clientID ?? 0) < (b.rank, b.clientID ?? 0) }
  private var rank: Int { PayerRole.allCases.firstIndex(of: role) ?? 0 }
}
