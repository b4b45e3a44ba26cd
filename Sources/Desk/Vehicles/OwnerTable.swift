internal import Domain
internal import SQLite

struct OwnerTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func open(vehicleID: Int64, clientID: Int64, from day: Day) throws {
    try db.execute("INSERT INTO vehicle_owners (vehicle_id, client_id, from_on) VALUES (?, ?, ?)", vehicleID, clientID, day)
  }

  func close(_ id: Int64, on day: Day) throws { try db.execute("UPDATE vehicle_owners SET until_on = ? WHERE id = ?", day, id) }

  /// Opens an ended period of ownership again.
  func reopen(_ id: Int64) throws { try db.execute("UPDATE vehicle_owners SET until_on = NULL WHERE id = ?", id) }

  func present(_ vehicleID: Int64) throws -> OwnerPeriod? {
    try db.first(
      "SELECT id, vehicle_id, client_id, from_on, until_on FROM vehicle_owners WHERE vehicle_id = ? AND until_on IS NULL", vehicleID,
      map: Self.map)
  }

  func page(of vehicleID: Int64, _ request: PageRequest) throws -> [OwnerPeriod] {
    var select = Select("SELECT id, vehicle_id, client_id, from_on, until_on FROM vehicle_owners")
    select.add("WHERE vehicle_id = ?", vehicleID)
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  /// A period of a client's ownership.
  struct Time {
    let vehicleID: Int64
    /// nil for the first known owner, because earlier readings count as this owner's.
    let fromOn: Day?
    let untilOn: Day?
    /// The time when the transfer was recorded. It may be later than `untilOn`.
    let passedAt: Instant?
  }

  func times(of client: Int64) throws -> [Time] {
    try db.all(
      """
      SELECT o.vehicle_id,
        CASE WHEN EXISTS (SELECT 1 FROM vehicle_owners p WHERE p.vehicle_id = o.vehicle_id AND p.id < o.id) THEN o.from_on END,
        o.until_on,
        (SELECT max(e.at) FROM events e
         WHERE e.vehicle_id = o.vehicle_id AND e.work_order_id IS NULL AND e.type = 'vehicle.transferred'
           AND json_extract(e.data, '$.changed.client_id[0]') = ?1)
      FROM vehicle_owners o WHERE o.client_id = ?1
      """, client
    ) { row in try Time(vehicleID: row[0], fromOn: row[1], untilOn: row[2], passedAt: row[3]) }
  }

  private static func map(_ row: borrowing Row) throws -> OwnerPeriod {
    try OwnerPeriod(id: row[0], vehicleID: row[1], clientID: row[2], fromOn: row[3], untilOn: row[4])
  }
}
