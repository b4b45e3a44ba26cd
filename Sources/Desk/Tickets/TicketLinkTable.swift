internal import Domain
internal import SQLite

extension TicketLink.Kind: Bindable, Column {}

/// Links between tickets, and the tags by which tickets are found.
struct TicketLinkTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  /// The links of a ticket and the tickets that were merged into it.
  func all(of id: Int64) throws -> [TicketLink] {
    try db.all(
      """
      SELECT l.other_id, t.number, l.kind FROM ticket_links l JOIN tickets t ON t.id = l.other_id WHERE l.ticket_id = ?1
      UNION ALL SELECT id, number, 'merged' FROM tickets WHERE merged_into_id = ?1
      """, id
    ) { row in try TicketLink(ticketID: row[0], number: row[1], kind: row[2]) }
  }

  func kind(_ id: Int64, _ other: Int64) throws -> TicketLink.Kind? {
    try db.value("SELECT kind FROM ticket_links WHERE ticket_id = ? AND other_id = ?", id, other)
  }

  func count(of id: Int64) throws -> Int { Int(try db.value("SELECT COUNT(*) FROM ticket_links WHERE ticket_id = ?", id) ?? 0) }

  func insert(_ id: Int64, _ other: Int64, _ kind: TicketLink.Kind, at: Instant) throws {
    try db.execute("INSERT INTO ticket_links (ticket_id, other_id, kind, created_at) VALUES (?, ?, ?, ?)", id, other, kind, at)
  }

  func remove(_ id: Int64, _ other: Int64) throws {
    try db.execute("DELETE FROM ticket_links WHERE ticket_id = ? AND other_id = ?", id, other)
  }

  // MARK: Tags

  func setTags(_ tags: [String], of id: Int64, was old: [String]) throws {
    for gone in Set(old).subtracting(tags) { try db.execute("DELETE FROM ticket_tags WHERE tag = ? AND ticket_id = ?", gone, id) }
    for new in Set(tags).subtracting(old) { try db.execute("INSERT INTO ticket_tags (ticket_id, tag) VALUES (?, ?)", id, new) }
  }
}
