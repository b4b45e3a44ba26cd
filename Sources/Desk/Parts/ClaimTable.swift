internal import Domain
internal import SQLite

// Claims of order lines on purchase lines. A claim that is taken up again after its release starts from what it was
// served before.
extension StockTable {
  /// Unclaimed quantities on their way, the earliest delivery first. Those without a date, such as drafts, come last.
  func incoming(partID: Int64) throws -> [Incoming] {
    try db.all(
      """
      SELECT id, expected_on, unclaimed FROM (
        SELECT l.id, coalesce(l.expected_on, o.expected_on) AS expected_on,
          l.quantity - l.received - coalesce((SELECT sum(c.quantity - c.served) FROM purchase_claims c
            WHERE c.purchase_line_id = l.id AND c.released_at IS NULL), 0) AS unclaimed
        FROM purchase_lines l JOIN purchase_orders o ON o.id = l.purchase_order_id
        WHERE l.part_id = ? AND l.quantity - l.received > 0 AND o.status IN ('draft','sent','partly_received'))
      WHERE unclaimed > 0 ORDER BY expected_on IS NULL, expected_on, id
      """, partID
    ) { row in try Incoming(purchaseLineID: row[0], expectedOn: row[1], unclaimed: row[2]) }
  }

  /// Open claims of an order line, the latest delivery first.
  func openClaims(lineID: Int64) throws -> [PurchaseClaim] {
    try db.all(
      """
      SELECT c.id, c.purchase_line_id, c.order_line_id, c.quantity, c.served, c.released_at
      FROM purchase_claims c JOIN purchase_lines l ON l.id = c.purchase_line_id JOIN purchase_orders o ON o.id = l.purchase_order_id
      WHERE c.order_line_id = ? AND c.released_at IS NULL AND c.served < c.quantity
      ORDER BY coalesce(l.expected_on, o.expected_on) IS NOT NULL, coalesce(l.expected_on, o.expected_on) DESC, c.id DESC
      """, lineID, map: Self.claim)
  }

  func openClaims(purchaseLineID: Int64) throws -> [PurchaseClaim] {
    try db.all(
      """
      SELECT id, purchase_line_id, order_line_id, quantity, served, released_at FROM purchase_claims
      WHERE purchase_line_id = ? AND released_at IS NULL AND served < quantity ORDER BY id
      """, purchaseLineID, map: Self.claim)
  }

  func addClaim(purchaseLineID: Int64, lineID: Int64, _ quantity: Quantity) throws {
    try db.execute(
      """
      INSERT INTO purchase_claims (purchase_line_id, order_line_id, quantity) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET released_at = NULL,
        quantity = CASE WHEN released_at IS NULL THEN quantity ELSE served END + excluded.quantity
      """, purchaseLineID, lineID, quantity)
    try raiseVersion(purchaseLineID: purchaseLineID)
  }

  /// Lowers what the claim still awaits. What was delivered stays; an empty claim is released.
  func lower(_ claim: PurchaseClaim, by quantity: Quantity, at now: Instant) throws {
    let left = claim.quantity.less(quantity)
    if left > .zero {
      try db.execute("UPDATE purchase_claims SET quantity = ? WHERE id = ?", left, claim.id)
    } else {
      try db.execute("UPDATE purchase_claims SET released_at = ? WHERE id = ?", now, claim.id)
    }
    try raiseVersion(purchaseLineID: claim.purchaseLineID)
  }

  func serve(_ claim: PurchaseClaim, _ quantity: Quantity) throws {
    try db.execute("UPDATE purchase_claims SET served = served + ? WHERE id = ?", quantity, claim.id)
    try raiseVersion(purchaseLineID: claim.purchaseLineID)
  }

  /// Raises the version of the purchase order, because its response lists the waiting order lines.
  private func raiseVersion(purchaseLineID: Int64) throws {
    try db.execute(
      "UPDATE purchase_orders SET version = version + 1 WHERE id = (SELECT purchase_order_id FROM purchase_lines WHERE id = ?)",
      purchaseLineID)
  }

  func partID(purchaseLineID: Int64) throws -> Int64? {
    try db.value("SELECT part_id FROM purchase_lines WHERE id = ?", purchaseLineID)
  }

  func awaited(purchaseLineID: Int64) throws -> Quantity {
    try db.value("SELECT max(0, quantity - received) FROM purchase_lines WHERE id = ?", purchaseLineID) ?? .zero
  }

  private static func claim(_ row: borrowing Row) throws -> PurchaseClaim {
    try PurchaseClaim(id: row[0], purchaseLineID: row[1], orderLineID: row[2], quantity: row[3], served: row[4], releasedAt: row[5])
  }
}
