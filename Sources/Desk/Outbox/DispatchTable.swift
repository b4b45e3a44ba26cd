package import Domain
internal import SQLite

extension Dispatch.Purpose: Cell {}
extension Dispatch.Way: Cell {}
extension Dispatch.Status: Cell {}

struct DispatchTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "dispatches", blank: Dispatch(.answer, at: .epoch),
    [
      .kept("id", \.id), .fixed("purpose", \.purpose), .fixed("way", \.way), .derived("lane", written: .once) { $0.lane },
      .fixed("channel_id", \.channelID), .fixed("message_id", \.messageID), .fixed("client_id", \.clientID), .fixed("user_id", \.userID),
      .fixed("address", \.address), .fixed("name", \.name), .fixed("subject", \.subject), .untold("text", \.text),
      .fixed("mail_id", \.mailID), .edited("status", \.status), .untold("attempts", \.attempts), .untold("under_way", \.isUnderWay),
      .untold("first_at", \.firstAt),
      .untold("due_at", \.dueAt), .untold("result", \.result), .fixed("created_at", \.createdAt), .untold("ended_at", \.endedAt),
      .kept("version", \.version),
    ])

  /// The newest first.
  func page(_ filter: DispatchFilter, _ request: PageRequest) throws -> [Dispatch] {
    var select = Self.form.select()
    if let status = filter.status { select.add(filter.clientID == nil ? "AND status = ?" : "AND +status = ?", status) }
    if let client = filter.clientID { select.add("AND client_id = ?", client) }
    if let after = request.after { select.add("AND id < ?", after.id) }
    select.add("ORDER BY id DESC LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.form.thing)
  }

  func find(message id: Int64) throws -> Dispatch? { try first("WHERE message_id = ?", id) }

  /// Lanes with something due, the longest due first.
  func lanesDue(at now: Instant, besides: Set<Int64>, limit: Int) throws -> [Int64] {
    let lanes: [Int64] = try db.all(
      """
      WITH RECURSIVE lanes(lane) AS (
        SELECT min(lane) FROM dispatches WHERE status = 'queued'
        UNION ALL SELECT (SELECT min(lane) FROM dispatches WHERE status = 'queued' AND lane > lanes.lane) FROM lanes WHERE lane IS NOT NULL)
      SELECT lane FROM lanes WHERE lane IS NOT NULL
        AND (SELECT min(due_at) FROM dispatches d WHERE d.status = 'queued' AND d.lane = lanes.lane) <= ?
      ORDER BY (SELECT min(due_at) FROM dispatches d WHERE d.status = 'queued' AND d.lane = lanes.lane)
      """, now
    ) { row in try row[0] }
    return Array(lanes.filter { !besides.contains($0) }.prefix(max(0, limit)))
  }

  /// The dispatch of a lane that has been due longest.
  func due(in lane: Int64, at now: Instant) throws -> Dispatch? {
    try first("WHERE status = 'queued' AND lane = ? AND due_at <= ? ORDER BY due_at, id LIMIT 1", lane, now)
  }

  func takeUpAgain(at now: Instant) throws {
    try db.execute("UPDATE dispatches SET due_at = ?, under_way = 0 WHERE status = 'queued' AND under_way = 1", now)
  }

  func countWaiting() throws -> Int64 { try db.value("SELECT count(*) FROM dispatches WHERE status = 'queued'") ?? 0 }

  // MARK: Channels

  func hookSecret(of channelID: Int64) throws -> String? { try db.value("SELECT hook_secret FROM channels WHERE id = ?", channelID) }

  /// Message-IDs of the mails in a ticket before a message, the nearest first.
  func mailIDs(before messageID: Int64, in ticketID: Int64) throws -> [(id: String, isClients: Bool)] {
    try db.all(
      """
      SELECT m.mail_id, s.author = 'client' FROM
        (SELECT id, author FROM messages WHERE ticket_id = ? AND id < ? ORDER BY id DESC LIMIT 200) s JOIN mails m ON m.message_id = s.id
      ORDER BY s.id DESC LIMIT 20
      """, ticketID, messageID
    ) { row in (id: try row[0], isClients: try row[1]) }
  }

  /// The sender of a message, and the conversation that it stands in.
  func sender(of messageID: Int64) throws -> (sender: Message.Sender, conversation: String?)? {
    try db.first(
      "SELECT from_address, from_name, from_phone, from_email, reply_to, conversation_id FROM messages WHERE id = ?", messageID
    ) { row in
      var sender = Message.Sender()
      (sender.address, sender.name, sender.phone, sender.email, sender.replyTo) = try (row[0], row[1], row[2], row[3], row[4])
      return (sender, try row[5])
    }
  }
}

package struct DispatchFilter: Sendable {
  package var status: Dispatch.Status?
  package var clientID: Int64?
  package init() {}
}
