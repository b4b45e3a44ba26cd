internal import Domain
internal import SQLite

struct DeliveryTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func times(supplierID: Int64) throws -> [(sent: Instant, received: Instant)] {
    try db.all(
      """
      SELECT o.sent_at, l.first_received_at FROM purchase_orders o JOIN purchase_lines l ON l.purchase_order_id = o.id
      WHERE o.supplier_id = ? AND o.sent_at IS NOT NULL AND l.first_received_at IS NOT NULL
      """, supplierID
    ) { row in try (row[0], row[1]) }
  }

  func firstUnclaimed(partID: Int64) throws -> (on: Day, orderID: Int64)? {
    try db.first(
      """
      SELECT coalesce(l.expected_on, o.expected_on), o.id FROM purchase_lines l JOIN purchase_orders o ON o.id = l.purchase_order_id
      WHERE l.part_id = ? AND l.quantity - l.received > 0 AND o.status IN ('sent','partly_received')
        AND coalesce(l.expected_on, o.expected_on) IS NOT NULL
        AND l.quantity - l.received > coalesce((SELECT sum(c.quantity - c.served) FROM purchase_claims c
          WHERE c.purchase_line_id = l.id AND c.released_at IS NULL), 0)
      ORDER BY 1, l.id LIMIT 1
      """, partID
    ) { row in try (row[0], row[1]) }
  }

  func lastClaimed(lineID: Int64) throws -> (on: Day?, orderID: Int64)? {
    try db.first(
      """
      SELECT coalesce(l.expected_on, o.expected_on), o.id
      FROM purchase_claims c JOIN purchase_lines l ON l.id = c.purchase_line_id JOIN purchase_orders o ON o.id = l.purchase_order_id
      WHERE c.order_line_id = ? AND c.released_at IS NULL AND c.served < c.quantity
      ORDER BY coalesce(l.expected_on, o.expected_on) IS NOT NULL, 1 DESC LIMIT 1
      """, lineID
    ) { row in try (row[0], row[1]) }
  }
}
