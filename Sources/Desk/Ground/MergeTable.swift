internal import Domain
internal import SQLite

/// The kinds of cards that can be merged.
package enum MergedCard: Sendable {
  case client, vehicle

  var noun: Noun { self == .client ? .clientMerge : .vehicleMerge }
  var merges: StaticString { self == .client ? "client_merges" : "vehicle_merges" }
  /// The table of moved rows.
  var moves: StaticString { self == .client ? "client_merge_moves" : "vehicle_merge_moves" }
}

/// Merges of clients or of vehicles, with the rows that they moved.
struct MergeTable {
  private let db: Database
  private let card: MergedCard
  private var columns: [MergeColumn] { RoomSheet.all.flatMap(\.merged).filter { $0.card == card } }

  init(_ db: Database, _ card: MergedCard) {
    self.db = db
    self.card = card
  }

  func insert(_ merge: Merge) throws -> Int64 {
    try db.execute(
      ["INSERT INTO", card.merges, "(survivor_id, merged_id, reason, at, user_id) VALUES (?, ?, ?, ?, ?)"],
      [merge.survivorID, merge.mergedID, merge.reason, merge.at, merge.userID])
    return db.lastInsertedID
  }

  func find(_ id: Int64) throws -> Merge? {
    try db.first(
      ["SELECT id, survivor_id, merged_id, reason, at, user_id, undone_at FROM", card.merges, "WHERE id = ?"], [id], map: Self.map)
  }

  /// Merges of one card, as survivor or as merged card, or of all cards.
  func page(of id: Int64?, _ request: PageRequest) throws -> [Merge] {
    var select = Select("SELECT id, survivor_id, merged_id, reason, at, user_id, undone_at FROM")
    select.add(card.merges)
    select.add("WHERE TRUE")
    if let id { select.add("AND (survivor_id = ? OR merged_id = ?)", id, id) }
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  func setUndone(_ id: Int64, at: Instant) throws {
    try db.execute(["UPDATE", card.merges, "SET undone_at = ? WHERE id = ?"], [at, id])
  }

  /// True if another card is merged into this one now.
  func isSurvivor(_ id: Int64) throws -> Bool {
    try db.first(["SELECT 1 FROM", card.merges, "WHERE survivor_id = ? AND undone_at IS NULL LIMIT 1"], [id]) { _ in true } ?? false
  }

  // MARK: The rows that move

  /// Moves the rows of the merged card. All rows are noted before the first one moves, because an order's events are
  /// found through the order's owner.
  func move(_ merge: Merge) throws {
    for column in columns { try db.execute(column.note, [merge.id, column.place, merge.mergedID]) }
    for column in columns { try db.execute(column.move, [merge.id, column.place, merge.mergedID, merge.survivorID]) }
  }

  func moveBack(_ merge: Merge) throws {
    for column in columns { try db.execute(column.move, [merge.id, column.place, merge.survivorID, merge.mergedID]) }
    for column in columns {
      if let move = column.moveWithOrders { try db.execute(move, [merge.id, column.place, merge.survivorID, merge.mergedID]) }
    }
  }

  /// Notes a row that a merge changed in another way than by moving it.
  func noteRow(_ mergeID: Int64, _ place: String, _ row: Int64) throws {
    try db.execute(["INSERT INTO", card.moves, "(merge_id, place, row_id) VALUES (?, ?, ?)"], [mergeID, place, row])
  }

  func rows(_ mergeID: Int64, _ place: String) throws -> [Int64] {
    try db.all(["SELECT row_id FROM", card.moves, "WHERE merge_id = ? AND place = ? ORDER BY row_id"], [mergeID, place]) { row in
      try row[0]
    }
  }

  func counts(_ mergeID: Int64) throws -> [Merges.Moved] {
    try db.all(["SELECT place, count(*) FROM", card.moves, "WHERE merge_id = ? GROUP BY place ORDER BY place"], [mergeID]) { row in
      try Merges.Moved(place: row[0], rows: row[1])
    }
  }

  private static func map(_ row: borrowing Row) throws -> Merge {
    try Merge(id: row[0], survivorID: row[1], mergedID: row[2], reason: row[3], at: row[4], userID: row[5], undoneAt: row[6])
  }
}
