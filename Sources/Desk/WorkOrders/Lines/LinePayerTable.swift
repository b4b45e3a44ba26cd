internal import Domain
internal import SQLite

struct LinePayerTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func all(of order: Int64) throws -> [LinePayer] {
    try db.all(
      """
      SELECT p.order_line_id, p.position, p.role, p.payer_client_id, p.share_bp, p.gross_minor, p.deductible_minor, p.cap_minor,
        p.tax_category
      FROM order_lines l JOIN line_payers p ON p.order_line_id = l.id WHERE l.work_order_id = ? ORDER BY l.id, p.position
      """, order, map: Self.map)
  }

  func all(ofLine line: Int64) throws -> [LinePayer] {
    try db.all(
      """
      SELECT order_line_id, position, role, payer_client_id, share_bp, gross_minor, deductible_minor, cap_minor, tax_category
      FROM line_payers WHERE order_line_id = ? ORDER BY position
      """, line, map: Self.map)
  }

  /// A payer's part of an order; `name` is that of the client card, nil for the centre itself.
  typealias Total = (party: Party, gross: Money, name: String?)

  /// Parts of the payers in the standing lines of an order, the client first. A line without payers counts for the client.
  func totals(of order: Int64, client: Int64) throws -> [Total] {
    try db.all(
      """
      SELECT t.role, t.payer, t.gross, c.name FROM (
        SELECT coalesce(p.role, 'client') AS role, CASE WHEN p.role IS NULL THEN ? ELSE p.payer_client_id END AS payer,
          sum(coalesce(p.gross_minor, l.gross_minor)) AS gross
        FROM order_lines l LEFT JOIN line_payers p ON p.order_line_id = l.id
        WHERE l.work_order_id = ? AND l.status NOT IN ('declined','removed') GROUP BY 1, 2) t
      LEFT JOIN clients c ON c.id = t.payer
      """, client, order
    ) { row in try (party: Party(row[0], row[1]), gross: row[2] as Money, name: row[3]) }.sorted { $0.party < $1.party }
  }

  /// Replaces all payers of a line. Without payers the client pays the whole line.
  func replace(ofLine line: Int64, with payers: [LinePayer]) throws {
    try db.execute("DELETE FROM line_payers WHERE order_line_id = ?", line)
    for payer in payers {
      try db.execute(
        """
        INSERT INTO line_payers (order_line_id, position, role, payer_client_id, share_bp, gross_minor, deductible_minor,
          cap_minor, tax_category)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, line, payer.position, payer.role, payer.payerClientID, payer.share, payer.gross, payer.deductible, payer.cap,
        payer.taxCategory)
    }
  }

  private static func map(_ row: borrowing Row) throws -> LinePayer {
    try LinePayer(
      orderLineID: row[0], position: row[1], role: row[2], payerClientID: row[3], share: row[4], gross: row[5],
      deductible: row[6], cap: row[7], taxCategory: row[8])
  }
}
