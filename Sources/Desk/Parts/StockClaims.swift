package import Domain

// A claim says which order line waits for which purchase line. The on-order quantity of an order line is always the
// sum of its open claims. The claims on a purchase line never exceed what it still awaits.
extension Stock {
  /// Gives unclaimed deliveries to the lines that are short: the earliest delivery to the earliest promise.
  package func claimIncoming(partID: Int64) throws { try claimIncoming(partID, passing: nil) }

  func claimIncoming(_ partID: Int64, passing: Int64?) throws {
    for incoming in try table.incoming(partID: partID) {
      let short = try table.waiting(partID: partID).filter { $0.short > .zero && $0.id != passing }
      guard !short.isEmpty else { return }
      for turn in Serving.serve(incoming.unclaimed, to: short.map { $0.waiting(for: $0.short) }) {
        try claim(line(turn.orderLineID), incoming.purchaseLineID, turn.quantity)
      }
    }
  }

  /// Claims a purchase line for the order line that it was made for.
  package func claim(lineID: Int64, purchaseLineID: Int64, _ quantity: Quantity) throws {
    try claim(line(lineID), purchaseLineID, quantity)
  }

  private func claim(_ line: StockLine, _ purchaseLineID: Int64, _ quantity: Quantity) throws {
    try table.addClaim(purchaseLineID: purchaseLineID, lineID: line.id, quantity)
    try table.set(lineID: line.id, onOrder: line.onOrder.adding(quantity))
    try context.record(
      .orderLineOnOrder, line.subject, facts(line, quantity) + [.fact("purchase_line_id", .integer(purchaseLineID))])
  }

  /// Drops claims for what the line holds by now.
  func dropSurplusClaims(of lineID: Int64) throws {
    let line = try line(lineID)
    try dropClaims(of: line, line.onOrder.less(line.unheld))
  }

  /// Drops `quantity` of the line's claims, the latest delivery first.
  func dropClaims(of line: StockLine, _ quantity: Quantity) throws {
    guard quantity > .zero else { return }
    var left = quantity
    for claim in try table.openClaims(lineID: line.id) where left > .zero {
      let dropped = min(left, claim.awaited)
      try table.lower(claim, by: dropped, at: context.now)
      left = left.less(dropped)
    }
    try table.set(lineID: line.id, onOrder: line.onOrder.less(quantity))
    try context.record(.orderLineOffOrder, line.subject, facts(line, quantity))
  }

  /// Lowers the claims on a purchase line to the `awaited` quantity. Orders with the latest promises lose first, and
  /// their shortage looks for another delivery. An order line of another article looks for deliveries of its own
  /// article. Returns the lines that lost, and how much.
  @discardableResult
  package func fitClaims(purchaseLineID: Int64, to awaited: Quantity) throws -> [Handed] {
    let claims = try table.openClaims(purchaseLineID: purchaseLineID)
    let claimed = try Quantity.sum(claims.map(\.awaited))
    let waiting = try claims.map { try line($0.orderLineID).waiting(for: $0.awaited) }
    let ordered = try table.partID(purchaseLineID: purchaseLineID)
    var substitutes: Set<Int64> = []
    let lost = try Serving.losers(of: claimed.less(awaited), among: waiting).map { loser in
      let line = try line(loser.orderLineID)
      if let partID = line.partID, partID != ordered { substitutes.insert(partID) }
      if let claim = claims.first(where: { $0.orderLineID == line.id }) { try table.lower(claim, by: loser.quantity, at: context.now) }
      try table.set(lineID: line.id, onOrder: line.onOrder.less(loser.quantity))
      try context.record(
        .orderLineOffOrder, line.subject, facts(line, loser.quantity) + [.fact("purchase_line_id", .integer(purchaseLineID))])
      return Handed(line, loser.quantity)
    }
    for partID in substitutes.sorted() { try claimIncoming(partID: partID) }
    return lost
  }
}
