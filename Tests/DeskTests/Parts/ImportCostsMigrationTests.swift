import SQLite
import Testing

/// Events of an older database hold the purchase prices that an import changed.
@Suite struct ImportCostsMigrationTests {
  @Test func pricesLeaveTheEventsAndThatTheyChangedIsStillSaid() throws {
    let aged = try AgedDatabase(before: 28)
    let db = aged.db
    try db.script(
      """
      INSERT INTO events (id, at, type, subject, subject_id, data) VALUES
        (1, 0, 'part.changed', 'part', 1, '{"changed":{"price_minor":[1,2],"purchase_price_minor":[77,88]},"source":"1c"}'),
        (2, 0, 'part.changed', 'part', 1, '{"changed":{"purchase_price_minor":[null,88]}}'),
        (3, 0, 'part.changed', 'part', 1, '{"changed":{"name":["a","b"]}}'),
        (4, 0, 'part.changed', 'part', 1, '{"purchase_price_changed":true}');
      """)
    try aged.bring()
    #expect(
      try db.lines("SELECT data FROM events ORDER BY id") == [
        #"{"changed":{"price_minor":[1,2]},"source":"1c","purchase_price_changed":true}"#, #"{"purchase_price_changed":true}"#,
        #"{"changed":{"name":["a","b"]}}"#, #"{"purchase_price_changed":true}"#,
      ])
    #expect(throws: (any Error).self) { try db.script("UPDATE events SET data = '{}'") }
  }
}
