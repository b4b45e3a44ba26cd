import SQLite
import Testing

/// Events of an older database hold reasons in free text.
@Suite struct EventWordsMigrationTests {
  @Test func reasonsMoveOutOfTheEventsIntoWhatAnErasureEmpties() throws {
    let aged = try AgedDatabase(before: 11)
    let db = aged.db
    try db.script(
      """
      INSERT INTO clients (id, kind, name, status, search_text, created_at) VALUES
        (1, 'person', 'Анна', 'active', '', 0), (2, 'person', 'Удалённый клиент', 'erased', '', 0);
      INSERT INTO events (id, at, type, subject, subject_id, client_id, data) VALUES
        (1, 0, 'work_order.cancelled', 'work_order', 1, 1, '{"reason":"Анна передумала","changed":{"status":["open","cancelled"]}}'),
        (2, 0, 'work_order.opened', 'work_order', 1, 1, '{"number":"1","override_reason":"Анна просит","personal":["signed_by"]}'),
        (3, 0, 'work_order.promised', 'work_order', 1, 1, '{"earliest_at":"x","reason":null}'),
        (4, 0, 'work_order.promise_at_risk', 'work_order', 1, 1, '{"reason":"parts"}'),
        (5, 0, 'work_order.cancelled', 'work_order', 2, 2, '{"reason":"Борис передумал"}'),
        (6, 0, 'quality_check.failed', 'quality_check', 1, 1, '{"note":"Анна слышит","override_reason":null}');
      INSERT INTO event_personal (event_id, client_id, field, after) VALUES (2, 1, 'signed_by', 'Анна');
      """)
    try aged.bring()
    #expect(
      try db.lines("SELECT data FROM events ORDER BY id") == [
        #"{"changed":{"status":["open","cancelled"]},"personal":["reason"]}"#,
        #"{"number":"1","personal":["override_reason","signed_by"]}"#, #"{"earliest_at":"x","reason":null}"#, #"{"reason":"parts"}"#,
        #"{"personal":["reason"]}"#, #"{"personal":["note"]}"#,
      ])
    #expect(
      try db.lines("SELECT event_id || ' ' || client_id || ' ' || field || ' ' || after FROM event_personal ORDER BY event_id, field") == [
        "1 1 reason Анна передумала", "2 1 override_reason Анна просит", "2 1 signed_by Анна", "6 1 note Анна слышит",
      ])
    #expect(throws: (any Error).self) { try db.script("UPDATE events SET data = '{}'") }
  }
}
