internal import Domain
internal import SQLite

extension Location.Kind: Cell {}

struct LocationTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm("locations", blank: Location(), [.kept("id", \.id), .fixed("name", \.name), .fixed("kind", \.kind)])

  func find(name: String) throws -> Location? { try first("WHERE name = ?", name) }

  func count() throws -> Int { try db.value("SELECT count(*) FROM locations") ?? 0 }

  func firstStore() throws -> Int64? { try db.value("SELECT min(id) FROM locations WHERE kind = 'store'") }

  func firstQuarantine() throws -> Int64? { try db.value("SELECT min(id) FROM locations WHERE kind = 'quarantine'") }

  /// The places of a part, with its stock there.
  func places(partID: Int64) throws -> [(location: Location, onHand: Quantity)] {
    let select = Self.form.select(and: "on_hand", where: "JOIN stock ON location_id = id WHERE part_id = ? ORDER BY location_id")
    return try db.all(select.sql, [partID]) { row in try (Self.form.thing(row), row[Self.form.width]) }
  }
}
