internal import Domain
internal import SQLite

extension Webhook.Status: Bindable, Column {}

struct WebhookTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  struct Active {
    let id: Int64
    let types: [String]
  }

  func active() throws -> [Active] {
    try db.all("SELECT id, types FROM webhooks WHERE status = 'active' ORDER BY id") { row in
      try Active(id: row[0], types: Self.types(row[1]))
    }
  }

  func find(_ id: Int64) throws -> Webhook? {
    try db.first("SELECT id, url, types, status, created_by, created_at, version FROM webhooks WHERE id = ?", id, map: Self.map)
  }

  func page(_ request: PageRequest) throws -> [Webhook] {
    try db.all(
      "SELECT id, url, types, status, created_by, created_at, version FROM webhooks WHERE id > ? ORDER BY id LIMIT ?",
      request.after?.id ?? 0, request.limit + 1, map: Self.map)
  }

  func insert(_ hook: Webhook, secret: String) throws -> Int64 {
    try db.insert(
      "INSERT INTO webhooks (url, types, secret, created_by, created_at) VALUES (?, ?, ?, ?, ?)", hook.url,
      hook.types.joined(separator: " "), secret, hook.createdBy, hook.createdAt)
  }

  func update(_ hook: Webhook) throws {
    try db.execute(
      "UPDATE webhooks SET url = ?, types = ?, status = ?, version = version + 1 WHERE id = ?", hook.url,
      hook.types.joined(separator: " "), hook.status, hook.id)
  }

  func setSecret(_ id: Int64, _ secret: String) throws {
    try db.execute("UPDATE webhooks SET secret = ?, version = version + 1 WHERE id = ?", secret, id)
  }

  func delete(_ id: Int64) throws { try db.execute("DELETE FROM webhooks WHERE id = ?", id) }

  private static func types(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

  private static func map(_ row: borrowing Row) throws -> Webhook {
    try Webhook(
      id: row[0], url: row[1], types: types(row[2]), status: row[3], createdBy: row[4], createdAt: row[5], version: row[6])
  }
}
