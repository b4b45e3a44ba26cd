internal import Domain
internal import SQLite

/// What was written of a car in the time of one of its owners. What the next owner's time has brought is the next owner's.
extension ErasureTable {
  func eraseVehicleWords(_ id: Int64) throws {
    try eraseNotes(id)
    // Filed under the new owner; the reason is as much about the one who gave the car away.
    try db.execute(
      """
      DELETE FROM event_personal WHERE event_id IN
        (SELECT id FROM events WHERE type = 'vehicle.transferred' AND json_extract(data, '$.changed.client_id[0]') = ?)
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
        WHERE e.vehicle_id = vehicles.id AND e.work_order_id IS NULL AND e.type IN ('vehicle.created','vehicle.changed')
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
