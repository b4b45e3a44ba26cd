import Desk
import SQLite
import Testing

@Suite struct PhoneColumnsMigrationTests {
  @Test func theNumbersOfImportedCardsGetTheColumnsThatToldThem() throws {
    let aged = try AgedDatabase(before: 34)
    try aged.db.script(
      """
      INSERT INTO clients (kind, name, search_text, created_at, imported_hash) VALUES
        ('person', 'Анна', '', 1700000000000, x'01'), ('person', 'Борис', '', 1700000000000, NULL);
      INSERT INTO client_phones (client_id, phone, position) VALUES (1, '+1', 1), (1, '+2', 0), (1, '+3', 1), (2, '+1', 0);
      """)
    try aged.bring()
    #expect(
      try aged.db.lines("SELECT client_id || phone || ' ' || told_by FROM client_phones ORDER BY id") == [
        "1+1 2", "1+2 1", "1+3 2", "2+1 0",
      ])
    #expect(try HouseCheck(aged.db).faults().isEmpty)
  }
}
