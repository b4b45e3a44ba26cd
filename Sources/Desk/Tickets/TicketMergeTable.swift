internal import Domain
internal import SQLite

struct TicketMergeTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(_ merge: TicketMerge) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO ticket_merges (survivor_id, merged_id, reason, at, user_id, status, hold_until_at, resolved_at, closes_at, closed_at,
        waiting_since_at, spam, survivor_status, survivor_hold_until_at, survivor_waiting_since_at, survivor_version)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
      """, merge.survivorID, merge.mergedID, merge.reason, merge.at, merge.userID, merge.merged.status, merge.merged.holdUntilAt,
      merge.merged.resolvedAt, merge.merged.closesAt, merge.merged.closedAt, merge.merged.waitingSinceAt, merge.merged.isSpam,
      merge.survivor.status, merge.survivor.holdUntilAt, merge.survivor.waitingSinceAt)
  }

  func setVersion(_ version: Int64, of id: Int64) throws {
    try db.execute("UPDATE ticket_merges SET survivor_version = ? WHERE id = ?", version, id)
  }

  func setUndone(_ id: Int64, at: Instant) throws { try db.execute("UPDATE ticket_merges SET undone_at = ? WHERE id = ?", at, id) }

  private static let columns: StaticString = """
    SELECT id, survivor_id, merged_id, reason, at, user_id, undone_at, status, hold_until_at, resolved_at, closes_at, closed_at, spam,
      survivor_status, survivor_hold_until_at, survivor_version, waiting_since_at, survivor_waiting_since_at
    FROM ticket_merges
    """

  func find(_ id: Int64) throws -> TicketMerge? { try db.first([Self.columns, "WHERE id = ?"], [id], map: Self.map) }

  /// The merge that stands between the two.
  func standing(of merged: Int64, into survivor: Int64) throws -> TicketMerge? {
    try db.first(
      [Self.columns, "WHERE merged_id = ? AND survivor_id = ? AND undone_at IS NULL ORDER BY id DESC LIMIT 1"], [merged, survivor],
      map: Self.map)
  }

  /// Merges of a ticket, as survivor or as the merged one, the newest first.
  func page(of id: Int64, _ request: PageRequest) throws -> [TicketMerge] {
    try db.all(
      [Self.columns, "WHERE (survivor_id = ?1 OR merged_id = ?1) AND id < ?2 ORDER BY id DESC LIMIT ?3"],
      [id, request.after?.id ?? Int64.max, request.limit + 1], map: Self.map)
  }

  func moved(_ id: Int64) throws -> Int64 { try db.value("SELECT count(*) FROM ticket_merge_moves WHERE merge_id = ?", id) ?? 0 }

  // MARK: The messages

  func move(_ merge: TicketMerge) throws {
    try db.execute(
      "INSERT INTO ticket_merge_moves (merge_id, message_id) SELECT ?, id FROM messages WHERE ticket_id = ?", merge.id, merge.mergedID)
    try db.execute("UPDATE messages SET ticket_id = ? WHERE ticket_id = ?", merge.survivorID, merge.mergedID)
  }

  /// Moves back what the merge moved. A message that was split away since stays where it is.
  func moveBack(_ merge: TicketMerge) throws {
    try db.execute(
      "UPDATE messages SET ticket_id = ?2 WHERE id IN (SELECT message_id FROM ticket_merge_moves WHERE merge_id = ?1) AND ticket_id = ?3",
      merge.id, merge.mergedID, merge.survivorID)
  }

  private static func map(_ row: borrowing Row) throws -> TicketMerge {
    var merge = try TicketMerge(
      survivorID: row[1], mergedID: row[2], reason: row[3], at: row[4], userID: row[5],
      merged: .init(
        status: row[7], holdUntilAt: row[8], waitingSinceAt: row[16], resolvedAt: row[9], closesAt: row[10], closedAt: row[11],
        isSpam: row[12]),
      survivor: .init(status: row[13], holdUntilAt: row[14], waitingSinceAt: row[17]))
    merge.id = try row[0]
    merge.undoneAt = try row[6]
    merge.survivorVersion = try row[15]
    return merge
  }
}
