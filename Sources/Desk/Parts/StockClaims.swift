package import Domain

// Claims say which order line waits for which purchase line. A line's on order is always the sum of its open claims,
// and the claims on a purchase line are never more than it still awaits.
extension Stock {
  /// Gives what is on its way unclaimed to the lines that are short: the earliest delivery to the earliest promise.
  package func claimIncoming(partID: Int64) throws { try claimIncoming(partID, passing: nil) }

  func claimIncoming(_ partID: Int64, passing: Int64?) throws {
    for incoming in try table.incoming(partID: partID) {
      let short = try table.waiting(partID: partID).filter { $0.short > .zero && $0.id != passing }
      guard !short.isEmpty else { return }
      for turn in Serving.serve(incoming.unclaimed, to: short.map { $0.waiting(for: $0.short) }) {
        try claim(line(turn.orderLineId), incoming.purchaseLineID, turn.quantity)
      }
    }
  }

  /// Puts an order line on a purchase line that was made for it.
  package func claim(lineID: Int64, purchaseLineID: Int64, _ quantity: Quantity) throws {
    try claim(line(lineID), purchaseLineID, quantity)
  }

  private func claim(_ line: StockLine, _ purchaseLineID: Int64, _ quantity: Quantity) throws {
    try table.addClaim(purchaseLineID: purchaseLineID, lineID: line.id, quantity)
    try table.set(lineID: line.id, onOrder: line.onOrder.adding(quantity))
    try context.record(
      .orderLineOnOrder, line.subject, facts(line, quantity) + [.fact("purchase_line_id", .integer(purchaseLineID))])
  }

  /// What the line holds by now needs no delivery.
  func dropSurplusClaims(of lineID: Int64) throws {
    let line = try line(lineID)
    try dropClaims(of: line, line.onOrder.less(line.unheld))
  }

  /// Gives `quantity` of the line's claims up, the latest delivery first.
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

  /// The purchase line brings no more than `awaited` from now on: the orders promised latest lose their claims, and their shortage is
  /// open again until another delivery is found: a line that has become another article looks for that one's. Answers who lost how much.
  @discardableResult
  package func fitClaims(purchaseLineID: Int64, to awaited: Quantity) throws -> [Handed] {
    let claims = try table.openClaims(purchaseLineID: purchaseLineID)
    let claimed = try Quantity.sum(claims.map(\.awaited))
    let waiting = try claims.map { try line($0.orderLineId).waiting(for: $0.awaited) }
    let ordered = try table.partID(purchaseLineID: purchaseLineID)
    var substitutes: Set<Int64> = []
    let lost = try Serving.losers(of: claimed.less(awaited), among: waiting).map { loser in
      let line = try line(loser.orderLineId)
      if let partID = line.partID, partID != ordered { substitutes.insert(partID) }
      if let claim = claims.first(where: { $0.orderLineId == line.id }) { try table.lower(claim, by: loser.quantity, at: context.now) }
      try table.set(lineID: line.id, onOrder: line.onOrder.less(loser.quantity))
      try context.record(
        .orderLineOffOrder, line.subject, facts(line, loser.quantity) + [.fact("purchase_line_id", .integer(purchaseLineID))])
      return Handed(line, loser.quantity)
    }
    for partID in substitutes.sorted() { try claimIncoming(partID: partID) }
    return lost
  }
}
