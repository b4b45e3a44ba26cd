internal import Domain
internal import SQLite

/// The last number given for each kind of document and year.
struct CounterTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func next(_ kind: DocumentNumber.Kind, _ year: Int64) throws -> Int64 {
    let last: Int64? = try db.value(
      "INSERT INTO counters (kind, year, last) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last", kind.rawValue,
      year)
    return last ?? 1
  }
}
