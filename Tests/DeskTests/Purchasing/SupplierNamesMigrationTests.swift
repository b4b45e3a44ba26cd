import Domain
import Migrations
import SQLite
import Testing

@Suite struct SupplierNamesMigrationTests {
  @Test func suppliersOfAnOlderDatabaseAreFoldedAsNewOnesAre() throws {
    let db = try Database(path: ":memory:", mode: .create)
    let steps = Migrations.all.map { Migrator.Step(number: $0.number, name: $0.name, sql: String(decoding: $0.sql, as: UTF8.self)) }
    try Migrator(steps: steps.filter { $0.number < 10 }, digest: { "\($0.utf8.count)" }).migrate(db, at: 0)
    let names = ["АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "ООО «Самолёт-2» GmbH"]
    for name in names { try db.execute("INSERT INTO suppliers (name, created_at) VALUES (?, 0)", name) }
    try Migrator(steps: steps, digest: { "\($0.utf8.count)" }).migrate(db, at: 0)
    #expect(try db.lines("SELECT search_text FROM suppliers ORDER BY id") == names.map(SearchText.fold))
  }
}
