internal import Domain
internal import SQLite

extension Webhook.Status: Cell {}
extension Webhook {
  fileprivate var words: String {
    get { types.joined(separator: " ") }
    set { types = newValue.split(separator: " ").map(String.init) }
  }
}

struct WebhookTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "webhooks", blank: Webhook(by: 0, at: .epoch),
    [
      .kept("id", \.id), .edited("url", \.url), .edited("types", \.words), .edited("status", \.status),
      .fixed("created_by", \.createdBy), .fixed("created_at", \.createdAt), .kept("version", \.version),
    ])

  struct Active {
    let id: Int64
    let types: [String]
  }

  func active() throws -> [Active] {
    try db.all("SELECT id, types FROM webhooks WHERE status = 'active' ORDER BY id") { row in
      try Active(id: row[0], types: (row[1] as String).split(separator: " ").map(String.init))
    }
  }

  func page(_ request: PageRequest) throws -> [Webhook] { try page(byID: Self.form.select(), request) }

  func insert(_ hook: Webhook, secret: String) throws -> Int64 { try insert(hook, and: [("secret", secret)]) }

  func setSecret(_ id: Int64, _ secret: String) throws {
    try db.execute("UPDATE webhooks SET secret = ?, version = version + 1 WHERE id = ?", secret, id)
  }

  func delete(_ id: Int64) throws { try db.execute("DELETE FROM webhooks WHERE id = ?", id) }
}
