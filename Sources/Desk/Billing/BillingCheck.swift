internal import Domain
internal import SQLite

/// Checks that the figures of billing agree. Each fault is a sentence.
struct BillingCheck {
  private let db: Database
  init(_ db: Database) { self.db = db }

  func faults() throws -> [String] { try documents() + credits() + payments() + unbilled() + numbers() }

  private func documents() throws -> [String] {
    try db.all(
      """
      SELECT d.number || ': its lines come to ' || COALESCE(sum(l.gross_minor), 0) || ' with VAT ' || COALESCE(sum(l.vat_minor), 0)
        || ', its totals say ' || d.gross_minor || ' and ' || d.vat_minor
      FROM documents d LEFT JOIN document_lines l ON l.document_id = d.id
      GROUP BY d.id HAVING COALESCE(sum(l.gross_minor), 0) <> d.gross_minor OR COALESCE(sum(l.vat_minor), 0) <> d.vat_minor
      """, map: Self.sentence)
      + db.all(
        """
        SELECT d.number || ': ' || COALESCE(sum(a.amount_minor), 0) || ' are allocated to it, it says ' || d.paid_minor || ' are paid'
        FROM documents d LEFT JOIN allocations a ON a.document_id = d.id GROUP BY d.id HAVING COALESCE(sum(a.amount_minor), 0) <> d.paid_minor
        """, map: Self.sentence)
      + db.all(
        "SELECT number || ': ' || paid_minor || ' of ' || gross_minor || ' are paid' FROM documents WHERE paid_minor NOT BETWEEN 0 AND max(gross_minor, 0)",
        map: Self.sentence)
  }

  private func credits() throws -> [String] {
    try db.all(
      """
      SELECT c.number || ' does not mirror ' || o.number FROM documents c JOIN documents o ON o.id = c.credit_of_id
      WHERE o.credited_by_id IS NOT c.id OR c.gross_minor + o.gross_minor <> 0 OR c.vat_minor + o.vat_minor <> 0 OR o.paid_minor <> 0
        OR (SELECT count(*) FROM document_lines WHERE document_id = c.id) <> (SELECT count(*) FROM document_lines WHERE document_id = o.id)
        OR EXISTS (SELECT 1 FROM document_lines l JOIN document_lines m ON m.document_id = c.id AND m.position = l.position
          WHERE l.document_id = o.id AND (l.gross_minor + m.gross_minor <> 0 OR l.vat_minor + m.vat_minor <> 0
            OR l.order_line_id <> m.order_line_id OR l.vat_rate_bp <> m.vat_rate_bp))
      """, map: Self.sentence)
      + db.all(
        """
        SELECT o.number || ' is marked as credited, but no credit note is of it' FROM documents o
        WHERE o.credited_by_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents c WHERE c.id = o.credited_by_id AND c.credit_of_id = o.id)
        """, map: Self.sentence)
  }

  private func payments() throws -> [String] {
    try db.all(
      """
      SELECT p.number || ': ' || COALESCE(sum(a.amount_minor), 0) || ' of it are allocated, it says ' || p.allocated_minor
      FROM payments p LEFT JOIN allocations a ON a.payment_id = p.id
      GROUP BY p.id HAVING COALESCE(sum(a.amount_minor), 0) <> p.allocated_minor
      """, map: Self.sentence)
      + db.all(
        """
        SELECT p.number || ': ' || COALESCE(-sum(r.amount_minor), 0) || ' of it went back, it says ' || p.refunded_minor
        FROM payments p LEFT JOIN payments r ON r.refund_of_id = p.id
        WHERE p.amount_minor > 0 GROUP BY p.id HAVING COALESCE(-sum(r.amount_minor), 0) <> p.refunded_minor
        """, map: Self.sentence)
      + db.all(
        """
        SELECT p.number || ' pays ' || d.number || ' of another payer' FROM allocations a
        JOIN payments p ON p.id = a.payment_id JOIN documents d ON d.id = a.document_id
        WHERE d.payer_client_id IS NOT p.client_id GROUP BY a.payment_id, a.document_id HAVING sum(a.amount_minor) <> 0
        """, map: Self.sentence)
  }

  /// Compares the unbilled sum of delivered orders with their documents.
  private func unbilled() throws -> [String] {
    try db.all(
      """
      SELECT o.number || ' says that ' || o.unbilled_minor || ' of it are not billed, its documents leave ' || max(0, o.total_minor - s.billed)
      FROM work_orders o JOIN (SELECT work_order_id, sum(gross_minor) AS billed FROM documents GROUP BY work_order_id) s
        ON s.work_order_id = o.id
      WHERE o.status = 'delivered' AND o.unbilled_minor <> max(0, o.total_minor - s.billed)
      """, map: Self.sentence)
  }

  /// Checks that invoices, internal charges and credit notes are numbered without a gap in each year.
  private func numbers() throws -> [String] {
    let given = try db.all("SELECT kind, year, last FROM counters WHERE kind IN ('invoice', 'internal_charge', 'credit_note')") { row in
      try (kind: row[0] as String, year: row[1] as Int64, last: row[2] as Int64)
    }
    var faults: [String] = []
    for counter in given {
      guard let kind = DocumentNumber.Kind(rawValue: counter.kind) else { continue }
      let prefix = "\(kind.prefix)-\(counter.year)-"
      let there: Int64 = try db.value("SELECT count(*) FROM documents WHERE number >= ? AND number < ?", prefix, prefix + ":") ?? 0
      if there != counter.last { faults.append("\(prefix)…: \(counter.last) numbers were given, \(there) documents bear one") }
    }
    return faults
  }

  private static func sentence(_ row: borrowing Row) throws -> String { try row[0] }
}
