internal import Domain
internal import SQLite

/// Odometer readings of the periods in which a client owned a car.
struct OwnedReadings {
  private let context: Context
  private var db: Database { context.db }
  init(_ context: Context) { self.context = context }

  /// Replaces the reasons of corrections with empty texts, which still show that there was one.
  func eraseReasons(of client: Int64) throws {
    let zone = context.settings.zone
    for time in try times(of: client) {
      let from = time.fromOn.map { zone.instant(of: $0) } ?? .epoch
      let lastDay = time.untilOn.map { zone.instant(of: $0.adding(1)) } ?? Instant(rawValue: .max)
      let until = max(lastDay, time.passedAt ?? lastDay)
      try db.execute(
        "UPDATE odometer_readings SET reason = '' WHERE reason <> '' AND vehicle_id = ? AND at >= ? AND at <= ?", time.vehicleID, from,
        until)
    }
  }

  private struct Time {
    let vehicleID: Int64
    /// nil for the first known owner, because earlier readings count as this owner's.
    let fromOn: Day?
    let untilOn: Day?
    /// The time when the transfer was recorded. It may be later than `untilOn`.
    let passedAt: Instant?
  }

  private func times(of client: Int64) throws -> [Time] {
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
}
