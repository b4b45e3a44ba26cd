internal import Domain
internal import SQLite

struct CentreTable {
  private let db: Database
  init(_ db: Database) { self.db = db }

  func find() throws -> Centre? {
    try db.first("SELECT name, company, currency, time_zone FROM centre") { row in
      try Centre(name: row[0], company: row[1], currency: row[2], timeZone: row[3])
    }
  }

  func set(_ centre: Centre) throws {
    try db.execute(
      """
      INSERT INTO centre (id, name, company, currency, time_zone) VALUES (1, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, company = excluded.company, currency = excluded.currency, time_zone = excluded.time_zone
      """, centre.name, centre.company, centre.currency, centre.timeZone)
  }

  /// The version of the file's tables.
  func version() throws -> Int { Int(try db.value("SELECT max(number) FROM migrations") as Int64? ?? 0) }
}
