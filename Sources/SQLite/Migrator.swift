/// Brings a database to this program's version, each step in its own transaction. Refuses a step that was edited, and
/// a database of a newer program.
package struct Migrator {
  package struct Step: Sendable {
    package let number: Int
    package let name: String
    package let sql: String
    package init(number: Int, name: String, sql: String) {
      self.number = number
      self.name = name
      self.sql = sql
    }
  }

  package enum Refused: Error, Equatable, CustomStringConvertible {
    case newer(database: Int, program: Int)
    case edited(number: Int, name: String)
    case foreign

    package var description: String {
      switch self {
      case .newer(let database, let program):
        "the database is of version \(database), this program knows up to \(program): use the newer program"
      case .edited(let number, let name):
        "migration \(number) (\(name)) is not the one this database was made with: a released migration is never edited"
      case .foreign: "the file is an SQLite database, but not one of a service desk"
      }
    }
  }

  let steps: [Step]
  /// The digest of a step's text. The caller supplies it, because this module has no cryptography.
  let digest: (String) -> String

  package init(steps: [Step], digest: @escaping (String) -> String) {
    self.steps = steps
    self.digest = digest
  }

  /// Applies the missing steps and returns their names.
  @discardableResult
  package func migrate(_ db: Database, at milliseconds: Int64) throws -> [String] {
    let missing = try pending(db)
    for step in missing {
      try db.transaction {
        try db.script(step.sql)
        try db.execute(
          "INSERT INTO migrations (number, name, digest, applied_at) VALUES (?, ?, ?, ?)", step.number, step.name, digest(step.sql),
          milliseconds)
      }
    }
    return missing.map(\.name)
  }

  /// The steps that this database lacks. In an empty file it creates the table of steps. A file is as good as empty with tables of
  /// Litestream (`_litestream_seq`, `_litestream_lock`), which makes them in every file that it replicates.
  package func pending(_ db: Database) throws -> [Step] {
    let tables: Int64 = try db.value("SELECT count(*) FROM sqlite_master WHERE tbl_name NOT LIKE '\\_litestream\\_%' ESCAPE '\\'") ?? 0
    if tables == 0 {
      try db.script(
        "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT"
      )
    }
    let applied = try check(db)
    return steps.filter { $0.number > applied }
  }

  /// The version of the database; throws `Refused` if it is newer than this program or not ours. Writes nothing.
  @discardableResult
  package func check(_ db: Database) throws -> Int {
    let known: Int64 = try db.value("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'migrations'") ?? 0
    guard known == 1 else { throw Refused.foreign }
    let applied: [(number: Int, name: String, digest: String)] = try db.all("SELECT number, name, digest FROM migrations ORDER BY number") {
      row in try (row[0], row[1], row[2])
    }
    for row in applied {
      guard let step = steps.first(where: { $0.number == row.number }) else {
        throw Refused.newer(database: row.number, program: steps.last?.number ?? 0)
      }
      guard digest(step.sql) == row.digest else { throw Refused.edited(number: row.number, name: row.name) }
    }
    return applied.last?.number ?? 0
  }
}
