internal import SQLite

/// Phones, e-mails and tags of a card. Rows that stay keep their ids: a merge knows what it moved by them.
struct ClientContactTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  struct Contacts {
    var phones: [String] = []
    var emails: [String] = []
    var tags: [String] = []
  }

  /// Looks only where there is something to find.
  func all(of clientID: Int64, _ extras: ClientTable.Extras = .unknown) throws -> Contacts {
    var found = Contacts()
    found.phones = try db.all("SELECT phone FROM client_phones WHERE client_id = ? ORDER BY position, id", clientID) { row in try row[0] }
    guard extras.emails || extras.tags else { return found }
    try db.each(
      """
      SELECT 1, email FROM (SELECT email FROM client_emails WHERE client_id = ?1 ORDER BY position, id)
      UNION ALL SELECT 2, tag FROM (SELECT tag FROM client_tags WHERE client_id = ?1 ORDER BY tag)
      """, clientID
    ) { row in
      if row.integer(0) == 1 { found.emails.append(try row[1]) } else { found.tags.append(try row[1]) }
    }
    return found
  }

  func setPhones(_ phones: [String], of clientID: Int64, was old: [String]) throws {
    for gone in Set(old).subtracting(phones) {
      try db.execute("DELETE FROM client_phones WHERE client_id = ? AND phone = ?", clientID, gone)
    }
    for (position, phone) in phones.enumerated() {
      try db.execute(
        """
        INSERT INTO client_phones (client_id, phone, position) VALUES (?, ?, ?)
        ON CONFLICT (client_id, phone) DO UPDATE SET position = excluded.position
        """, clientID, phone, position)
    }
  }

  func setEmails(_ emails: [String], of clientID: Int64, was old: [String]) throws {
    for gone in Set(old).subtracting(emails) {
      try db.execute("DELETE FROM client_emails WHERE client_id = ? AND email = ?", clientID, gone)
    }
    for (position, email) in emails.enumerated() {
      try db.execute(
        """
        INSERT INTO client_emails (client_id, email, position) VALUES (?, ?, ?)
        ON CONFLICT (client_id, email) DO UPDATE SET position = excluded.position
        """, clientID, email, position)
    }
  }

  func setTags(_ tags: [String], of clientID: Int64, was old: [String]) throws {
    for gone in Set(old).subtracting(tags) { try db.execute("DELETE FROM client_tags WHERE client_id = ? AND tag = ?", clientID, gone) }
    for new in Set(tags).subtracting(old) { try db.execute("INSERT INTO client_tags (client_id, tag) VALUES (?, ?)", clientID, new) }
  }

  /// The cards that bear a number.
  func clients(withPhone phone: String) throws -> [(id: Int64, name: String)] {
    try db.all(
      """
      SELECT c.id, c.name FROM client_phones p JOIN clients c ON c.id = p.client_id
      WHERE p.phone = ? AND c.status = 'active' ORDER BY c.id
      """, phone
    ) { row in try (id: row[0], name: row[1]) }
  }
}
