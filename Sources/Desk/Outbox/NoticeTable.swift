internal import Domain
internal import SQLite

extension NoticeSettings.Wish: Cell {}
extension NoticeSettings.Kind: Bindable, Column {}

struct NoticeSettingsTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "notice_settings", blank: NoticeSettings(of: 0),
    [
      .fixed("id", \.id), .untold("email", \.email), .untold("english", \.isEnglish), .untold("mention", \.mention),
      .untold("assignment", \.assignment), .untold("breach", \.breach), .untold("failure", \.failure),
      .untold("digest_minute", \.digestMinute),
    ])

  /// True if mails may go to the user: an active one who reads tickets.
  func isReached(_ userID: Int64) throws -> Bool {
    try UserTable(db).find(userID).map { $0.status == .active && $0.role.may(.readTickets) } ?? false
  }

  func countMails(to userID: Int64, since: Instant) throws -> Int64 {
    try db.value("SELECT count(*) FROM dispatches WHERE user_id = ? AND created_at > ?", userID, since) ?? 0
  }
}

/// Notices that wait for a digest.
struct NoticeTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func add(_ kind: NoticeSettings.Kind, of ticketID: Int64, to userID: Int64, at: Instant) throws {
    try db.execute("INSERT INTO notices (user_id, ticket_id, kind, at) VALUES (?, ?, ?, ?)", userID, ticketID, kind, at)
  }

  func count(of userID: Int64) throws -> Int { Int(try db.value("SELECT count(*) FROM notices WHERE user_id = ?", userID) ?? 0) }

  func first(_ most: Int, of userID: Int64) throws -> [Notice] {
    try db.all(
      "SELECT n.kind, t.number, n.at FROM notices n JOIN tickets t ON t.id = n.ticket_id WHERE n.user_id = ? ORDER BY n.id LIMIT ?", userID,
      Int64(most)
    ) { row in try Notice(row[0], row[1], by: nil, at: row[2]) }
  }

  func removeAll(of userID: Int64) throws { try db.execute("DELETE FROM notices WHERE user_id = ?", userID) }
}
