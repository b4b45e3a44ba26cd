internal import JSON
internal import SQLite

/// Phones, e-mails and tags of a card. Unchanged rows keep their ids, because a merge notes the moved rows by id.
struct ClientContactTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  struct Contacts {
    var phones: [String] = []
    var emails: [String] = []
    var tags: [String] = []
  }

  func all(of clientID: Int64) throws -> Contacts {
    var found = Contacts()
    try phones(of: clientID) { found.phones.append($0.string) }
    try emails(of: clientID) { found.emails.append($0.string) }
    try tags(of: clientID) { found.tags.append($0.string) }
    return found
  }

  /// Lends each phone, the main one first.
  func phones(of clientID: Int64, _ each: (LentText) -> Void) throws {
    try db.each("SELECT phone FROM client_phones WHERE client_id = ? ORDER BY position, id", clientID) { row in each(LentText(row.text(0)))
    }
  }

  func emails(of clientID: Int64, _ each: (LentText) -> Void) throws {
    try db.each("SELECT email FROM client_emails WHERE client_id = ? ORDER BY position, id", clientID) { row in each(LentText(row.text(0)))
    }
  }

  func tags(of clientID: Int64, _ each: (LentText) -> Void) throws {
    try db.each("SELECT tag FROM client_tags WHERE client_id = ? ORDER BY tag", clientID) { row in each(LentText(row.text(0))) }
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

  /// The import columns that gave each phone, as bits: 1 is `Телефон`, 2 is `Доп. телефон`.
  func phonesToldBy(of clientID: Int64) throws -> [String: Int64] {
    let told = try db.all("SELECT phone, told_by FROM client_phones WHERE client_id = ? AND told_by > 0", clientID) { row in
      try (row[0] as String, row[1] as Int64)
    }
    return Dictionary(told, uniquingKeysWith: { first, _ in first })
  }

  func setPhonesToldBy(_ columns: [String: Int64], of clientID: Int64) throws {
    for (phone, told) in columns {
      try db.execute("UPDATE client_phones SET told_by = ? WHERE client_id = ? AND phone = ?", told, clientID, phone)
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

  /// The active cards with this e-mail address, in capital or small letters.
  func clients(withEmail email: String) throws -> [Int64] {
    try db.all(
      """
      SELECT DISTINCT c.id FROM client_emails e JOIN clients c ON c.id = e.client_id
      WHERE lower(e.email) = lower(?) AND c.status = 'active' ORDER BY c.id
      """, email
    ) { row in try row[0] }
  }

  /// The active cards with this phone.
  func clients(withPhone phone: String) throws -> [(id: Int64, name: String)] {
    try db.all(
      """
      SELECT c.id, c.name FROM client_phones p JOIN clients c ON c.id = p.client_id
      WHERE p.phone = ? AND c.status = 'active' ORDER BY c.id
      """, phone
    ) { row in try (id: row[0], name: row[1]) }
  }
}
