internal import Domain
package import SQLite

/// Checks that stored estimates, approvals, links, promises and clocks agree. Each fault is a sentence.
package struct EstimateCheck {
  private let db: Database
  package init(_ db: Database) { self.db = db }

  package func faults() throws -> [String] { try sums() + statuses() + links() + clocks() + promises() }

  private func sums() throws -> [String] {
    try db.all(
      """
      SELECT e.id FROM estimates e WHERE
        (e.gross_minor, e.vat_minor, e.client_gross_minor) IS NOT (SELECT sum(gross_minor), sum(vat_minor), sum(client_gross_minor)
          FROM estimate_lines WHERE estimate_id = e.id)
        OR e.approved_minor <> (SELECT COALESCE(sum(gross_minor), 0) FROM estimate_lines WHERE estimate_id = e.id AND decision = 'approved')
      """
    ) { row in "The sums of estimate \(try row[0] as Int64) are not those of its items." }
      + db.all(
        """
        SELECT o.number FROM work_orders o WHERE o.approved_minor <>
          (SELECT COALESCE(sum(e.approved_minor), 0) FROM estimates e WHERE e.work_order_id = o.id AND e.status = 'approved')
        """
      ) { row in "What is approved in \(try row[0] as String) is not the sum of its approved estimates." }
  }

  private func statuses() throws -> [String] {
    try db.all(
      """
      SELECT e.id FROM estimates e LEFT JOIN approvals a ON a.estimate_id = e.id
      WHERE (e.status IN ('approved','declined')) <> (a.id IS NOT NULL)
        OR (e.status IN ('approved','declined')) <> (NOT EXISTS (SELECT 1 FROM estimate_lines i WHERE i.estimate_id = e.id AND i.decision IS NULL))
        OR (e.status = 'approved') <> EXISTS (SELECT 1 FROM estimate_lines i WHERE i.estimate_id = e.id AND i.decision = 'approved')
      """
    ) { row in "Estimate \(try row[0] as Int64) and the decisions on it do not agree." }
      + db.all(
        """
        SELECT o.number FROM work_orders o WHERE o.status = 'awaiting_approval'
          AND NOT EXISTS (SELECT 1 FROM estimates e WHERE e.work_order_id = o.id AND e.status = 'offered' AND e.kind = 'main')
        """
      ) { row in "\(try row[0] as String) awaits approval, but nothing lies before the client." }
      + db.all(
        """
        SELECT o.number FROM work_orders o WHERE o.status IN ('ready','delivered','cancelled')
          AND EXISTS (SELECT 1 FROM estimates e WHERE e.work_order_id = o.id AND e.status = 'offered')
        """
      ) { row in "\(try row[0] as String) is past its repair, but an estimate still lies before the client." }
  }

  private func links() throws -> [String] {
    try db.all(
      """
      SELECT l.id FROM approval_links l JOIN estimates e ON e.id = l.estimate_id
      WHERE l.used_at IS NULL AND l.voided_at IS NULL AND e.status <> 'offered'
      """
    ) { row in "Link \(try row[0] as Int64) is open although its estimate no longer lies before the client." }
  }

  private func clocks() throws -> [String] {
    try db.all(
      """
      SELECT a.id, b.id FROM clockings a JOIN clockings b ON b.mechanic_id = a.mechanic_id AND b.started_at >= a.started_at AND b.id <> a.id
        AND b.started_at < COALESCE(a.ended_at, 9223372036854775807)
      WHERE a.replaced_by_id IS NULL AND b.replaced_by_id IS NULL
        AND (b.ended_at IS NULL OR b.ended_at > a.started_at) AND (a.started_at <> b.started_at OR a.id < b.id)
      """
    ) { row in "Clockings \(try row[0] as Int64) and \(try row[1] as Int64) of one mechanic overlap." }
      + db.all(
        """
        SELECT k.id FROM clockings k JOIN work_orders o ON o.id = k.work_order_id
        WHERE k.ended_at IS NULL AND o.status IN ('ready','delivered','cancelled')
        """
      ) { row in "Clock \(try row[0] as Int64) runs on an order whose work is over." }
  }

  private func promises() throws -> [String] {
    try db.all(
      """
      SELECT o.number FROM work_orders o WHERE o.promised_at IS NOT
        (SELECT p.promised_at FROM promises p WHERE p.work_order_id = o.id ORDER BY p.id DESC LIMIT 1)
      """
    ) { row in "The promise of \(try row[0] as String) is not the last one given." }
  }
}
