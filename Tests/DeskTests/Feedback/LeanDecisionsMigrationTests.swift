import SQLite
import Testing

@Suite struct LeanDecisionsMigrationTests {
  @Test func theNewestDecisionBearsTheNumbersAndCountsAreKeptUpToOneThat64Divides() throws {
    let aged = try AgedDatabase(before: 54)
    try aged.db.script(
      """
      INSERT INTO surveys (id, name, trigger_kind, every, form, status, created_at) VALUES
        (1, 'А', 'order_delivered', 5, '{}', 'active', 0), (2, 'Б', 'order_delivered', 5, '{}', 'ended', 0),
        (3, 'В', 'order_delivered', 5, '{}', 'active', 0);
      DELETE FROM survey_series;
      INSERT INTO survey_series (id, survey_id, trigger_kind, every, remainder, last, running, started_at) VALUES
        (1, 1, 'order_delivered', 5, 0, 70, 1, 0), (2, 2, 'order_delivered', 5, 0, 3, 0, 0), (3, 3, 'order_delivered', 5, 0, 0, 1, 0);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70)
      INSERT INTO survey_decisions (id, survey_id, subject, subject_id, series_id, number, picked, at)
      SELECT i + 5, 1, 'work_order', i, 1, i, i % 5 = 0, 0 FROM n;
      INSERT INTO survey_decisions (id, survey_id, subject, subject_id, reason, at) VALUES
        (1, 1, 'work_order', 1000, 'no_consent', 0), (76, 1, 'work_order', 1001, 'no_consent', 0);
      INSERT INTO survey_decisions (id, survey_id, subject, subject_id, series_id, number, at) VALUES
        (2, 2, 'ticket', 1, 2, 1, 0), (4, 2, 'ticket', 2, 2, 2, 0), (5, 2, 'ticket', 3, 2, 3, 0);
      INSERT INTO survey_counts VALUES (1, 'no_consent', 2), (1, 'asked', 6);
      """)
    try aged.bring()
    #expect(try aged.db.lines("SELECT last FROM survey_series ORDER BY id") == ["0", "3", "0"], "of the one that ended")
    #expect(try aged.db.lines("SELECT id || ' ' || given FROM survey_decisions WHERE given > 0") == ["76 70"])
    #expect(try aged.db.lines("SELECT name || ' ' || count FROM survey_counts ORDER BY name") == ["asked 6", "no_consent 1"])
    #expect(throws: DatabaseError.self, "a ticket is decided about once") {
      try aged.db.script("INSERT INTO survey_decisions (survey_id, subject, subject_id, reason, at) VALUES (2, 'ticket', 3, 'test', 0)")
    }
  }
}
