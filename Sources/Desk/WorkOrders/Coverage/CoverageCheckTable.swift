internal import Domain
internal import SQLite

struct CoverageCheckTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func all(of order: Int64) throws -> [CoverageCheck] {
    try db.all(
      """
      SELECT k.order_line_id, k.coverage_id, k.covered, k.share_bp, k.reason, k.note, k.at, k.user_id, k.cap_minor, k.deductible_minor
      FROM order_lines l JOIN coverage_checks k ON k.order_line_id = l.id WHERE l.work_order_id = ?
      """, order, map: Self.map)
  }

  func find(ofLine line: Int64) throws -> CoverageCheck? {
    try db.first(
      """
      SELECT order_line_id, coverage_id, covered, share_bp, reason, note, at, user_id, cap_minor, deductible_minor FROM coverage_checks
      WHERE order_line_id = ?
      """, line, map: Self.map)
  }

  /// Keeps a line's newest check, the one in force. Earlier ones are in the events.
  func keep(_ check: CoverageCheck) throws {
    try db.execute(
      """
      INSERT INTO coverage_checks (order_line_id, coverage_id, covered, share_bp, reason, note, at, user_id, cap_minor, deductible_minor)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (order_line_id) DO UPDATE SET coverage_id = excluded.coverage_id, covered = excluded.covered,
        share_bp = excluded.share_bp, reason = excluded.reason, note = excluded.note, at = excluded.at, user_id = excluded.user_id,
        cap_minor = excluded.cap_minor, deductible_minor = excluded.deductible_minor
      """, check.orderLineID, check.coverageID, check.covered, check.share, check.reason, check.note, check.at, check.userID, check.cap,
      check.deductible)
  }

  func forget(ofLine line: Int64) throws { try db.execute("DELETE FROM coverage_checks WHERE order_line_id = ?", line) }

  private static func map(_ row: borrowing Row) throws -> CoverageCheck {
    try CoverageCheck(
      orderLineID: row[0], coverageID: row[1], covered: row[2], share: row[3], reason: row[4], note: row[5], at: row[6], userID: row[7],
      cap: row[8], deductible: row[9])
  }
}
