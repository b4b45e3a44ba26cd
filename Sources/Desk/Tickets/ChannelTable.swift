internal import Domain
internal import SQLite

extension Channel.Kind: Cell {}
extension Channel.Status: Cell {}

struct ChannelTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "channels", blank: Channel(.web, at: .epoch),
    [
      .kept("id", \.id), .named("kind", \.kind), .edited("name", \.name), .edited("address", \.address),
      .edited("calendar_id", \.calendarID), .edited("team_id", \.teamID), .edited("status", \.status),
      .edited("signature", \.signature), .edited("hook_url", \.hookURL), .fixed("created_at", \.createdAt),
      .kept("version", \.version),
    ])

  func page(_ request: PageRequest) throws -> [Channel] { try page(byID: Self.form.select(), request) }
  func count() throws -> Int { Int(try db.value("SELECT COUNT(*) FROM channels") ?? 0) }

  func set(hookSecret: String?, of id: Int64) throws { try db.execute("UPDATE channels SET hook_secret = ? WHERE id = ?", hookSecret, id) }

  func calendar(of id: Int64) throws -> Int64? { try db.value("SELECT calendar_id FROM channels WHERE id = ?", id) }

  /// The channel that a secret opens.
  func channel(withSecret hash: [UInt8]) throws -> Int64? {
    try db.value(
      "SELECT s.channel_id FROM channel_secrets s JOIN channels c ON c.id = s.channel_id WHERE s.hash = ? AND c.status = 'active'", hash)
  }

  /// Adds a secret, and keeps the newest one beside it.
  func addSecret(_ hash: [UInt8], to id: Int64, at: Instant) throws {
    try db.execute(
      "DELETE FROM channel_secrets WHERE channel_id = ?1 AND id < (SELECT max(id) FROM channel_secrets WHERE channel_id = ?1)", id)
    try db.execute("INSERT INTO channel_secrets (channel_id, hash, created_at) VALUES (?, ?, ?)", id, hash, at)
    try db.execute("UPDATE channels SET version = version + 1 WHERE id = ?", id)
  }
}
