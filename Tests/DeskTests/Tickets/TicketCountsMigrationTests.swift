import SQLite
import Testing

@Suite struct TicketCountsMigrationTests {
  @Test func theTicketsThatAreThereAreCounted() throws {
    let aged = try AgedDatabase(before: 44)
    try aged.db.script(
      """
      INSERT INTO users (id, login, name, role, created_at) VALUES (7, 'a', 'А', 'operator', 0);
      INSERT INTO contacts (id, name, created_at) VALUES (1, 'А', 0);
      INSERT INTO tickets (number, kind, status, priority, subject, channel_kind, team_id, person_id, contact_id, last_message_at, opened_at,
        person_wanted_at, breached) VALUES
        ('1', 'question', 'new', 'normal', '', 'chat', 1, NULL, 1, 0, 0, 5, 0), ('2', 'question', 'new', 'normal', '', 'chat', 1, NULL, 1, 0, 0, NULL, 1),
        ('3', 'question', 'open', 'normal', '', 'chat', 1, 7, 1, 0, 0, NULL, 1), ('4', 'question', 'closed', 'normal', '', 'chat', 1, 7, 1, 0, 0, 5, 1);
      """)
    try aged.bring()
    let sums = try aged.db.lines(
      "SELECT scope || ' ' || id || ' ' || status || ' ' || tickets || ' ' || person_wanted || ' ' || breached FROM ticket_sums ORDER BY 1")
    #expect(
      sums == [
        "person 7 closed 1 0 0", "person 7 open 1 0 1", "queue 1 new 2 1 1", "team 1 closed 1 0 0", "team 1 new 2 1 1", "team 1 open 1 0 1",
      ])
    #expect(try aged.db.integrityFaults().isEmpty)
  }
}
