internal import Domain
internal import SQLite

struct LinePayerTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func all(of order: Int64) throws -> [LinePayer] { try withStatus(of: order).map(\.payer) }

  /// The payers of an order's lines, each with the status of its line.
  func withStatus(of order: Int64) throws -> [(payer: LinePayer, status: OrderLine.Status)] {
    try db.all(
      """
      SELECT p.order_line_id, p.position, p.role, p.payer_client_id, p.share_bp, p.gross_minor, p.deductible_minor, p.cap_minor,
        p.tax_category, l.status
      FROM order_lines l JOIN line_payers p ON p.order_line_id = l.id WHERE l.work_order_id = ? ORDER BY l.id, p.position
      """, order
    ) { row in try (Self.map(row), row[9]) }
  }

  func all(ofLine line: Int64) throws -> [LinePayer] {
    try db.all(
      """
      SELECT order_line_id, position, role, payer_client_id, share_bp, gross_minor, deductible_minor, cap_minor, tax_category
      FROM line_payers WHERE order_line_id = ? ORDER BY position
      """, line, map: Self.map)
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
