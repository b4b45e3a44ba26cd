package import Domain

/// The only code that changes quantities: the ledger, a part's figures, the reserved, on-order and issued quantities
/// of order lines, and the claims on purchase lines. Parts, Purchasing and WorkOrders call it.
///
/// After every change two things hold. Available stock is reserved for the lines that wait for it, and unclaimed
/// deliveries are claimed by the lines that are short.
package struct Stock {
  let context: Context
  let table: StockTable
  var locations: LocationTable { LocationTable(context.db) }
  package init(_ context: Context) {
    self.context = context
    table = StockTable(context.db)
  }

  /// Reserves what the line still needs (quantity − reserved − issued − on order), as far as it is available. The rest
  /// claims unclaimed deliveries. Returns the newly reserved quantity; zero for a line that does not wait.
  @discardableResult
  package func reserve(lineID: Int64) throws -> Quantity {
    let line = try line(lineID)
    guard line.short > .zero else { return .zero }
    let part = try part(of: line)
    let taken = min(line.short, part.available)
    if taken > .zero { try hold(line, taken) }
    try claimIncoming(partID: part.id)
    return taken
  }

  /// Frees the reservation and the purchase claims of a line that was removed or declined, or whose order was
  /// cancelled. Then offers the freed quantity to others. Store the new status of the line or order before the call,
  /// because other lines of the same order may be served too.
  package func release(lineID: Int64) throws {
    let line = try line(lineID)
    guard let partID = line.partID else { return }
    try dropClaims(of: line, line.onOrder)
    try free(line, line.reserved)
    try offer(partID, passing: lineID)
  }

  /// Frees the surplus after a line's quantity was lowered, first what is only on order. A quantity below what is
  /// issued is refused.
  package func trim(lineID: Int64) throws {
    let line = try line(lineID)
    guard let partID = line.partID else { return }
    guard line.issued <= line.quantity else { throw Refusal.conflict(.quantityBelowIssued(line.issued)) }
    let surplus = try line.reserved.adding(line.onOrder).less(line.quantity.less(line.issued))
    let onOrder = min(surplus, line.onOrder)
    try dropClaims(of: line, onOrder)
    try free(line, surplus.less(onOrder))
    try offer(partID: partID)
  }

  /// Issues parts to the order. More than reserved is taken from what is available; more than the line needs is
  /// refused. Without a location, the stores are emptied in turn.
  package func issue(lineID: Int64, quantity: Quantity, locationID: Int64?) throws {
    let line = try line(lineID)
    var part = try part(of: line)
    let needed = line.quantity.less(line.issued)
    guard quantity <= needed else { throw Refusal.conflict(.issueAboveNeed(needed)) }
    try part.unit.check(quantity, rest: needed)
    let held = min(quantity, line.reserved)
    _ = try part.issuing(quantity, fromReserved: held)
    var stillHeld = held
    var cost = Money.zero
    for take in try takes(part, quantity, locationID) {
      let step = try part.issuing(take.quantity, fromReserved: min(stillHeld, take.quantity))
      try move(part.id, at: take.locationID, .issue, out: take.quantity, cost: step.cost, orderLineID: line.id)
      part = step.part
      stillHeld = stillHeld.less(take.quantity)
      cost = try cost.adding(step.cost)
    }
    try table.keep(part)
    try table.set(lineID: line.id, reserved: line.reserved.less(held))
    try table.set(lineID: line.id, issued: line.issued.adding(quantity), cost: line.issuedCost.adding(cost))
    try context.record(
      .orderLineIssued, line.subject, [.fact("part_id", .integer(part.id)), .fact("quantity", .quantity(quantity))])
    try dropSurplusClaims(of: line.id)
  }

  /// Takes issued units back at the same cost, by default to where they came from. A line that still waits keeps them
  /// reserved. Units returned to quarantine are not available.
  package func giveBack(lineID: Int64, quantity: Quantity, locationID: Int64?, reason: String?) throws {
    let line = try line(lineID)
    let part = try part(of: line)
    guard quantity > .zero else { throw Refusal.invalid(.quantityNotPositive) }
    guard quantity <= line.issued else { throw Refusal.conflict(.returnAboveIssued(line.issued)) }
    try part.unit.check(quantity, rest: line.issued)
    let cost =
      quantity == line.issued
      ? line.issuedCost
      : try Money(rounding: Int128(line.issuedCost.rawValue) * Int128(quantity.rawValue), over: Int128(line.issued.rawValue))
    let location = try location(locationID ?? table.lastIssue(lineID: line.id) ?? locations.firstStore())
    try move(part.id, at: location.id, .return, in: quantity, cost: cost, orderLineID: line.id, reason: reason)
    try table.keep(location.kind == .store ? part.receiving(quantity, cost: cost) : part)
    try table.set(lineID: line.id, issued: line.issued.less(quantity), cost: line.issuedCost.subtracting(cost))
    try context.record(
      .orderLineReturned, line.subject,
      [.fact("part_id", .integer(part.id)), .fact("quantity", .quantity(quantity))] + Detail.words("reason", reason))
    if location.kind == .store {
      let now = try self.line(lineID)
      let kept = min(quantity, now.unheld)
      if kept > .zero { try hold(now, kept) }
    }
    try offer(partID: part.id)
  }

  /// Offers available stock of a part to the lines that wait for it: the earliest promise first, then the oldest line.
  /// A line served this way gives up its claim on a delivery. Records `work_order.parts_complete` when an order has
  /// all its parts.
  package func offer(partID: Int64) throws { try offer(partID, passing: nil) }

  @discardableResult
  func offer(_ partID: Int64, passing: Int64?) throws -> [Handed] {
    var served: [Handed] = []
    let available = try part(partID).available
    if available > .zero {
      let waiting = try table.waiting(partID: partID).filter { $0.id != passing }
      for turn in Serving.serve(available, to: waiting.map { $0.waiting(for: $0.unheld) }) {
        let line = try line(turn.orderLineID)
        try hold(line, turn.quantity)
        try tellIfComplete(line)
        served.append(Handed(line, turn.quantity))
      }
    }
    try claimIncoming(partID, passing: passing)
    return served
  }
}
