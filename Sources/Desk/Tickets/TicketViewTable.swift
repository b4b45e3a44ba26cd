internal import Domain
internal import SQLite

struct TicketViewTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "ticket_views", blank: TicketView(at: .epoch),
    [
      .kept("id", \.id), .fixed("user_id", \.userID), .edited("name", \.name), .edited("query", \.query), .edited("shared", \.isShared),
      .fixed("created_at", \.createdAt), .kept("version", \.version),
    ])

  /// A user's own views and those that others share.
  func page(of user: Int64, _ request: PageRequest) throws -> [TicketView] {
    let after = request.after?.id ?? 0
    var select = Self.form.select()
    select.add("AND user_id = ? AND id > ? UNION ALL", user, after)
    select.add(Self.form.select())
    select.add("AND shared = 1 AND +user_id <> ? AND id > ? ORDER BY id LIMIT ?", user, after, request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.form.thing)
  }

  func count(of user: Int64) throws -> Int { Int(try db.value("SELECT COUNT(*) FROM ticket_views WHERE user_id = ?", user) ?? 0) }
  func delete(_ id: Int64) throws { try db.execute("DELETE FROM ticket_views WHERE id = ?", id) }
}
