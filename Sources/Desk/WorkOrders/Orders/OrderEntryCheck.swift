internal import SQLite

/// Checks that `work_order_entries` has one head per order and one row per complaint and event, and that the copies agree.
struct OrderEntryCheck {
  private let db: Database
  init(_ db: Database) { self.db = db }

  func faults() throws -> [String] { try entries() + heads() }

  /// Complaints and events have no foreign key to their order. If the order is missing, its id is named instead of its
  /// number.
  private func entries() throws -> [String] {
    try db.all(
      """
      SELECT o.number FROM work_orders o
      WHERE NOT EXISTS (SELECT 1 FROM work_order_entries WHERE work_order_id = o.id AND kind = 0 AND entry_id = 0)
      UNION SELECT coalesce(o.number, c.work_order_id) FROM complaints c LEFT JOIN work_orders o ON o.id = c.work_order_id
      WHERE NOT EXISTS (SELECT 1 FROM work_order_entries WHERE work_order_id = c.work_order_id AND kind = 1 AND entry_id = c.id)
      UNION SELECT coalesce(o.number, e.work_order_id) FROM events e LEFT JOIN work_orders o ON o.id = e.work_order_id
      WHERE e.work_order_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM work_order_entries WHERE work_order_id = e.work_order_id AND kind = 2 AND entry_id = e.id)
      UNION SELECT coalesce(o.number, x.work_order_id) FROM work_order_entries x LEFT JOIN work_orders o ON o.id = x.work_order_id
      WHERE o.id IS NULL OR CASE x.kind
        WHEN 0 THEN x.entry_id <> 0
        WHEN 1 THEN NOT EXISTS (SELECT 1 FROM complaints WHERE id = x.entry_id AND work_order_id = x.work_order_id)
        WHEN 2 THEN NOT EXISTS (SELECT 1 FROM events WHERE id = x.entry_id AND work_order_id = x.work_order_id)
        ELSE TRUE END
      ORDER BY 1
      """
    ) { row in "The entries of \(try row[0] as String) are not those of the order." }
  }

  private func heads() throws -> [String] {
    try db.all(
      """
      SELECT DISTINCT o.number FROM work_order_entries x JOIN work_orders o ON o.id = x.work_order_id
      WHERE CASE x.kind
        WHEN 0 THEN x.client_id IS NOT o.client_id OR x.vehicle_id IS NOT o.vehicle_id OR x.closed IS NOT (o.closed_at IS NOT NULL)
        ELSE coalesce(x.client_id, x.vehicle_id, x.closed) IS NOT NULL END
      ORDER BY 1
      """
    ) { row in "The head of \(try row[0] as String) is not what the order says." }
  }
}
