internal import Domain
internal import SQLite

extension Ticket.Status: Cell {}
extension Ticket.Kind: Cell {}
extension Ticket.Priority: Cell {}

struct TicketTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "tickets", blank: Ticket(in: .web, at: .epoch),
    [
      .kept("id", \.id), .named("number", \.number), .edited("kind", \.kind), .edited("status", \.status), .edited("priority", \.priority),
      .personal("subject", \.subject), .edited("topic", \.topic), .named("channel_id", \.channelID), .named("channel_kind", \.channelKind),
      .edited("team_id", \.teamID), .edited("person_id", \.personID), .named("contact_id", \.contactID), .edited("client_id", \.clientID),
      .edited("vehicle_id", \.vehicleID), .edited("work_order_id", \.workOrderID), .named("follows_id", \.followsID),
      .edited("test", \.isTest), .edited("spam", \.isSpam), .edited("merged_into_id", \.mergedIntoID), .edited("tags", \.tagLines),
      .untold("handovers", \.handovers), .untold("message_count", \.messageCount),
      .untold("last_client_message_id", \.lastClientMessageID), .untold("last_message_at", \.lastMessageAt),
      .fixed("opened_at", \.openedAt),
      .edited("hold_until_at", \.holdUntilAt), .untold("resolved_at", \.resolvedAt), .untold("closes_at", \.closesAt),
      .untold("closed_at", \.closedAt), .untold("first_response_at", \.firstResponseAt), .untold("waiting_since_at", \.waitingSinceAt),
      .untold("sla_policy_id", \.slaPolicyID), .untold("due_at", \.dueAt), .untold("breached", \.isBreached),
      .untold("escalation", \.escalation), .edited("person_wanted_at", \.personWantedAt), .edited("person_came_at", \.personCameAt),
      .kept("version", \.version),
    ])

  /// The ticket, and whether it has leases and links.
  func shown(_ id: Int64) throws -> (ticket: Ticket, hasLeases: Bool, hasLinks: Bool)? {
    var select = Self.form.select(
      and: "EXISTS (SELECT 1 FROM ticket_leases WHERE ticket_id = tickets.id)",
      """
      EXISTS (SELECT 1 FROM ticket_links WHERE ticket_id = tickets.id) OR EXISTS (SELECT 1 FROM tickets m WHERE m.merged_into_id = tickets.id)
      """)
    select.add("AND id = ?", id)
    return try db.first(select.sql, select.values) { row in
      try (Self.form.thing(row), row[Self.form.width], row[Self.form.width + 1])
    }
  }

  /// True if a ticket of this contact was merged into the ticket.
  func hasMerged(contact: Int64, into id: Int64) throws -> Bool {
    try db.value(
      """
      WITH RECURSIVE merged(id, contact_id) AS (
        SELECT id, contact_id FROM tickets WHERE merged_into_id = ?
        UNION SELECT t.id, t.contact_id FROM merged m JOIN tickets t ON t.merged_into_id = m.id)
      SELECT EXISTS (SELECT 1 FROM merged WHERE contact_id = ?)
      """, id, contact) ?? false
  }

  /// Writes what a message changes. The indexes of other columns are left alone.
  func update(withMessage ticket: Ticket) throws {
    try db.execute(
      """
      UPDATE tickets SET message_count = ?, last_client_message_id = ?, last_message_at = ?, hold_until_at = ?, resolved_at = ?, closes_at = ?,
        closed_at = ?, version = version + 1 WHERE id = ?
      """, ticket.messageCount, ticket.lastClientMessageID, ticket.lastMessageAt, ticket.holdUntilAt, ticket.resolvedAt, ticket.closesAt,
      ticket.closedAt, ticket.id)
  }

  /// Writes what the clocks of a ticket say.
  func update(clocks ticket: Ticket) throws {
    try db.execute(
      """
      UPDATE tickets SET first_response_at = ?, waiting_since_at = ?, sla_policy_id = ?, due_at = ?, breached = ?, escalation = ? WHERE id = ?
      """, ticket.firstResponseAt, ticket.waitingSinceAt, ticket.slaPolicyID, ticket.dueAt, ticket.isBreached, ticket.escalation,
      ticket.id)
  }

  func raiseVersion(_ id: Int64) throws { try db.execute("UPDATE tickets SET version = version + 1 WHERE id = ?", id) }

  /// Open tickets after this one.
  func open(after id: Int64, limit: Int) throws -> [Ticket] { try all("WHERE is_open = 1 AND id > ? ORDER BY id LIMIT ?", id, limit) }

  /// The newest open tickets of a client.
  func open(ofClient id: Int64, limit: Int) throws -> [Ticket] {
    try all("WHERE client_id = ? AND is_open = 1 ORDER BY id DESC LIMIT ?", id, limit)
  }

  func setLastClientMessage(_ messageID: Int64, of id: Int64) throws {
    try db.execute("UPDATE tickets SET last_client_message_id = ? WHERE id = ?", messageID, id)
  }

  func find(number: String) throws -> Ticket? { try first("WHERE number = ?", number) }

  /// The newest ticket of a contact, if its newest `count` tickets were all opened after `moment`.
  func newest(ofContact id: Int64, _ count: Int64, after moment: Instant) throws -> Int64? {
    try db.value(
      """
      SELECT max(id) FROM (SELECT id, opened_at FROM tickets WHERE contact_id = ?1 ORDER BY id DESC LIMIT ?2) WHERE opened_at > ?3
      HAVING count(*) = ?2
      """, id, count, moment)
  }

  /// The tickets of a contact that are a client's, or nobody's.
  func all(ofContact id: Int64, client: Int64?) throws -> [Ticket] {
    try all("WHERE contact_id = ? AND client_id IS ? ORDER BY id", id, client)
  }
}

extension Ticket {
  /// The tags as the table has them: a line each.
  var tagLines: String {
    get { tags.joined(separator: "\n") }
    set { tags = newValue.split(separator: "\n").map(String.init) }
  }
}
