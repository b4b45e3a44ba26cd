package import Domain
internal import SQLite

/// Locations of parts: stores and quarantine. Nothing is reserved from quarantine.
package struct Locations {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func list(_ page: PageRequest) throws -> Page<Location> {
    try Page(LocationTable(context.db).page(page), page) { Cursor(key: .integer($0.id), id: $0.id) }
  }

  package func create(name: String, kind: Location.Kind) throws -> Location {
    let table = LocationTable(context.db)
    guard try !table.isTaken(name) else { throw Refusal.conflict(.locationExists) }
    if let reason = Most.locations.reason(against: try table.count()) { throw Refusal.conflict(reason) }
    let id = try table.insert(name: name, kind: kind)
    try context.record(.locationCreated, Subject(.location, id), [.fact("name", .text(name)), .fact("kind", .init(kind))])
    return Location(id: id, name: name, kind: kind)
  }
}

struct LocationTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func page(_ request: PageRequest) throws -> [Location] {
    try db.all("SELECT id, name, kind FROM locations WHERE id > ? ORDER BY id LIMIT ?", request.after?.id ?? 0, request.limit + 1) { row in
      try Location(id: row[0], name: row[1], kind: row[2])
    }
  }

  func count() throws -> Int { try db.value("SELECT count(*) FROM locations") ?? 0 }

  func isTaken(_ name: String) throws -> Bool {
    let found: Int64? = try db.value("SELECT 1 FROM locations WHERE name = ?", name)
    return found != nil
  }

  func insert(name: String, kind: Location.Kind) throws -> Int64 {
    try db.insert("INSERT INTO locations (name, kind) VALUES (?, ?)", name, kind)
  }
}
