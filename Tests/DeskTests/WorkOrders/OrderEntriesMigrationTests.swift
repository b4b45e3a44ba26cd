import SQLite
import Testing

@Suite struct OrderEntriesMigrationTests {
  private let aged: AgedDatabase
  private var db: Database { aged.db }

  init() throws {
    aged = try AgedDatabase(before: 13)
    try db.script(
      """
      INSERT INTO users (id, login, name, role, created_at) VALUES (1, 'a', 'А', 'advisor', 0);
      INSERT INTO clients (id, kind, name, search_text, created_at) VALUES (1, 'person', 'Анна', '', 0);
      INSERT INTO vehicles (id, make, model, client_id, search_text, created_at) VALUES (1, 'Lada', 'Vesta', 1, '', 0);
      """)
    for id in [1, 2] {
      try db.script(
        """
        INSERT INTO work_orders (id, number, kind, client_id, vehicle_id, advisor_id, odometer_km, opened_at, search_text)
        VALUES (\(id), 'N-\(id)', 'commercial', 1, 1, 1, 1, 0, '');
        INSERT INTO complaints (work_order_id, text, created_at) VALUES (\(id), 'стук', 0), (\(id), 'шум', 0);
        INSERT INTO events (at, type, subject, subject_id, work_order_id, data) VALUES (0, 'work_order.opened', 'work_order', \(id), \(id), '{}');
        """)
    }
    try db.script(
      """
      INSERT INTO events (at, type, subject, subject_id, data) VALUES (0, 'client.created', 'client', 1, '{}');
      UPDATE work_order_versions SET version = 7 WHERE work_order_id = 2;
      """)
  }

  private func entries() throws -> [String] {
    try db.lines("SELECT work_order_id || ' ' || kind || ' ' || entry_id || ' ' || coalesce(version, '-') FROM work_order_entries")
  }

  @Test func versionsComplaintsAndEventsOfAnOlderDatabaseComeToLieSideBySide() throws {
    try aged.bring()
    #expect(
      try entries() == ["1 0 0 1", "1 1 1 -", "1 1 2 -", "1 2 1 -", "2 0 0 7", "2 1 3 -", "2 1 4 -", "2 2 2 -"])
  }

  @Test func idsGoOnFromTheHighestAndNoComplaintIsDeletedOrMoved() throws {
    try aged.bring()
    try db.script(
      """
      INSERT INTO complaints (work_order_id, text, created_at) VALUES (1, 'запах', 0);
      INSERT INTO events (at, type, subject, subject_id, work_order_id, data) VALUES (0, 'complaint.added', 'complaint', 5, 1, '{}');
      """)
    #expect(try db.value("SELECT max(id) FROM complaints") == Int64(5))
    #expect(try db.value("SELECT max(id) FROM events") == Int64(4))
    #expect(try db.lines("SELECT name FROM sqlite_schema WHERE sql LIKE '%AUTOINCREMENT%' AND name IN ('events', 'complaints')").isEmpty)
    #expect(try db.lines("PRAGMA integrity_check") == ["ok"])
    #expect(throws: DatabaseError.self) { try db.script("DELETE FROM complaints WHERE id = 1") }
    #expect(throws: DatabaseError.self) { try db.script("UPDATE complaints SET work_order_id = 2 WHERE id = 2") }
  }
}
