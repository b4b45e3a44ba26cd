package import Domain

/// Sets the payers of a line and their shares.
package struct LinePayers {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Replaces all payers of a line. The client pays what their shares leave open; without payers, everything. On an
  /// approved line the client's part rises at most to what the client agreed to. If one payer takes a whole labour
  /// line, that payer's hourly rate applies until the line is approved or the payer changes.
  package func set(_ line: Int64, of order: Int64, version: Versions?, _ shares: [PayerShare]) throws -> Lent<OrderLinePicture> {
    let deed = try PayerChange(context, line: line, of: order, version)
    // After delivery another payer may take over a debt that the former one has already paid. Only a manager may do that.
    if deed.order.status.isClosed, try !deed.isSettled(deed.rated(shares)) { try CentrePays(context).demandWord() }
    try check(shares, client: deed.order.clientID)
    try CentrePays(context).check(shares, ofLine: line)
    let new = try deed.rated(shares)
    if try !deed.isSettled(new) { try deed.write(new, .orderLinePayersChanged, []) }
    return try context.settled { WorkOrderPictures(context).line(line, of: order) }
  }

  private func check(_ shares: [PayerShare], client: Int64) throws {
    var faults: [Reason] = []
    var against: [Reason] = []
    var seen: Set<Party> = []
    for (index, share) in shares.enumerated() {
      let pointer = "/payers/\(index)"
      if let id = share.payerClientID {
        let pointer = pointer + "/payer_client_id"
        try ClientLookup(context).named(id, at: pointer, &faults, against: &against)
        if let fault = share.role.reason(againstCard: id, client: client) {
          faults.append(fault.at(pointer))
        }
      }
      if !seen.insert(Party(share.role, share.payerClientID)).inserted { faults.append(.repeatedPayer(at: pointer)) }
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    guard against.isEmpty else { throw Refusal.conflict(against, moves: []) }
  }
}

/// One change of a line's payers: what must hold before it, and what it writes.
struct PayerChange {
  let context: Context
  let order: WorkOrder
  let line: OrderLine

  struct Shares {
    let shares: [PayerShare]
    /// The line at the price that will be billed.
    let line: OrderLine
    fileprivate init(_ shares: [PayerShare], _ line: OrderLine) {
      self.shares = shares
      self.line = line
    }
  }

  init(_ context: Context, line id: Int64, of orderID: Int64, _ version: Versions?) throws {
    self.context = context
    order = try OrderLines(context).order(orderID, version)
    line = try OrderLines(context).find(id, of: orderID)
    var reasons: [Reason] = order.status == .awaitingApproval ? [.linesFixed(order.number, order.status)] : []
    if !line.stands { reasons.append(.lineDecided(line)) }
    // In a closed order a billed line may change its payers: `checkDocuments` compares the new split with the documents.
    if try !order.status.isClosed && WorkOrderFactsTable(context.db).billedLines(of: orderID).contains(id) {
      reasons.append(.lineBilled(line))
    }
    guard reasons.isEmpty else { throw try context.refusal(reasons, inOrder: orderID) }
  }

  /// The shares, with the line at the labour rate of its payers.
  func rated(_ shares: [PayerShare]) throws -> Shares { try .init(shares, PayerRates(context).rated(line, shares, order)) }

  /// True if the line already has these shares and this price.
  func isSettled(_ new: Shares) throws -> Bool {
    func shares(_ payers: [LinePayer]) -> [PayerShare] {
      payers.filter { $0.share > .none }.map { PayerShare($0.role, payerClientID: $0.payerClientID, share: $0.share) }
    }
    var unlimited: [Int64: CoverageBudget] = [:]
    let payers = try LineSplits(context).split(new.line, new.shares, client: order.clientID, &unlimited)
    return try new.line == line && shares(payers) == shares(LinePayerTable(context.db).all(ofLine: line.id))
  }

  /// Stores the shares and splits the order's lines again between their payers.
  func write(_ new: Shares, _ event: EventType, _ facts: [Detail]) throws {
    let db = context.db
    let before = try clientPart()
    var unlimited: [Int64: CoverageBudget] = [:]
    let payers = try LineSplits(context).split(new.line, new.shares, client: order.clientID, &unlimited)
    if new.line != line { try OrderLineTable(db).update(new.line) }
    try LinePayerTable(db).replace(ofLine: line.id, with: payers)
    try LineSplits(context).refresh(order.id, client: order.clientID)
    let after = try clientPart()
    if line.status != .proposed, after > before { try checkAgreed(new.line, after) }
    if order.status.isClosed { try checkDocuments() }
    var details = facts + new.line.changes(from: line)
    details.noteChange("client_gross_minor", .init(before), .init(after))
    try context.record(event, order.subject(ofLine: line.id), details)
  }

  /// Checks a rise of the client's part: at most to what the client agreed to for this line, and within what the order
  /// may come to.
  private func checkAgreed(_ line: OrderLine, _ after: Money) throws {
    let agreed = try Approved(context).clientPart(of: line)
    if after > agreed { throw Refusal.conflict(.clientPaysMore(line, agreed, after)) }
    let beyond = try Tolerance(context).reasons(againstCharging: line, of: order)
    guard beyond.isEmpty else { throw Refusal.conflict(beyond, moves: []) }
  }

  /// After the work a change of payers corrects the bill. Refuses it if a document would no longer be what is to be billed.
  private func checkDocuments() throws {
    let outdated = try WorkOrderFactsGatherer(context).gather(order).reasonsAgainstDocuments
    guard outdated.isEmpty else { throw Refusal.conflict(outdated, moves: []) }
  }

  /// The part of the stored line that the client pays.
  private func clientPart() throws -> Money {
    guard let line = try OrderLineTable(context.db).find(line.id) else { return .zero }
    let payers = try LinePayerTable(context.db).all(ofLine: line.id)
    return payers.isEmpty ? line.gross : try Money.sum(payers.filter { $0.role == .client }.map(\.gross))
  }
}
