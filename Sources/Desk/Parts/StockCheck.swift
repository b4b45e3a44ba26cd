package import SQLite

/// Checks that the stock's figures agree in every place where they are kept. Each fault is a sentence.
package struct StockCheck {
  private let db: Database
  package init(_ db: Database) { self.db = db }

  package func faults() throws -> [String] {
    try ledgerAgainstPlaces() + placesAgainstParts() + valueAgainstLedger() + reservations() + claims() + claimsAgainstDeliveries()
      + issues()
  }

  private func ledgerAgainstPlaces() throws -> [String] {
    try db.all(
      """
      SELECT m.part_id, m.location_id, m.total, coalesce(s.on_hand, 0)
      FROM (SELECT part_id, location_id, sum(quantity) AS total FROM stock_moves GROUP BY part_id, location_id) m
      LEFT JOIN stock s ON s.part_id = m.part_id AND s.location_id = m.location_id WHERE m.total <> coalesce(s.on_hand, 0)
      UNION ALL SELECT s.part_id, s.location_id, 0, s.on_hand FROM stock s WHERE s.on_hand <> 0
        AND NOT EXISTS (SELECT 1 FROM stock_moves m WHERE m.part_id = s.part_id AND m.location_id = s.location_id)
      """
    ) { row in
      "part \(row.integer(0)) in location \(row.integer(1)): the ledger's sum is \(row.integer(2)), the stock says \(row.integer(3))"
    }
  }

  private func placesAgainstParts() throws -> [String] {
    try db.all(
      """
      SELECT p.id, p.on_hand, coalesce(s.total, 0) FROM parts p
      LEFT JOIN (SELECT part_id, sum(on_hand) AS total FROM stock JOIN locations l ON l.id = location_id AND l.kind = 'store' GROUP BY part_id) s
        ON s.part_id = p.id WHERE p.on_hand <> coalesce(s.total, 0)
      """
    ) { row in "part \(row.integer(0)): on hand is \(row.integer(1)), its stores hold \(row.integer(2))" }
  }

  private func valueAgainstLedger() throws -> [String] {
    try db.all(
      """
      SELECT p.id, p.value_minor, coalesce(m.total, 0) FROM parts p
      LEFT JOIN (SELECT part_id, sum(cost_minor) AS total FROM stock_moves JOIN locations l ON l.id = location_id AND l.kind = 'store'
        GROUP BY part_id) m ON m.part_id = p.id
      WHERE p.value_minor <> coalesce(m.total, 0) OR p.value_minor < 0 OR (p.on_hand = 0 AND p.value_minor <> 0)
      """
    ) { row in "part \(row.integer(0)): its value is \(row.integer(1)), its moves cost \(row.integer(2))" }
  }

  private func reservations() throws -> [String] {
    try db.all(
      """
      SELECT p.id, p.reserved, coalesce(l.total, 0) FROM parts p
      LEFT JOIN (SELECT part_id, sum(reserved) AS total FROM order_lines WHERE reserved > 0 GROUP BY part_id) l ON l.part_id = p.id
      WHERE p.reserved <> coalesce(l.total, 0) OR p.reserved > p.on_hand
      """
    ) { row in "part \(row.integer(0)): \(row.integer(1)) reserved, its order lines hold \(row.integer(2))" }
      + db.all(
        """
        SELECT l.id, l.reserved + l.on_order, o.number FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id
        WHERE l.reserved + l.on_order > 0 AND (l.status NOT IN ('proposed','approved') OR o.status IN ('delivered','cancelled')
          OR l.issued + l.reserved + l.on_order > l.quantity)
        """
      ) { row in try "order line \(row.integer(0)) of \(row[2] as String) holds \(row.integer(1)) that it may not" }
  }

  private func claims() throws -> [String] {
    try db.all(
      """
      SELECT l.id, l.on_order, coalesce(c.total, 0) FROM order_lines l
      LEFT JOIN (SELECT order_line_id, sum(quantity - served) AS total FROM purchase_claims WHERE released_at IS NULL GROUP BY order_line_id) c
        ON c.order_line_id = l.id WHERE l.on_order <> coalesce(c.total, 0)
      """
    ) { row in "order line \(row.integer(0)): on order is \(row.integer(1)), its claims await \(row.integer(2))" }
  }

  private func claimsAgainstDeliveries() throws -> [String] {
    try db.all(
      """
      SELECT l.id, CASE WHEN o.status IN ('draft','sent','partly_received') THEN max(0, l.quantity - l.received) ELSE 0 END AS awaited, c.total
      FROM (SELECT purchase_line_id, sum(quantity - served) AS total FROM purchase_claims WHERE released_at IS NULL GROUP BY purchase_line_id) c
      JOIN purchase_lines l ON l.id = c.purchase_line_id JOIN purchase_orders o ON o.id = l.purchase_order_id WHERE c.total > awaited
      """
    ) { row in "purchase line \(row.integer(0)) brings \(row.integer(1)), \(row.integer(2)) are claimed of it" }
  }

  private func issues() throws -> [String] {
    try db.all(
      """
      SELECT l.id, l.issued, l.issued_cost_minor, coalesce(-m.quantity, 0), coalesce(-m.cost, 0) FROM order_lines l
      LEFT JOIN (SELECT order_line_id, sum(quantity) AS quantity, sum(cost_minor) AS cost FROM stock_moves
        WHERE order_line_id IS NOT NULL GROUP BY order_line_id) m ON m.order_line_id = l.id
      WHERE l.issued <> coalesce(-m.quantity, 0) OR l.issued_cost_minor <> coalesce(-m.cost, 0)
      """
    ) { row in
      "order line \(row.integer(0)): \(row.integer(1)) issued at \(row.integer(2)), the ledger says \(row.integer(3)) at \(row.integer(4))"
    }
  }
}
