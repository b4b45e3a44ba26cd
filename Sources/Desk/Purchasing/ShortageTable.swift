internal import Domain
internal import SQLite

struct ShortageTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func orderExists(_ id: Int64) throws -> Bool {
    let found: Int64? = try db.value("SELECT 1 FROM work_orders WHERE id = ?", id)
    return found != nil
  }

  /// Order lines that lack a quantity not on order, the earliest promise first.
  func short() throws -> [(partID: Int64, lineID: Int64, workOrderID: Int64, quantity: Quantity)] {
    try db.all(
      """
      SELECT l.part_id, l.id, o.id, l.quantity - l.issued - l.reserved - l.on_order
      FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id
      WHERE l.part_id IS NOT NULL AND l.status IN ('proposed','approved') AND l.client_supplied = 0 AND l.quantity - l.issued - l.reserved > 0
        AND l.issued + l.reserved + l.on_order < l.quantity AND o.status NOT IN ('delivered','cancelled')
      ORDER BY o.promised_at IS NULL, o.promised_at, l.id
      """
    ) { row in try (row[0], row[1], row[2], row[3]) }
  }

  /// Parts with less available than their minimum, with the unclaimed quantity on its way.
  func belowMinimum() throws -> [(partID: Int64, unclaimed: Quantity)] {
    try db.all(
      """
      SELECT p.id, coalesce((SELECT sum(l.quantity - l.received - coalesce((SELECT sum(c.quantity - c.served) FROM purchase_claims c
            WHERE c.purchase_line_id = l.id AND c.released_at IS NULL), 0))
          FROM purchase_lines l JOIN purchase_orders o ON o.id = l.purchase_order_id
          WHERE l.part_id = p.id AND l.quantity - l.received > 0 AND o.status IN ('draft','sent','partly_received')), 0)
      FROM parts p WHERE p.min_quantity - p.on_hand + p.reserved > 0 AND p.status = 'active' ORDER BY p.id
      """
    ) { row in try (row[0], row[1]) }
  }
}
