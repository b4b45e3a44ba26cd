internal import Domain
internal import SQLite

/// Mechanics assigned to a labour line.
struct LineMechanicTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func all(of order: Int64) throws -> [(line: Int64, user: Int64)] {
    try db.all(
      """
      SELECT m.order_line_id, m.user_id FROM order_lines l JOIN line_mechanics m ON m.order_line_id = l.id
      WHERE l.work_order_id = ? ORDER BY l.id, m.user_id
      """, order
    ) { row in try (row[0], row[1]) }
  }

  func all(ofLine line: Int64) throws -> [Int64] {
    try db.all("SELECT user_id FROM line_mechanics WHERE order_line_id = ? ORDER BY user_id", line) { row in try row[0] }
  }

  func replace(ofLine line: Int64, with users: [Int64]) throws {
    try db.execute("DELETE FROM line_mechanics WHERE order_line_id = ?", line)
    for user in users { try db.execute("INSERT INTO line_mechanics (order_line_id, user_id) VALUES (?, ?)", line, user) }
  }
}
