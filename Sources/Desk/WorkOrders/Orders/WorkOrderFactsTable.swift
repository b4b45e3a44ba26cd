internal import Domain
internal import SQLite

/// Reads the facts of an order that are in the tables of other nouns.
struct WorkOrderFactsTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func offers(of order: Int64) throws -> [WorkOrderFacts.Offer] {
    try db.all("SELECT title, kind, expires_at FROM estimates WHERE work_order_id = ? AND status = 'offered' ORDER BY id", order) { row in
      try WorkOrderFacts.Offer(title: row[0], kind: row[1], expiresAt: row[2])
    }
  }

  /// Lines that are offered now, each with the title of the first estimate that holds it.
  func offeredLines(of order: Int64) throws -> [Int64: String] {
    let lines = try db.all(
      """
      SELECT i.order_line_id, e.title FROM estimates e JOIN estimate_lines i ON i.estimate_id = e.id
      WHERE e.work_order_id = ? AND e.status = 'offered' ORDER BY e.id
      """, order
    ) { row in try (line: row[0] as Int64, title: row[1] as String) }
    return Dictionary(lines.map { ($0.line, $0.title) }, uniquingKeysWith: { first, _ in first })
  }

  func runningClocks(of order: Int64) throws -> [WorkOrderFacts.RunningClock] {
    try db.all(
      """
      SELECT u.name, k.started_at FROM clockings k JOIN users u ON u.id = k.mechanic_id
      WHERE k.work_order_id = ? AND k.ended_at IS NULL AND k.replaced_by_id IS NULL ORDER BY k.id
      """, order
    ) { row in try WorkOrderFacts.RunningClock(mechanic: row[0], startedAt: row[1]) }
  }

  func runningClocks(ofLine line: Int64) throws -> [WorkOrderFacts.RunningClock] {
    try db.all(
      """
      SELECT u.name, k.started_at FROM clockings k JOIN users u ON u.id = k.mechanic_id
      WHERE k.order_line_id = ? AND k.ended_at IS NULL AND k.replaced_by_id IS NULL ORDER BY k.id
      """, line
    ) { row in try WorkOrderFacts.RunningClock(mechanic: row[0], startedAt: row[1]) }
  }

  /// The newest quality check that is not void.
  func qualityCheck(of order: Int64) throws -> QualityCheck? {
    try db.first(
      """
      SELECT id, work_order_id, user_id, passed, note, override_reason, at FROM quality_checks
      WHERE work_order_id = ? AND voided_at IS NULL ORDER BY id DESC LIMIT 1
      """, order
    ) { row in
      try QualityCheck(
        id: row[0], workOrderID: row[1], userID: row[2], passed: row[3], note: row[4], overrideReason: row[5], at: row[6])
    }
  }

  /// Voids the quality checks, because work goes on after them.
  func voidQualityChecks(of order: Int64, at: Instant) throws {
    try db.execute("UPDATE quality_checks SET voided_at = ? WHERE work_order_id = ? AND voided_at IS NULL", at, order)
  }

  /// Mechanics who are assigned to the order's labour or have clocked on it.
  func workers(of order: Int64) throws -> Set<Int64> {
    Set(
      try db.all(
        """
        SELECT m.user_id FROM order_lines l JOIN line_mechanics m ON m.order_line_id = l.id
          WHERE l.work_order_id = ? AND l.status IN ('approved','done')
        UNION SELECT mechanic_id FROM clockings WHERE work_order_id = ? AND order_line_id IS NOT NULL AND replaced_by_id IS NULL
        """, order, order
      ) { row in try row[0] as Int64 })
  }

  /// Expected days by line: the latest of its open purchases, nil while one of them has no date.
  func expectedDays(of order: Int64) throws -> [Int64: Day?] {
    let days = try db.all(
      """
      SELECT l.id, max(COALESCE(b.expected_on, p.expected_on)), count(*), count(COALESCE(b.expected_on, p.expected_on))
      FROM order_lines l JOIN purchase_claims c ON c.order_line_id = l.id AND c.released_at IS NULL AND c.served < c.quantity
      JOIN purchase_lines b ON b.id = c.purchase_line_id JOIN purchase_orders p ON p.id = b.purchase_order_id
      WHERE l.work_order_id = ? GROUP BY l.id
      """, order
    ) { row in try (line: row[0] as Int64, day: row[1] as Day?, claims: row[2] as Int, dated: row[3] as Int) }
    return Dictionary(days.map { ($0.line, $0.claims == $0.dated ? $0.day : nil) }, uniquingKeysWith: { $1 })
  }

  /// The time when the client refused everything. Lines agreed on later are fees.
  func declinedAt(_ order: Int64) throws -> Instant? {
    try db.first(
      "SELECT max(decided_at) FROM estimates WHERE work_order_id = ? AND kind = 'main' AND status = 'declined'", order
    ) { row in try row[0] as Instant? } ?? nil
  }

  // MARK: Billing

  func billedLines(of order: Int64) throws -> Set<Int64> {
    Set(
      try db.all(
        """
        SELECT l.order_line_id FROM documents d JOIN document_lines l ON l.document_id = d.id
        WHERE d.work_order_id = ? AND d.kind <> 'credit_note' AND d.credited_by_id IS NULL
        """, order
      ) { row in try row[0] as Int64 })
  }

  struct Standing {
    let id: Int64
    let party: Party
    let document: WorkOrderFacts.Payer.Document
  }

  /// Documents that stand, one per payer.
  func documents(of order: Int64) throws -> [Standing] {
    try db.all(
      """
      SELECT id, payer_role, payer_client_id, number, gross_minor, paid_minor FROM documents
      WHERE work_order_id = ? AND kind <> 'credit_note' AND credited_by_id IS NULL ORDER BY id
      """, order
    ) { row in
      try Standing(
        id: row[0], party: Party(row[1], row[2]), document: WorkOrderFacts.Payer.Document(number: row[3], gross: row[4], paid: row[5]))
    }
  }

  func isPerson(_ client: Int64) throws -> Bool { try db.value("SELECT kind = 'person' FROM clients WHERE id = ?", client) ?? false }

  func clientName(_ client: Int64) throws -> String? { try db.value("SELECT name FROM clients WHERE id = ?", client) }

  /// A payer's credit terms, the open sum of all its documents but one, and its payments ahead for this order or for
  /// none. nil without credit terms.
  func credit(of client: Int64, beside document: Int64, forOrder order: Int64) throws -> Credit? {
    try db.first(
      """
      SELECT c.credit_days, c.credit_limit_minor,
        (SELECT COALESCE(sum(d.gross_minor - d.paid_minor), 0) FROM documents d
          WHERE d.payer_client_id = c.id AND d.kind = 'invoice' AND d.credited_by_id IS NULL AND d.id <> ?),
        (SELECT COALESCE(sum(p.amount_minor - p.allocated_minor - p.refunded_minor), 0) FROM payments p
          WHERE p.client_id = c.id AND p.amount_minor - p.allocated_minor - p.refunded_minor > 0
            AND (p.work_order_id IS NULL OR p.work_order_id = ?))
      FROM clients c WHERE c.id = ? AND c.credit_days > 0
      """, document, order, client
    ) { row in try Credit(days: row[0], limit: row[1], owed: row[2], ahead: row[3]) }
  }
}
