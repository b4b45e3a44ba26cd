import Domain
import SQLite
import Testing

@Suite struct FoldedKeysMigrationTests {
  private let aged: AgedDatabase
  private var db: Database { aged.db }

  init() throws { aged = try AgedDatabase(before: 12) }

  @Test func makesOfAnOlderDatabaseAreFoldedAsNewOnesAre() throws {
    let makes = ["АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "Лада", "ŠKODA", "CITROËN", "Citroën", "BÖRÜ", "ÉÈÇÅØČŽÄ"]
    for make in makes + makes {
      try db.execute("INSERT INTO vehicles (make, model, search_text, created_at) VALUES (?, 'x', '', 0)", make)
    }
    try aged.bring()
    #expect(try db.lines("SELECT make_key FROM vehicles ORDER BY id") == (makes + makes).map(SearchText.fold))
    #expect(try db.lines("SELECT name FROM sqlite_master WHERE name = 'folding'").isEmpty)
  }

  @Test func aCodeThatIsThereInSeveralSpellingsStaysWithTheFirst() throws {
    for code in ["0010", "Т-1", "т-1", "TO-1", "Ёж", "ЕЖ", "ёж"] {
      try db.execute(
        "INSERT INTO operations (code, name, norm_hours, rate_minor, search_text, created_at) VALUES (?, 'x', 1, 1, '', 0)", code)
    }
    try aged.bring()
    #expect(
      try db.lines("SELECT code || ' ' || coalesce(code_key, '-') FROM operations ORDER BY id") == [
        "0010 0010", "Т-1 т-1", "т-1 -", "TO-1 to-1", "Ёж еж", "ЕЖ -", "ёж -",
      ])
    #expect(throws: DatabaseError.self) { try db.execute("UPDATE operations SET code_key = 'to-1' WHERE code = '0010'") }
  }
}
