internal import SQLite

/// What must hold of the cards, whatever has written them; each fault is a sentence.
struct ClientCheck {
  private let db: Database
  init(_ db: Database) { self.db = db }

  /// What lies in the card's own row is the first of its phones, and nothing hides that there are more.
  func faults() throws -> [String] {
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
