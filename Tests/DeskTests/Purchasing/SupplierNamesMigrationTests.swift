import Domain
import SQLite
import Testing

@Suite struct SupplierNamesMigrationTests {
  @Test func suppliersOfAnOlderDatabaseAreFoldedAsNewOnesAre() throws {
    let aged = try AgedDatabase(before: 10)
    let db = aged.db
    let names = ["АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "ООО «Самолёт-2» GmbH"]
    for name in names { try db.execute("INSERT INTO suppliers (name, created_at) VALUES (?, 0)", name) }
    try aged.bring()
    #expect(try db.lines("SELECT search_text FROM suppliers ORDER BY id") == names.map(SearchText.fold))
  }
}
