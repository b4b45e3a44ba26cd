import SQLite
import Testing

/// Events of an older database hold what was in a car and why its odometer was corrected.
@Suite struct CarWordsMigrationTests {
  @Test func wordsAboutACarLeaveTheEventsAndThoseOfTheErasedGo() throws {
    let aged = try AgedDatabase(before: 14)
    let db = aged.db
    try db.script(
      """
      INSERT INTO users (id, login, name, role, created_at) VALUES (1, 'u', 'U', 'advisor', 0);
      INSERT INTO clients (id, kind, name, status, search_text, created_at) VALUES
        (1, 'person', 'Анна', 'active', '', 0), (2, 'person', 'Удалённый клиент', 'erased', '', 0);
      INSERT INTO vehicles (id, make, make_key, model, client_id, search_text, created_at) VALUES
        (1, 'LADA', 'lada', 'Веста', 1, '', 0), (2, 'LADA', 'lada', 'Веста', 1, '', 0);
      INSERT INTO vehicle_owners (vehicle_id, client_id, from_on, until_on) VALUES (1, 1, 0, NULL), (2, 2, 0, 9), (2, 1, 10, NULL);
      INSERT INTO work_orders (id, number, kind, status, client_id, vehicle_id, advisor_id, odometer_km, completeness, opened_at, search_text)
        VALUES (1, '1', 'commercial', 'open', 1, 1, 1, 1, 'кресло Анны', 0, ''), (2, '2', 'commercial', 'delivered', 2, 2, 1, 1, 'зонт', 0, '');
      INSERT INTO odometer_readings (vehicle_id, km, at, source, kind, reason) VALUES
        (1, 1, 0, 'manual', 'correction', 'Анна ошиблась'), (2, 1, 0, 'manual', 'correction', 'Борис ошибся'),
        (2, 2, 1728000000, 'manual', 'correction', 'опечатка');
      INSERT INTO events (id, at, type, subject, subject_id, client_id, vehicle_id, work_order_id, data) VALUES
        (1, 0, 'work_order.changed', 'work_order', 1, 1, 1, 1, '{"changed":{"damage":[null,"x"],"completeness":[null,"кресло Анны"]}}'),
        (2, 0, 'work_order.changed', 'work_order', 2, 2, 2, 2, '{"changed":{"completeness":["зонт Бориса",null]},"personal":["note"]}'),
        (3, 0, 'work_order.changed', 'work_order', 1, 1, 1, 1, '{"changed":{"damage":["x","y"]}}'),
        (4, 0, 'vehicle.odometer_read', 'vehicle', 1, NULL, 1, NULL, '{"odometer_km":1,"reason":"Анна ошиблась"}'),
        (5, 0, 'vehicle.odometer_read', 'vehicle', 1, NULL, 1, NULL, '{"odometer_km":1,"reason":null}');
      """)
    try aged.bring()
    #expect(
      try db.lines("SELECT data FROM events ORDER BY id") == [
        #"{"changed":{"damage":[null,"x"]},"personal":["completeness"]}"#, #"{"changed":{},"personal":["note","completeness"]}"#,
        #"{"changed":{"damage":["x","y"]}}"#, #"{"odometer_km":1}"#, #"{"odometer_km":1,"reason":null}"#,
      ])
    #expect(
      try db.lines("SELECT event_id || ' ' || client_id || ' ' || field || ' ' || after FROM event_personal") == [
        "1 1 completeness кресло Анны"
      ])
    #expect(try db.lines("SELECT completeness FROM work_orders ORDER BY id") == ["кресло Анны", ""])
    #expect(try db.lines("SELECT reason FROM odometer_readings ORDER BY id") == ["Анна ошиблась", "", "опечатка"])
    #expect(throws: (any Error).self) { try db.script("UPDATE events SET data = '{}'") }
  }
}
