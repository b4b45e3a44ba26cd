import SQLite
import Testing

@Suite struct LeanTicketsMigrationTests {
  @Test func theChecksStayAndGuestsAreFound() throws {
    let aged = try AgedDatabase(before: 46)
    try aged.db.script(
      """
      INSERT INTO contacts (id, name, created_at) VALUES (1, 'А', 0), (2, 'Б', 0);
      INSERT INTO tickets (id, number, kind, status, priority, subject, channel_kind, team_id, contact_id, last_message_at, opened_at) VALUES
        (1, '1', 'question', 'new', 'normal', '', 'chat', 1, 1, 0, 0), (2, '2', 'praise', 'closed', 'urgent', '', 'walk_in', 1, 2, 0, 0);
      INSERT INTO messages (id, ticket_id, kind, author, contact_id, text, created_at) VALUES
        (1, 1, 'in', 'client', 1, '', 0), (2, 1, 'in', 'client', 2, '', 0), (3, 2, 'note', 'user', NULL, '', 0);
      """)
    try aged.bring()
    #expect(try aged.db.lines("SELECT id FROM messages WHERE guest") == ["2"])
    #expect(try aged.db.lines("SELECT is_open || ' ' || status FROM tickets ORDER BY id") == ["1 new", "0 closed"])
    for (table, column, word) in [
      ("tickets", "status", "pending_client"), ("tickets", "kind", "request"), ("tickets", "priority", "low"),
      ("tickets", "channel_kind", "callback"), ("messages", "kind", "out"), ("messages", "author", "bot"),
    ] {
      try aged.db.script("UPDATE \(table) SET \(column) = '\(word)' WHERE id = 1")
      #expect(throws: DatabaseError.self) { try aged.db.script("UPDATE \(table) SET \(column) = 'другое' WHERE id = 1") }
    }
    let schema = try aged.db.lines("SELECT sql FROM sqlite_schema WHERE name IN ('tickets', 'messages', 'sla_clocks', 'ticket_sums')")
    #expect(!schema.joined().contains("IN ('"))
    #expect(try aged.db.integrityFaults().isEmpty)
  }
}
