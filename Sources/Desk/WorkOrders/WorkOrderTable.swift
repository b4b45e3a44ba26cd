internal import Domain
internal import SQLite

struct WorkOrderTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func raiseVersion(_ id: Int64) throws {
    try db.execute("UPDATE work_orders SET version = version + 1 WHERE id = ?", id)
  }
}
