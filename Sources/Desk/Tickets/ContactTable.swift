package import Domain
internal import SQLite

struct ContactTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "contacts", blank: Contact(at: .epoch),
    [
      .kept("id", \.id), .personal("name", \.name), .edited("client_id", \.clientID), .untold("settled", \.isSettled),
      .fixed("created_at", \.createdAt), .kept("version", \.version),
    ])

  func page(_ filter: ContactFilter, _ request: PageRequest) throws -> [Contact] {
    var select = Self.form.select()
    if let id = filter.clientID { select.add("AND client_id = ?", id) }
    switch filter.isClient {
    case true?: select.add("AND client_id IS NOT NULL")
    case false?: select.add("AND client_id IS NULL")
    case nil: break
    }
    for address in filter.addresses {
      select.add(
        "AND id = (SELECT contact_id FROM contact_addresses WHERE channel_id = ? AND address = ?)", address.channelID ?? 0, address.text)
    }
    return try page(byID: select, request)
  }

  /// The contact with this address.
  func find(_ address: ContactAddress) throws -> Contact? {
    try first(
      "WHERE id = (SELECT contact_id FROM contact_addresses WHERE channel_id = ? AND address = ?)", address.channelID ?? 0, address.text)
  }

  /// The oldest contact that is this client.
  func find(client: Int64) throws -> Contact? { try first("WHERE client_id = ? ORDER BY id LIMIT 1", client) }

  // MARK: Addresses

  func addresses(of id: Int64) throws -> [ContactAddress] {
    try db.all("SELECT channel_id, address FROM contact_addresses WHERE contact_id = ? ORDER BY id", id) { row in
      let channel: Int64 = try row[0]
      return ContactAddress(channelID: channel == 0 ? nil : channel, text: try row[1])
    }
  }

  /// Gives a contact an address, unless a contact has it. Returns true if it is new.
  func add(_ address: ContactAddress, to id: Int64) throws -> Bool {
    let added: Int64? = try db.value(
      "INSERT INTO contact_addresses (contact_id, channel_id, address) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING id", id,
      address.channelID ?? 0, address.text)
    return added != nil
  }

  /// Says since when mails to an address come back; nil: they no longer do.
  func set(failedAt: Instant?, ofMail address: String) throws {
    guard let email = Email(readable: address) else { return }
    try db.execute(
      "UPDATE contact_addresses SET failed_at = ?1 WHERE channel_id = 0 AND address = ?2 AND (failed_at IS NULL) <> (?1 IS NULL)", failedAt,
      ContactAddress(email: email).text)
  }

  /// False if mails to this address come back.
  func isReached(mail address: String) throws -> Bool {
    guard let email = Email(readable: address) else { return false }
    return try
      !(db.value(
        "SELECT failed_at IS NOT NULL FROM contact_addresses WHERE channel_id = 0 AND address = ?", ContactAddress(email: email).text)
      ?? false)
  }

  /// The addresses of a contact, each with the time since which mails to it come back.
  func reaches(of id: Int64) throws -> [Contacts.Reach] {
    try db.all("SELECT channel_id, address, failed_at FROM contact_addresses WHERE contact_id = ? ORDER BY id", id) { row in
      let channel: Int64 = try row[0]
      return Contacts.Reach(address: ContactAddress(channelID: channel == 0 ? nil : channel, text: try row[1]), failedAt: try row[2])
    }
  }

  func raiseVersion(_ id: Int64) throws { try db.execute("UPDATE contacts SET version = version + 1 WHERE id = ?", id) }

  /// The contacts that are no client yet, of which nobody has decided, and that have a telephone or an e-mail address of this card.
  func strangers(withContactsOf clientID: Int64) throws -> [Contact] {
    try all(
      """
      WHERE client_id IS NULL AND settled = 0 AND id IN (
        SELECT a.contact_id FROM client_phones p CROSS JOIN contact_addresses a ON a.channel_id = 0 AND a.address = p.phone
        WHERE p.client_id = ?1
        UNION SELECT a.contact_id FROM client_emails e CROSS JOIN contact_addresses a ON a.channel_id = 0 AND a.address = lower(e.email)
        WHERE e.client_id = ?1)
      ORDER BY id
      """, clientID)
  }
}

package struct ContactFilter: Sendable {
  package var clientID: Int64?
  /// False: those who are no client yet.
  package var isClient: Bool?
  package var phone: Phone?
  package var email: Email?
  package init() {}

  var addresses: [ContactAddress] {
    [phone.map { ContactAddress(phone: $0) }, email.map { ContactAddress(email: $0) }].compactMap(\.self)
  }
}
