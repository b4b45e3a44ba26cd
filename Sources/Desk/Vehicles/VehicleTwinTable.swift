internal import Domain
internal import SQLite

/// Finds vehicle cards with the plate, the body number, or the client and make of a new card. A merged card keeps these
/// values. It stands for the card that it was merged into.
struct VehicleTwinTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func cards(withPlate key: String) throws -> [Int64] {
    try db.all("SELECT id FROM vehicles WHERE plate_key = ? ORDER BY id LIMIT 20", key) { row in try row[0] }
  }

  func cards(withBody key: String) throws -> [Int64] {
    try db.all("SELECT id FROM vehicles WHERE body_key = ? ORDER BY id LIMIT 20", key) { row in try row[0] }
  }

  func cards(ofClient id: Int64, make: String) throws -> [Vehicle] {
    try VehicleTable(db).all(ofClient: id, make: make)
  }
}
