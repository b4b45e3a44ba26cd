import Desk
import SQLite
import Testing

@Suite struct FirstPhoneMigrationTests {
  private let aged: AgedDatabase
  private var db: Database { aged.db }

  /// Makes cards with no phone, one and two. Of the two the later is in front. The second card also has an e-mail.
  init() throws {
    aged = try AgedDatabase(before: 17)
    for name in ["Анна", "Борис", "Вера"] {
      try db.execute("INSERT INTO clients (kind, name, search_text, created_at) VALUES ('person', ?, '', 1700000000000)", name)
    }
    try db.script(
      """
      INSERT INTO client_phones (client_id, phone, position) VALUES (2, '+1', 0), (3, '+2', 1), (3, '+3', 0);
      INSERT INTO client_emails (client_id, email, position) VALUES (2, 'b@example.org', 0);
      """)
  }

  private func cards() throws -> [String] {
    try db.lines("SELECT coalesce(phone, '-') || ' ' || extras || ' ' || version FROM clients ORDER BY id")
  }

  @Test func cardsOfAnOlderDatabaseGetTheirFirstPhone() throws {
    try aged.bring()
    #expect(try cards() == ["- 0 1", "+1 1 1", "+3 16 1"])
    #expect(try HouseCheck(db).faults().isEmpty)
    #expect(try db.lines("PRAGMA integrity_check") == ["ok"])
  }

  @Test func theCardFollowsWhateverWritesItsPhones() throws {
    try aged.bring()
    try db.script("UPDATE client_phones SET client_id = 1")
    #expect(try cards() == ["+1 16 1", "- 1 1", "- 16 1"])
    try db.script("UPDATE client_phones SET position = 5 - position")
    #expect(try cards()[0] == "+2 16 1")
    try db.script("UPDATE client_phones SET phone = '+4' WHERE phone = '+2'")
    #expect(try cards()[0] == "+4 16 1")
    try db.script("UPDATE client_phones SET client_id = 3 - client_id WHERE phone = '+4'")
    #expect(try cards() == ["+1 16 1", "+4 1 1", "- 16 1"])
    try db.script("DELETE FROM client_phones WHERE client_id = 2")
    try db.script("INSERT INTO client_phones (client_id, phone, position) VALUES (2, '+5', 3), (2, '+6', 3), (2, '+7', 2)")
    #expect(try cards() == ["+1 16 1", "+7 17 1", "- 16 1"])
    #expect(try HouseCheck(db).faults().isEmpty)
    try db.script("DELETE FROM client_phones")
    #expect(try cards() == ["- 16 1", "- 17 1", "- 16 1"])
  }

  @Test func aCardIsWrittenOnlyWhenItsOwnPhoneChanges() throws {
    try aged.bring()
    func written(_ sql: String) throws -> Int64 {
      let before: Int64 = try db.value("SELECT total_changes()") ?? 0
      try db.script(sql)
      return try (db.value("SELECT total_changes()") ?? 0) - before
    }
    #expect(try written("INSERT INTO client_phones (client_id, phone, position) VALUES (1, '+4', 0)") == 2, "the phone and the card")
    #expect(try written("INSERT INTO client_phones (client_id, phone, position) VALUES (1, '+5', 1)") == 2, "the phone and the bit")
    #expect(try written("INSERT INTO client_phones (client_id, phone, position) VALUES (1, '+6', 2)") == 1)
    #expect(try written("UPDATE client_phones SET position = position") == 6)
    #expect(try written("UPDATE client_phones SET position = 7 WHERE phone = '+6'") == 1)
    #expect(try written("DELETE FROM client_phones WHERE phone = '+6'") == 1)
    #expect(try written("DELETE FROM client_phones WHERE phone = '+4'") == 2)
  }
}
