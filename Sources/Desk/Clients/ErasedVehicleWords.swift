internal import Domain
internal import SQLite

/// What was written of a car in the time of one of its owners. What the next owner's time has brought is the next owner's.
extension ErasureTable {
  func eraseVehicleWords(_ id: Int64) throws {
    try eraseNotes(id)
    try eraseMergedWords(id)
    // Filed under the new owner; the reason is as much about the one who gave the car away.
    try db.execute(
      """
      DELETE FROM event_personal WHERE event_id IN
        (SELECT id FROM events WHERE type = 'vehicle.transferred' AND json_extract(data, '$.changed.client_id[0]') = ?)
      """, id)
  }

  /// When a car was a person's: by the days of the card, and until the transfer was written down, which may have been later.
  /// Of its first owner's time is also what was read before.
  private struct Ownership {
    let vehicleID: Int64
    let fromOn: Day?
    let untilOn: Day?
    let passedAt: Instant?
  }

  /// Why an odometer was corrected. That there was a reason stays, as an empty text.
  func eraseReadingWords(_ id: Int64, in zone: Zone) throws {
    try db.execute(
      """
      UPDATE odometer_readings SET reason = '' WHERE reason <> '' AND work_order_id IN (SELECT id FROM work_orders WHERE client_id = ?)
      """, id)
    for time in try ownerships(id) {
      let from = time.fromOn.map { zone.instant(of: $0) } ?? .epoch
      let lastDay = time.untilOn.map { zone.instant(of: $0.adding(1)) } ?? Instant(rawValue: .max)
      let until = max(lastDay, time.passedAt ?? lastDay)
      try db.execute(
        "UPDATE odometer_readings SET reason = '' WHERE reason <> '' AND vehicle_id = ? AND at >= ? AND at <= ?", time.vehicleID, from,
        until)
    }
  }

  private func ownerships(_ id: Int64) throws -> [Ownership] {
    try db.all(
      """
      SELECT o.vehicle_id,
        CASE WHEN EXISTS (SELECT 1 FROM vehicle_owners p WHERE p.vehicle_id = o.vehicle_id AND p.id < o.id) THEN o.from_on END,
        o.until_on,
        (SELECT max(e.at) FROM events e
         WHERE e.vehicle_id = o.vehicle_id AND e.work_order_id IS NULL AND e.type = 'vehicle.transferred'
           AND json_extract(e.data, '$.changed.client_id[0]') = ?1)
      FROM vehicle_owners o WHERE o.client_id = ?1
      """, id
    ) { row in try Ownership(vehicleID: row[0], fromOn: row[1], untilOn: row[2], passedAt: row[3]) }
  }

  /// Why two cards of a car of the person's were merged, and the notes of merged cards: whose time they were written in cannot be told
  /// once the events are the survivor's, and nobody reads them.
  private func eraseMergedWords(_ id: Int64) throws {
    try db.execute(
      """
      UPDATE vehicle_merges SET reason = '' WHERE reason <> '' AND survivor_id IN (
        WITH RECURSIVE cars(id) AS (
          SELECT vehicle_id FROM vehicle_owners WHERE client_id = ?1
          UNION SELECT m.merged_id FROM cars JOIN vehicle_merges m ON m.survivor_id = cars.id
          UNION SELECT m.survivor_id FROM cars JOIN vehicle_merges m ON m.merged_id = cars.id)
        SELECT id FROM cars)
      """, id)
    try db.execute(
      """
      UPDATE vehicles SET note = NULL, version = version + 1 WHERE note IS NOT NULL AND id IN (
        WITH RECURSIVE cars(id) AS (
          SELECT vehicle_id FROM vehicle_owners WHERE client_id = ?1
          UNION SELECT v.id FROM cars JOIN vehicles v ON v.merged_into_id = cars.id)
        SELECT c.id FROM cars c JOIN vehicles v ON v.id = c.id WHERE v.merged_into_id IS NOT NULL)
      """, id)
  }

  /// The note of a car that is the person's, or was when the note was last written; and where a later one took its place.
  private func eraseNotes(_ id: Int64) throws {
    try db.execute("UPDATE vehicles SET note = NULL, version = version + 1 WHERE client_id = ? AND note IS NOT NULL", id)
    try db.execute(
      """
      UPDATE vehicles SET note = NULL, version = version + 1
      WHERE note IS NOT NULL AND id IN (SELECT vehicle_id FROM vehicle_owners WHERE client_id = ?1) AND ?1 IS (
        SELECT e.client_id FROM events e
        WHERE e.vehicle_id = vehicles.id AND e.work_order_id IS NULL AND e.subject_id = vehicles.id AND e.type IN ('vehicle.created','vehicle.changed')
          AND (json_type(e.data, '$.changed.note') IS NOT NULL
            OR EXISTS (SELECT 1 FROM json_each(e.data, '$.personal') WHERE value = 'note'))
        ORDER BY e.id DESC LIMIT 1)
      """, id)
    try db.execute(
      """
      UPDATE event_personal SET before = NULL
      WHERE field = 'note' AND client_id <> ?1
        AND event_id IN
          (SELECT e.id FROM vehicle_owners v JOIN events e ON e.vehicle_id = v.vehicle_id AND e.work_order_id IS NULL
           WHERE v.client_id = ?1 AND e.type = 'vehicle.changed')
        AND before IN (SELECT after FROM event_personal WHERE client_id = ?1 AND field = 'note')
      """, id)
  }
}
