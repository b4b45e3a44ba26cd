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
      "order_line.on_order", line.subject, facts(line, quantity) + [.fact("purchase_line_id", .integer(purchaseLineID))])
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
    try context.record("order_line.off_order", line.subject, facts(line, quantity))
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
        "order_line.off_order", line.subject, facts(line, loser.quantity) + [.fact("purchase_line_id", .integer(purchaseLineID))])
      return Handed(line, loser.quantity)
    }
    for partID in substitutes.sorted() { try claimIncoming(partID: partID) }
    return lost
  }

  // MARK: What has come

  /// Hands what came for a purchase line to those who claimed it: earliest promise first, as much as there is. A line that waits for
  /// another article than came is first turned into a line of this one, where that is possible.
  func serveClaims(purchaseLineID: Int64, _ came: Part, _ quantity: Quantity) throws -> [Handed] {
    let claims = try table.openClaims(purchaseLineID: purchaseLineID)
    let waiting = try claims.map { try line($0.orderLineId).waiting(for: $0.awaited) }
    var left = quantity
    var served: [Handed] = []
    for turn in try Serving.serve(Quantity.sum(waiting.map(\.quantity)), to: waiting) where left > .zero {
      guard let claim = claims.first(where: { $0.orderLineId == turn.orderLineId }) else { continue }
      let line = try line(turn.orderLineId)
      let needed = line.partID == came.id ? turn.quantity : line.quantity
      let share = min(left, needed)
      guard line.partID == came.id || mayBecome(line, share, claim) else { continue }
      let ofClaim = min(share, claim.awaited)
      try table.serve(claim, ofClaim)
      try table.set(lineID: line.id, onOrder: line.onOrder.less(ofClaim))
      if line.partID != came.id {
        try free(self.line(line.id), line.reserved)
        try substitute(self.line(line.id), by: came)
      }
      try hold(self.line(line.id), share)
      try tellIfComplete(line)
      served.append(Handed(line, share))
      left = left.less(share)
    }
    return served
  }

  /// One line bills one article, so it never holds two: it becomes another only when it gets more of that than it holds of what was
  /// ordered, and, unless all it needs has come, only when no other delivery brings it what was ordered. What it held is free then.
  private func mayBecome(_ line: StockLine, _ share: Quantity, _ claim: PurchaseClaim) -> Bool {
    guard line.issued == .zero, share > line.reserved else { return false }
    return share == line.quantity || line.onOrder <= claim.awaited
  }

  private func substitute(_ line: StockLine, by came: Part) throws {
    let old = try part(of: line)
    try table.substitute(lineID: line.id, partID: came.id, code: came.article, name: came.name)
    try context.record(
      "order_line.substituted", line.subject,
      [
        .change("part_id", .integer(old.id), .integer(came.id)), .change("code", .text(old.article), .text(came.article)),
        .change("name", .text(old.name), .text(came.name)),
      ])
  }
}
