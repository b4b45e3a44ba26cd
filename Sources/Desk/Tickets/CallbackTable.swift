package import Domain
internal import SQLite

extension Callback.Status: Cell {}
extension Callback.Outcome: Cell {}

struct CallbackTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "callbacks", blank: Callback(at: .epoch),
    [
      .kept("id", \.id), .named("ticket_id", \.ticketID), .personal("phone", \.phone), .edited("from_at", \.fromAt),
      .edited("until_at", \.untilAt), .edited("status", \.status), .edited("person_id", \.personID), .fixed("user_id", \.userID),
      .untold("attempts", \.attempts), .untold("missed_at", \.missedAt), .untold("done_at", \.doneAt), .fixed("created_at", \.createdAt),
      .kept("version", \.version),
    ])

  /// The first slot first.
  func page(_ filter: CallbackFilter, _ request: PageRequest) throws -> [Callback] {
    var select = Self.form.select()
    if let id = filter.ticketID { select.add("AND ticket_id = ?", id) }
    if let id = filter.personID { select.add(filter.ticketID == nil ? "AND person_id = ?" : "AND +person_id = ?", id) }
    if let status = filter.status {
      select.add(filter.ticketID == nil && filter.personID == nil ? "AND status = ?" : "AND +status = ?", status)
    }
    if let from = filter.slot.from { select.add("AND from_at >= ?", from) }
    if let until = filter.slot.until { select.add("AND from_at < ?", until) }
    if let after = request.after { select.add("AND (from_at, id) > (?, ?)", after.key.bound, after.id) }
    select.add("ORDER BY from_at, id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.form.thing)
  }

  func count(of ticketID: Int64) throws -> Int { Int(try db.value("SELECT COUNT(*) FROM callbacks WHERE ticket_id = ?", ticketID) ?? 0) }
}

struct CallbackAttemptTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "callback_attempts", blank: CallbackAttempt(at: .epoch),
    [
      .kept("id", \.id), .fixed("callback_id", \.callbackID), .fixed("at", \.at), .fixed("user_id", \.userID), .fixed("outcome", \.outcome),
      .fixed("note", \.note), .fixed("message_id", \.messageID),
    ])

  func all(of callbackID: Int64) throws -> [CallbackAttempt] { try all("WHERE callback_id = ? ORDER BY id", callbackID) }
}

package struct CallbackFilter: Sendable {
  package var ticketID: Int64?
  package var personID: Int64?
  package var status: Callback.Status?
  package var period = Period()
  var slot = Period.Span()
  package init() {}
}
