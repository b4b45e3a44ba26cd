internal import Domain
internal import SQLite

/// Leases and drafts of those who are answering a ticket.
struct TicketAnsweringTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  // MARK: Leases

  /// All leases of a ticket, ended ones too, the oldest first.
  func leases(of ticketID: Int64) throws -> [TicketLease] {
    try db.all("SELECT user_id, since_at, until_at FROM ticket_leases WHERE ticket_id = ?", ticketID) { row in
      try TicketLease(userID: row[0], sinceAt: row[1], untilAt: row[2])
    }.sorted { ($0.sinceAt, $0.userID) < ($1.sinceAt, $1.userID) }
  }

  func set(_ lease: TicketLease, of ticketID: Int64) throws {
    try db.execute(
      """
      INSERT INTO ticket_leases (ticket_id, user_id, since_at, until_at) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET since_at = excluded.since_at, until_at = excluded.until_at
      """, ticketID, lease.userID, lease.sinceAt, lease.untilAt)
  }

  func removeLease(of userID: Int64, from ticketID: Int64) throws {
    try db.execute("DELETE FROM ticket_leases WHERE ticket_id = ? AND user_id = ?", ticketID, userID)
  }

  // MARK: Drafts

  func draft(of userID: Int64, for ticketID: Int64) throws -> TicketDraft? {
    try db.first(
      "SELECT text, last_seen_message_id, saved_at FROM ticket_drafts WHERE ticket_id = ? AND user_id = ?", ticketID, userID
    ) { row in try TicketDraft(ticketID: ticketID, userID: userID, text: row[0], seen: row[1], savedAt: row[2]) }
  }

  func save(_ draft: TicketDraft) throws {
    try db.execute(
      """
      INSERT INTO ticket_drafts (ticket_id, user_id, text, last_seen_message_id, saved_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET text = excluded.text, last_seen_message_id = excluded.last_seen_message_id, saved_at = excluded.saved_at
      """, draft.ticketID, draft.userID, draft.text, draft.seen, draft.savedAt)
  }

  func removeDraft(of userID: Int64, for ticketID: Int64) throws {
    try db.execute("DELETE FROM ticket_drafts WHERE ticket_id = ? AND user_id = ?", ticketID, userID)
  }
}
