internal import Domain
internal import SQLite

struct ContactTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "contacts", blank: Contact(at: .epoch),
    [
      .kept("id", \.id), .personal("name", \.name), .edited("client_id", \.clientID), .fixed("created_at", \.createdAt),
      .kept("version", \.version),
    ])

  /// The contact with this address.
  func find(_ address: ContactAddress) throws -> Contact? {
    try first(
      "WHERE id = (SELECT contact_id FROM contact_addresses WHERE channel_id = ? AND address = ?)", address.channelID ?? 0, address.text)
  }

  /// The oldest contact that is this client.
  func find(client: Int64) throws -> Contact? { try first("WHERE client_id = ? ORDER BY id LIMIT 1", client) }

  func add(_ address: ContactAddress, to id: Int64) throws {
    try db.execute(
      "INSERT INTO contact_addresses (contact_id, channel_id, address) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", id, address.channelID ?? 0,
      address.text)
  }
}
