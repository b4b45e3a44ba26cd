internal import Domain

// What has come for a purchase line goes to the orders that claimed it, be it what was ordered or something else instead.
extension Stock {
  /// Hands what came for a purchase line to those who claimed it: earliest promise first, as much as there is. A line that waits for
  /// another article than came is first turned into a line of this one, where that is possible; else what came is kept beside it, for
  /// the client to say.
  func serveClaims(purchaseLineID: Int64, _ came: Part, _ quantity: Quantity) throws -> [Handed] {
    let claims = try table.openClaims(purchaseLineID: purchaseLineID)
    let waiting = try claims.map { try line($0.orderLineId).waiting(for: $0.awaited) }
    var left = quantity
    var served: [Handed] = []
    for turn in try Serving.serve(Quantity.sum(waiting.map(\.quantity)), to: waiting) where left > .zero {
      guard let claim = claims.first(where: { $0.orderLineId == turn.orderLineId }) else { continue }
      let line = try line(turn.orderLineId)
      let handed: Handed
      if line.partID == came.id {
        handed = try serve(line, min(left, turn.quantity), claim)
      } else if try mayBecome(line, came, min(left, line.quantity), claim) {
        handed = try change(line, into: came, min(left, line.quantity), claim)
      } else {
        handed = try keep(came, min(left, claim.awaited), beside: line, claim)
      }
      served.append(handed)
      left = left.less(handed.quantity)
    }
    return served
  }

  private func serve(_ line: StockLine, _ share: Quantity, _ claim: PurchaseClaim) throws -> Handed {
    let ofClaim = min(share, claim.awaited)
    try table.serve(claim, ofClaim)
    try table.set(lineID: line.id, onOrder: line.onOrder.less(ofClaim))
    try hold(self.line(line.id), share)
    try tellIfComplete(line)
    return Handed(line, share)
  }

  // MARK: Another article than was ordered

  /// What the client has agreed to stays as it was agreed to, unless its own maker sent another article for it. One line bills one
  /// article, so it never holds two: it becomes another only when it gets more of that than it holds of what was ordered, and, unless all
  /// it needs has come, only when no other delivery brings it what was ordered. What it held is free then.
  private func mayBecome(_ line: StockLine, _ came: Part, _ share: Quantity, _ claim: PurchaseClaim) throws -> Bool {
    if line.isApproved, try part(of: line).makerKey != came.makerKey { return false }
    guard line.issued == .zero, share > line.reserved else { return false }
    return share == line.quantity || line.onOrder <= claim.awaited
  }

  private func change(_ line: StockLine, into came: Part, _ share: Quantity, _ claim: PurchaseClaim) throws -> Handed {
    let ofClaim = min(share, claim.awaited)
    try table.serve(claim, ofClaim)
    try table.set(lineID: line.id, onOrder: line.onOrder.less(ofClaim))
    try free(self.line(line.id), line.reserved)
    try substitute(self.line(line.id), by: came)
    try hold(self.line(line.id), share)
    try tellIfComplete(line)
    return Handed(line, share)
  }

  /// A substitute costs the client no more than what was ordered; one that is cheaper costs less.
  private func substitute(_ line: StockLine, by came: Part) throws {
    let old = try part(of: line)
    try table.substitute(lineID: line.id, partID: came.id, code: came.article, name: came.name)
    var changes: [Detail] = [
      .change("part_id", .integer(old.id), .integer(came.id)), .change("code", .text(old.article), .text(came.article)),
      .change("name", .text(old.name), .text(came.name)),
    ]
    if let before = try OrderLineTable(context.db).find(line.id) {
      let after = try before.substituted(by: came)
      if after != before {
        try OrderLineTable(context.db).update(after)
        changes += after.changes(from: before)
      }
    }
    try context.record(.orderLineSubstituted, line.subject, changes)
    try LineSplits(context).refresh(line.workOrderID, client: line.clientID)
  }

  /// The line stays what it is, and short of what did not come. What came instead is reserved for the same order as a line that the client
  /// has not agreed to, with the same payers, and the advisor is told: to offer it and take the other out, or to let it go.
  private func keep(_ came: Part, _ quantity: Quantity, beside line: StockLine, _ claim: PurchaseClaim) throws -> Handed {
    guard let ordered = try OrderLineTable(context.db).find(line.id) else { throw Refusal.notFound(.orderLine) }
    try table.lower(claim, by: quantity, at: context.now)
    try table.set(lineID: line.id, onOrder: line.onOrder.less(quantity))
    try context.record(.orderLineOffOrder, line.subject, facts(line, quantity))
    let new = try ordered.alternative(came, quantity, at: context.now)
    let id = try OrderLineTable(context.db).insert(new)
    try LinePayerTable(context.db).replace(ofLine: id, with: LinePayerTable(context.db).all(ofLine: line.id))
    let own = try self.line(id)
    try context.record(.orderLineAdded, own.subject, new.added + [.fact("instead_of_line_id", .integer(line.id))])
    try LineSplits(context).refresh(line.workOrderID, client: line.clientID)
    try hold(own, quantity)
    try context.record(
      .workOrderSubstituteCame, line.orderSubject,
      [.fact("line_id", .integer(id)), .fact("instead_of_line_id", .integer(line.id))] + facts(own, quantity))
    return Handed(own, quantity)
  }
}

extension OrderLine {
  /// The line at the price of what came instead, where that is lower.
  fileprivate func substituted(by came: Part) throws -> OrderLine {
    guard came.price > .zero, came.price < unitPrice else { return self }
    var line = self
    line.unitPrice = came.price
    return try line.priced()
  }

  /// So much of another article in place of this line's, at no higher price.
  fileprivate func alternative(_ came: Part, _ quantity: Quantity, at now: Instant) throws -> OrderLine {
    var line = try substituted(by: came)
    (line.id, line.status, line.createdAt) = (0, .proposed, now)
    (line.partId, line.code, line.name, line.unit, line.quantity) = (came.id, came.article, came.name, came.unit, quantity)
    (line.reserved, line.onOrder, line.issued, line.issuedCost) = (.zero, .zero, .zero, .zero)
    return try line.priced()
  }
}
