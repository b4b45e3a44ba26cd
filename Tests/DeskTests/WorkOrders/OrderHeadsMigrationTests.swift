import Desk
import SQLite
import Testing

@Suite struct OrderHeadsMigrationTests {
  private let aged: AgedDatabase
  private var db: Database { aged.db }

  /// Makes an open order and a cancelled one, each with a complaint and an event.
  init() throws {
    aged = try AgedDatabase(before: 18)
    try db.script(
      """
      INSERT INTO users (id, login, name, role, created_at) VALUES (1, 'a', 'А', 'advisor', 0);
      INSERT INTO clients (id, kind, name, search_text, created_at) VALUES (1, 'person', 'Анна', '', 1700000000000),
        (2, 'person', 'Борис', '', 1700000000000);
      INSERT INTO vehicles (id, make, model, client_id, search_text, created_at) VALUES (3, 'Lada', 'Vesta', 1, '', 0), (4, 'Lada', 'Niva', 2, '', 0);
      INSERT INTO work_orders (id, number, kind, status, client_id, vehicle_id, advisor_id, odometer_km, opened_at, closed_at, search_text)
      VALUES (1, 'N-1', 'commercial', 'open', 1, 3, 1, 1, 0, NULL, ''), (2, 'N-2', 'commercial', 'cancelled', 2, 4, 1, 1, 0, 5, '');
      INSERT INTO complaints (id, work_order_id, text, created_at) VALUES (1, 1, 'стук', 0), (2, 2, 'шум', 0);
      INSERT INTO events (id, at, type, subject, subject_id, work_order_id, data) VALUES
        (1, 0, 'work_order.opened', 'work_order', 1, 1, '{}'), (2, 0, 'work_order.cancelled', 'work_order', 2, 2, '{}');
      INSERT INTO work_order_entries (work_order_id, kind, entry_id) VALUES (1, 1, 1), (2, 1, 2), (1, 2, 1), (2, 2, 2);
      UPDATE work_order_entries SET version = 7 WHERE work_order_id = 2 AND kind = 0;
      """)
  }

  /// `order version client vehicle closed`
  private func heads() throws -> [String] {
    try db.lines(
      """
      SELECT work_order_id || ' ' || version || ' ' || client_id || ' ' || vehicle_id || ' ' || closed
      FROM work_order_entries WHERE kind = 0 ORDER BY work_order_id
      """)
  }

  private func written(_ sql: String) throws -> Int64 {
    let before: Int64 = try db.value("SELECT total_changes()") ?? 0
    try db.script(sql)
    return try (db.value("SELECT total_changes()") ?? 0) - before
  }

  @Test func ordersOfAnOlderDatabaseGetTheirHeads() throws {
    try aged.bring()
    #expect(try heads() == ["1 1 1 3 0", "2 7 2 4 1"])
    #expect(
      try db.value("SELECT count(*) FROM work_order_entries WHERE kind <> 0 AND coalesce(version, client_id, vehicle_id, closed) IS NULL")
        == Int64(4))
    #expect(try HouseCheck(db).faults().isEmpty)
    #expect(try db.integrityFaults().isEmpty)
  }

  @Test func theHeadFollowsWhateverWritesItsOrder() throws {
    try aged.bring()
    try db.script(
      """
      INSERT INTO work_orders (id, number, kind, status, client_id, vehicle_id, advisor_id, odometer_km, opened_at, closed_at, search_text)
      VALUES (3, 'N-3', 'commercial', 'open', 2, 3, 1, 1, 0, NULL, ''), (4, 'N-4', 'commercial', 'cancelled', 1, 4, 1, 1, 0, 0, '');
      """)
    #expect(try heads()[2...] == ["3 1 2 3 0", "4 1 1 4 1"])
    #expect(try written("UPDATE work_orders SET closed_at = 0 WHERE id = 1") == 2, "the order and its head")
    #expect(try written("UPDATE work_orders SET closed_at = NULL WHERE id = 2") == 2)
    #expect(try written("UPDATE work_orders SET client_id = 2 WHERE id = 3") == 1)
    #expect(try written("UPDATE work_orders SET vehicle_id = 3 WHERE id = 4") == 2)
    #expect(try heads() == ["1 1 1 3 1", "2 7 2 4 0", "3 1 2 3 0", "4 2 1 3 1"])
    #expect(try written("UPDATE work_orders SET client_id = 2, vehicle_id = 4 WHERE id = 1") == 2, "one write and one version for both")
    #expect(try heads()[0] == "1 2 2 4 1")
  }

  @Test func aHeadThatStaysIsNotWritten() throws {
    try aged.bring()
    #expect(try written("UPDATE work_orders SET client_id = client_id, vehicle_id = vehicle_id, closed_at = closed_at") == 2)
    #expect(try written("UPDATE work_orders SET closed_at = closed_at + 1, close_reason = 'нет', total_minor = 1") == 2)
    #expect(try heads() == ["1 1 1 3 0", "2 7 2 4 1"])
  }

  @Test func aComplaintLooksForNoOrderAndNoOrderGoesAwayBeneathIt() throws {
    try aged.bring()
    #expect(try db.lines("PRAGMA foreign_key_list(complaints)", column: 2) == ["users"])
    #expect(throws: DatabaseError.self) { try db.script("DELETE FROM work_orders WHERE id = 1") }
    #expect(throws: DatabaseError.self) { try db.script("UPDATE work_orders SET id = 9 WHERE id = 1") }
    #expect(try written("UPDATE work_orders SET number = 'N-9' WHERE id = 1") == 1)
  }
}
