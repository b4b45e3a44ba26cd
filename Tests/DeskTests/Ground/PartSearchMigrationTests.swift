import SQLite
import Testing

@Suite struct PartSearchMigrationTests {
  @Test func partsOfAnOlderDatabaseAreInTheIndex() throws {
    let aged = try AgedDatabase(before: 27)
    for (key, text) in [("W712", "w 712 фильтр масляный"), ("GDB1", "gdb1 колодки")] {
      try aged.db.execute(
        """
        INSERT INTO parts (article, article_key, maker, maker_key, name, unit, price_minor, search_text, created_at)
        VALUES ('x', ?, 'x', 'x', 'x', 'piece', 1, ?, 1)
        """, key, text)
    }
    try aged.bring()
    let found: [Int64] = try aged.db.all("SELECT rowid FROM parts_search WHERE parts_search MATCH ?", "\"олод\"") { row in try row[0] }
    #expect(found == [2])
  }
}
