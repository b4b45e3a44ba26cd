internal import Domain
package import SQLite

/// Checks that stored orders, their lines and their payers agree. Each fault is a sentence.
package struct WorkOrderCheck {
  private let db: Database
  package init(_ db: Database) { self.db = db }

  package func faults() throws -> [String] {
    try OrderEntryCheck(db).faults() + histories() + times() + sums() + parts() + lines() + splits()
  }

  /// Compares each status with the last event that moved the order.
  private func histories() throws -> [String] {
    try db.all(
      """
      SELECT o.number, o.status, e.type FROM work_orders o LEFT JOIN events e ON e.id = (
        SELECT max(id) FROM events WHERE subject = 'work_order' AND subject_id = o.id AND type IN (
          'work_order.opened','work_order.estimating','work_order.offered','work_order.approved','work_order.declined',
          'work_order.objected','work_order.reoffered','work_order.offer_lapsed','work_order.started','work_order.ready',
          'work_order.reworked','work_order.delivered','work_order.cancelled'))
      WHERE o.status IS NOT CASE e.type
        WHEN 'work_order.opened' THEN 'open' WHEN 'work_order.estimating' THEN 'estimating' WHEN 'work_order.offered' THEN 'awaiting_approval'
        WHEN 'work_order.approved' THEN 'approved' WHEN 'work_order.declined' THEN 'declined' WHEN 'work_order.objected' THEN 'estimating'
        WHEN 'work_order.reoffered' THEN 'estimating' WHEN 'work_order.offer_lapsed' THEN 'estimating'
        WHEN 'work_order.started' THEN 'in_repair' WHEN 'work_order.reworked' THEN 'in_repair' WHEN 'work_order.ready' THEN 'ready'
        WHEN 'work_order.delivered' THEN 'delivered' WHEN 'work_order.cancelled' THEN 'cancelled' END
      """
    ) { row in "\(try row[0] as String) is \(try row[1] as String), its history says \((try row[2] as String?) ?? "nothing")." }
  }

  private func times() throws -> [String] {
    try db.all(
      """
      SELECT number, status FROM work_orders WHERE (closed_at IS NOT NULL) <> (status IN ('delivered','cancelled'))
        OR (completed_at IS NULL AND status IN ('ready','delivered')) OR (completed_at IS NOT NULL AND status NOT IN ('ready','delivered'))
        OR (status = 'delivered' AND handed_over_at IS NULL) OR (handed_over_at IS NOT NULL AND closed_at IS NULL)
      """
    ) { row in "The times of \(try row[0] as String) do not fit its status, \(try row[1] as String)." }
  }

  private func sums() throws -> [String] {
    try db.all(
      """
      SELECT o.number, o.total_minor, COALESCE(sum(l.gross_minor), 0) FROM work_orders o
      LEFT JOIN order_lines l ON l.work_order_id = o.id AND l.status IN ('proposed','approved','done')
      GROUP BY o.id HAVING o.total_minor <> COALESCE(sum(l.gross_minor), 0)
      """
    ) { row in "\(try row[0] as String) says \(try row[1] as Int64), its lines come to \(try row[2] as Int64)." }
  }

  /// Computes each order's parts status again from its lines, by the same rule.
  private func parts() throws -> [String] {
    var faults = try db.all(
      """
      SELECT number FROM work_orders WHERE parts_status <> 'none'
        AND NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.work_order_id = work_orders.id AND l.kind = 'part')
      """
    ) { row in "\(try row[0] as String) has no parts, and yet a state of them." }
    var lines: [OrderLine] = []
    var order: (number: String, status: WorkOrder.PartsStatus, isClosed: Bool)?
    func compare() {
      guard let order else { return }
      let parts = WorkOrder.PartsStatus(lines, closed: order.isClosed)
      if parts != order.status {
        faults.append("\(order.number) says its parts are \(order.status.rawValue), its lines say \(parts.rawValue).")
      }
    }
    try db.each(
      """
      SELECT l.id, l.work_order_id, l.kind, l.status, l.complaint_id, l.operation_id, l.part_id, l.code, l.name, l.unit, l.quantity,
        l.unit_price_minor, l.discount_bp, l.gross_minor, l.tax_category, l.client_supplied, l.reserved, l.on_order, l.issued,
        l.issued_cost_minor, l.done_at, l.declined_reason, l.created_at, l.base_price_minor, o.number, o.parts_status,
        o.status IN ('delivered','cancelled')
      FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id WHERE l.kind = 'part' ORDER BY l.work_order_id, l.id
      """
    ) { row in
      let line = try OrderLineTable.map(row)
      if line.workOrderID != lines.first?.workOrderID {
        compare()
        lines = []
        order = (try row[24], try row[25], try row[26])
      }
      lines.append(line)
    }
    compare()
    return faults
  }

  private func lines() throws -> [String] {
    try db.all(
      """
      SELECT o.number, l.id, l.status FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id
      WHERE (l.status = 'done') <> (l.done_at IS NOT NULL)
        OR (l.status IN ('proposed','approved') AND o.status IN ('ready','delivered'))
        OR (l.status IN ('declined','removed') AND (l.reserved > 0 OR l.on_order > 0 OR l.issued > 0))
        OR (l.reserved > 0 AND o.status IN ('declined','ready','delivered','cancelled'))
        OR l.issued > l.quantity
      """
    ) { row in "Line \(try row[1] as Int64) of \(try row[0] as String) cannot be \(try row[2] as String) there." }
      + db.all(
        """
        SELECT l.id FROM coverage_checks k JOIN order_lines l ON l.id = k.order_line_id
        WHERE NOT EXISTS (SELECT 1 FROM line_payers p WHERE p.order_line_id = l.id)
        """
      ) { row in "Line \(try row[0] as Int64) was checked for a warranty, and nobody is said to pay it." }
  }

  private func splits() throws -> [String] {
    try db.all(
      """
      SELECT l.id, l.gross_minor, sum(p.gross_minor) FROM order_lines l JOIN line_payers p ON p.order_line_id = l.id
      WHERE l.status IN ('proposed','approved','done') GROUP BY l.id HAVING sum(p.gross_minor) <> l.gross_minor OR sum(p.share_bp) <> 10000
      """
    ) { row in
      "Line \(try row[0] as Int64) comes to \(try row[1] as Int64), its payers to \(try row[2] as Int64), or their shares to no whole."
    }
  }
}
