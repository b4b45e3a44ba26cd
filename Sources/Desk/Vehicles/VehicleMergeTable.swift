internal import Domain
internal import SQLite

struct VehicleMergeTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(_ merge: VehicleMerge) throws -> Int64 {
    try db.insert(
      "INSERT INTO vehicle_merges (survivor_id, merged_id, reason, at, user_id) VALUES (?, ?, ?, ?, ?)", merge.survivorId, merge.mergedId,
      merge.reason, merge.at, merge.userId)
  }

  func find(_ id: Int64) throws -> VehicleMerge? {
    try db.first("SELECT id, survivor_id, merged_id, reason, at, user_id, undone_at FROM vehicle_merges WHERE id = ?", id, map: Self.map)
  }

  /// Merges of one vehicle, as survivor or as merged card, or of all vehicles.
  func page(vehicleID: Int64?, _ request: PageRequest) throws -> [VehicleMerge] {
    var select = Select("SELECT id, survivor_id, merged_id, reason, at, user_id, undone_at FROM vehicle_merges WHERE TRUE")
    if let vehicleID { select.add("AND (survivor_id = ? OR merged_id = ?)", vehicleID, vehicleID) }
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  func setUndone(_ id: Int64, at: Instant) throws { try db.execute("UPDATE vehicle_merges SET undone_at = ? WHERE id = ?", at, id) }

  // MARK: Moved rows

  func note(_ place: MergePlace, _ merge: VehicleMerge) throws {
    if place.skipsTwins {
      try db.execute(place.note, merge.id, merge.mergedId, merge.survivorId)
    } else {
      try db.execute(place.note, merge.id, merge.mergedId)
    }
  }

  func move(_ place: MergePlace, of mergeID: Int64, from: Int64, to: Int64) throws { try db.execute(place.move, to, from, mergeID) }

  func moveWithOrders(_ mergeID: Int64, from: Int64, to: Int64) throws {
    for move in MergePlace.ofOrders { try db.execute(move, to, from, mergeID) }
  }

  func noteRow(_ mergeID: Int64, _ place: String, _ row: Int64) throws {
    try db.execute("INSERT INTO vehicle_merge_moves (merge_id, place, row_id) VALUES (?, ?, ?)", mergeID, place, row)
  }

  func rows(_ mergeID: Int64, _ place: String) throws -> [Int64] {
    try db.all("SELECT row_id FROM vehicle_merge_moves WHERE merge_id = ? AND place = ? ORDER BY row_id", mergeID, place) { row in
      try row[0]
    }
  }

  func counts(_ mergeID: Int64) throws -> [VehicleMerges.Moved] {
    try db.all("SELECT place, count(*) FROM vehicle_merge_moves WHERE merge_id = ? GROUP BY place ORDER BY place", mergeID) { row in
      try VehicleMerges.Moved(place: row[0], rows: row[1])
    }
  }

  // MARK: The cards

  func setMerged(_ id: Int64, into survivor: Int64) throws {
    try db.execute(
      "UPDATE vehicles SET merged_into_id = ?, search_text = '', version = version + 1 WHERE id = ?", survivor, id)
  }

  func setActive(_ id: Int64) throws { try db.execute("UPDATE vehicles SET merged_into_id = NULL WHERE id = ?", id) }

  /// True if another card is merged into this one now.
  func isSurvivor(_ id: Int64) throws -> Bool {
    let found: Int64? = try db.value("SELECT 1 FROM vehicle_merges WHERE survivor_id = ? AND undone_at IS NULL LIMIT 1", id)
    return found != nil
  }

  private static func map(_ row: borrowing Row) throws -> VehicleMerge {
    try VehicleMerge(id: row[0], survivorId: row[1], mergedId: row[2], reason: row[3], at: row[4], userId: row[5], undoneAt: row[6])
  }
}
