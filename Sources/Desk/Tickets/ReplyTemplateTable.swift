internal import Domain
internal import SQLite

struct ReplyTemplateTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "reply_templates", blank: ReplyTemplate(at: .epoch),
    [
      .kept("id", \.id), .edited("name", \.name), .hushed("text", \.text, as: "text"), .fixed("created_at", \.createdAt),
      .kept("version", \.version),
    ])

  func page(_ request: PageRequest) throws -> [ReplyTemplate] { try page(byID: Self.form.select(), request) }
  func count() throws -> Int { Int(try db.value("SELECT COUNT(*) FROM reply_templates") ?? 0) }
  func delete(_ id: Int64) throws { try db.execute("DELETE FROM reply_templates WHERE id = ?", id) }
}
