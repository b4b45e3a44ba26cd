import Migrations
import SQLite

/// A database of an older version, to be filled and then migrated to the present one.
struct AgedDatabase {
  let db: Database

  /// Applies the migrations before `number`.
  init(before number: Int) throws {
    db = try Database(path: ":memory:", mode: .create)
    try migrate { $0.number < number }
  }

  func bring() throws { try migrate { _ in true } }

  private func migrate(_ which: (Migrator.Step) -> Bool) throws {
    let steps = Migrations.all.map { Migrator.Step(number: $0.number, name: $0.name, sql: String(decoding: $0.sql, as: UTF8.self)) }
    try Migrator(steps: steps.filter(which), digest: { "\($0.utf8.count)" }).migrate(db, at: 0)
  }
}
