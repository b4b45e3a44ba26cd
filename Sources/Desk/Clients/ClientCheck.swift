internal import SQLite

/// What must hold of the cards, whatever has written them; each fault is a sentence.
struct ClientCheck {
  private let db: Database
  init(_ db: Database) { self.db = db }

  func faults() throws -> [String] { try phones() + times() }

  /// No card is older than the desk: an earlier time only stood in for one.
  private func times() throws -> [String] {
    try db.all("SELECT id FROM clients WHERE created_at < 946684800000 ORDER BY id") { row in
      "The card of client \(try row[0] as Int64) says that it was made before the year 2000."
    }
  }

  /// What lies in the card's own row is the first of its phones, and nothing hides that there are more.
  private func phones() throws -> [String] {
    try db.all(
      """
      SELECT id FROM clients c
      WHERE phone IS NOT (SELECT phone FROM client_phones WHERE client_id = c.id ORDER BY position, id LIMIT 1)
        OR (extras & 16 = 0 AND (SELECT count(*) FROM client_phones WHERE client_id = c.id) > 1)
      ORDER BY id
      """
    ) { row in "The phone in the row of client \(try row[0] as Int64) is not what its phones say." }
  }
}
