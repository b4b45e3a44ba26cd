internal import SQLite

/// Checks the stored cards for `servicedesk check`. Returns one sentence per fault.
struct ClientCheck {
  private let db: Database
  init(_ db: Database) { self.db = db }

  func faults() throws -> [String] { try phones() + times() }

  /// Finds cards with a time before the year 2000. Such a time was only a placeholder.
  private func times() throws -> [String] {
    try db.all("SELECT id FROM clients WHERE created_at < 946684800000 ORDER BY id") { row in
      "The card of client \(try row[0] as Int64) says that it was made before the year 2000."
    }
  }

  /// Finds cards whose own row does not hold the first of their phones, or whose bit `morePhones` is missing.
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
