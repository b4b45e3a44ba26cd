internal import Domain
internal import SQLite

extension SLAClock.Kind: Cell {}
extension SLAClock.State: Cell {}

struct SLAClockTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "sla_clocks", blank: SLAClock(.resolution, at: .epoch),
    [
      .kept("id", \.id), .fixed("ticket_id", \.ticketID), .fixed("kind", \.kind), .untold("state", \.state),
      .untold("policy_id", \.policyID), .untold("calendar_id", \.calendarID), .untold("minutes", \.minutes),
      .untold("started_at", \.startedAt), .untold("counted_at", \.countedAt), .untold("spent_ms", \.spent), .untold("due_at", \.dueAt),
      .untold("ended_at", \.endedAt), .untold("warned_at", \.warnedAt), .untold("breached_at", \.breachedAt), .untold("level", \.level),
    ])

  /// The clocks of a ticket that run or are paused.
  func live(of ticketID: Int64) throws -> TicketClocks {
    TicketClocks(try all("WHERE ticket_id = ? AND state IN ('running','paused') ORDER BY id", ticketID))
  }

  /// The newest clocks of a ticket, the oldest first.
  func newest(of ticketID: Int64) throws -> [SLAClock] {
    try all("WHERE ticket_id = ? ORDER BY id DESC LIMIT 100", ticketID).reversed()
  }

  /// The clock of a ticket's resolution, in any state.
  func resolution(of ticketID: Int64) throws -> SLAClock? {
    try first("WHERE ticket_id = ? AND kind = 'resolution' ORDER BY id DESC LIMIT 1", ticketID)
  }

  // MARK: Pauses

  func pauses(of ticketID: Int64) throws -> [TicketPause] {
    try db.all("SELECT from_at, until_at, status FROM ticket_pauses WHERE ticket_id = ? ORDER BY id", ticketID) { row in
      TicketPause(from: try row[0] as Instant, until: try row[1] as Instant?, status: try row[2] as Ticket.Status)
    }
  }

  func startPause(of ticketID: Int64, _ status: Ticket.Status, at: Instant) throws {
    try db.execute("INSERT INTO ticket_pauses (ticket_id, from_at, status) VALUES (?, ?, ?)", ticketID, at, status)
  }

  func endPause(of ticketID: Int64, at: Instant) throws {
    try db.execute("UPDATE ticket_pauses SET until_at = ? WHERE ticket_id = ? AND until_at IS NULL", at, ticketID)
  }

  // MARK: The round

  func roundPosition() throws -> Int64 { try db.value("SELECT position FROM sla_rounds WHERE id = 1") ?? 0 }
  func setRoundPosition(_ id: Int64) throws { try db.execute("UPDATE sla_rounds SET position = ? WHERE id = 1", id) }
}
