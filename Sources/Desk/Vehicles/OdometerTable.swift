internal import Domain
internal import SQLite

extension OdometerReading.Source: Bindable, Column {}
extension OdometerReading.Kind: Bindable, Column {}

struct OdometerTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func all(of vehicleID: Int64) throws -> [OdometerReading] {
    try db.all(
      "SELECT id, vehicle_id, km, at, source, kind, reason, work_order_id, user_id, old_km, first_km FROM odometer_readings WHERE vehicle_id = ? ORDER BY at, id",
      vehicleID, map: Self.map)
  }

  /// Readings of a vehicle, newest first.
  func page(of vehicleID: Int64, _ request: PageRequest) throws -> [OdometerReading] {
    var select = Select(
      "SELECT id, vehicle_id, km, at, source, kind, reason, work_order_id, user_id, old_km, first_km FROM odometer_readings")
    select.add("WHERE vehicle_id = ?", vehicleID)
    if let after = request.after { select.add("AND (at, id) < (?, ?)", after.key.bound, after.id) }
    select.add("ORDER BY at DESC, id DESC LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  func insert(_ reading: OdometerReading) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO odometer_readings (vehicle_id, km, at, source, kind, old_km, first_km, reason, work_order_id, user_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, reading.vehicleID, reading.km, reading.at, reading.source, reading.kind, reading.oldKm, reading.firstKm, reading.reason,
      reading.workOrderID, reading.userID)
  }

  /// Replaces the reasons of corrections with empty texts, which still show that there was one.
  func eraseReasons(ofVehicle id: Int64, from: Instant, until: Instant) throws {
    try db.execute(
      "UPDATE odometer_readings SET reason = '' WHERE reason <> '' AND vehicle_id = ? AND at >= ? AND at <= ?", id, from, until)
  }

  private static func map(_ row: borrowing Row) throws -> OdometerReading {
    try OdometerReading(
      id: row[0], vehicleID: row[1], km: row[2], at: row[3], source: row[4], kind: row[5], oldKm: row[9], firstKm: row[10],
      reason: row[6], workOrderID: row[7], userID: row[8])
  }
}
