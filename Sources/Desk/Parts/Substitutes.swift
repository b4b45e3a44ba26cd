internal import Domain

// Goods that arrive for a purchase line go to the orders that claimed it, whether the ordered article came or another.
extension Stock {
  /// Gives arrived goods to the order lines with claims, the earliest promise first. If another article came than a
  /// line waits for, the line becomes a line of that article where possible. Otherwise the article is added to the
  /// order as an alternative for the client to decide.
  func serveClaims(purchaseLineID: Int64, _ came: Part, _ quantity: Quantity) throws -> [Handed] {
    let claims = try table.openClaims(purchaseLineID: purchaseLineID)
    let waiting = try claims.map { try line($0.orderLineID).waiting(for: $0.awaited) }
    var left = quantity
    var served: [Handed] = []
    for turn in try Serving.serve(Quantity.sum(waiting.map(\.quantity)), to: waiting) where left > .zero {
      guard let claim = claims.first(where: { $0.orderLineID == turn.orderLineID }) else { continue }
      let line = try line(turn.orderLineID)
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

  // MARK: Another article than ordered

  /// Checks whether a line may become a line of the article that came. An approved line may only if the article has
  /// the same maker. A line holds one article, so it changes only when it gets more of the new one than it holds of
  /// the old. It must also get all it needs, or expect no other delivery of the ordered article. What it held becomes
  /// free.
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

  /// Turns a line into one of the substitute. The client pays no more than for the ordered article, and less if the
  /// substitute is cheaper.
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

  /// Keeps the line as it is, still short of the ordered article. The article that came is reserved for the same order
  /// on a new proposed line with the same payers. The advisor is told, and either offers the new line in place of the
  /// old one or removes it.
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
  /// The line at the substitute's price, if that is lower.
  fileprivate func substituted(by came: Part) throws -> OrderLine {
    guard came.price > .zero, came.price < unitPrice else { return self }
    var line = self
    line.unitPrice = came.price
    return try line.priced()
  }

  /// A new line for `quantity` of another article instead of this one, at no higher price.
  fileprivate func alternative(_ came: Part, _ quantity: Quantity, at now: Instant) throws -> OrderLine {
    var line = try substituted(by: came)
    (line.id, line.status, line.createdAt) = (0, .proposed, now)
    (line.partID, line.code, line.name, line.unit, line.quantity) = (came.id, came.article, came.name, came.unit, quantity)
    (line.reserved, line.onOrder, line.issued, line.issuedCost) = (.zero, .zero, .zero, .zero)
    return try line.priced()
  }
}
