internal import Domain
internal import SQLite

struct ClientMergeTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(_ merge: ClientMerge) throws -> Int64 {
    try db.insert(
      "INSERT INTO client_merges (survivor_id, merged_id, reason, at, user_id) VALUES (?, ?, ?, ?, ?)", merge.survivorId, merge.mergedId,
      merge.reason, merge.at, merge.userId)
  }

  func find(_ id: Int64) throws -> ClientMerge? {
    try db.first("SELECT id, survivor_id, merged_id, reason, at, user_id, undone_at FROM client_merges WHERE id = ?", id, map: Self.map)
  }

  /// Of one client, whichever card it was, or of all.
  func page(clientID: Int64?, _ request: PageRequest) throws -> [ClientMerge] {
    var select = Select("SELECT id, survivor_id, merged_id, reason, at, user_id, undone_at FROM client_merges WHERE TRUE")
    if let clientID { select.add("AND (survivor_id = ? OR merged_id = ?)", clientID, clientID) }
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  func setUndone(_ id: Int64, at: Instant) throws { try db.execute("UPDATE client_merges SET undone_at = ? WHERE id = ?", at, id) }

  // MARK: What moves

  func note(_ place: MergePlace, _ merge: ClientMerge) throws {
    if place.skipsTwins {
      try db.execute(place.note, merge.id, merge.mergedId, merge.survivorId)
    } else {
      try db.execute(place.note, merge.id, merge.mergedId)
    }
  }

  func move(_ place: MergePlace, of mergeID: Int64, from: Int64, to: Int64) throws { try db.execute(place.move, to, from, mergeID) }

  func noteRow(_ mergeID: Int64, _ place: String, _ row: Int64) throws {
    try db.execute("INSERT INTO client_merge_moves (merge_id, place, row_id) VALUES (?, ?, ?)", mergeID, place, row)
  }

  func rows(_ mergeID: Int64, _ place: String) throws -> [Int64] {
    try db.all("SELECT row_id FROM client_merge_moves WHERE merge_id = ? AND place = ? ORDER BY row_id", mergeID, place) { row in
      try row[0]
    }
  }

  func counts(_ mergeID: Int64) throws -> [ClientMerges.Moved] {
    try db.all("SELECT place, count(*) FROM client_merge_moves WHERE merge_id = ? GROUP BY place ORDER BY place", mergeID) { row in
      try ClientMerges.Moved(place: row[0], rows: row[1])
    }
  }

  /// An order shows who pays its lines and warns when the car is another's: its version rises with them.
  func raiseOrders(_ mergeID: Int64) throws {
    try db.execute(
      """
      UPDATE work_order_entries SET version = version + 1 WHERE kind = 0 AND work_order_id IN (
        SELECT l.work_order_id FROM client_merge_moves m JOIN order_lines l ON l.id = m.row_id
        WHERE m.merge_id = ? AND m.place = 'line_payers.payer_client_id'
        UNION SELECT w.id FROM client_merge_moves m JOIN work_orders w ON w.vehicle_id = m.row_id
        WHERE m.merge_id = ? AND m.place = 'vehicles.client_id' AND w.closed_at IS NULL)
      """, mergeID, mergeID)
  }

  /// Documents that would both stand for one payer of one order.
  func meetingDocuments(_ merged: Int64, _ survivor: Int64) throws -> [String] {
    try db.all(
      """
      SELECT b.number FROM documents a JOIN documents b ON b.work_order_id = a.work_order_id AND b.payer_role = a.payer_role
      WHERE a.payer_client_id = ? AND b.payer_client_id = ? AND a.kind <> 'credit_note' AND b.kind <> 'credit_note'
        AND a.credited_by_id IS NULL AND b.credited_by_id IS NULL
      ORDER BY b.id
      """, merged, survivor
    ) { row in try row[0] }
  }

  /// Payments and the documents they pay of which an undoing would move only the one.
  func paidAcross(_ merge: ClientMerge) throws -> [(payment: String, document: String)] {
    try db.all(
      """
      SELECT p.number, d.number FROM payments p JOIN allocations a ON a.payment_id = p.id JOIN documents d ON d.id = a.document_id
      WHERE p.client_id = ?1 AND d.payer_client_id = ?1
        AND (p.id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ?2 AND place = 'payments.client_id'))
          <> (d.id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ?2 AND place = 'documents.payer_client_id'))
      GROUP BY p.id, d.id HAVING sum(a.amount_minor) <> 0 ORDER BY p.id, d.id
      """, merge.survivorId, merge.id
    ) { row in try (row[0], row[1]) }
  }

  // MARK: The cards

  func setMerged(_ id: Int64, into survivor: Int64) throws {
    try db.execute(
      """
      UPDATE clients SET status = 'merged', merged_into_id = ?, search_text = '', version = version + 1 WHERE id = ?
      """, survivor, id)
  }

  func setActive(_ id: Int64) throws {
    try db.execute("UPDATE clients SET status = 'active', merged_into_id = NULL WHERE id = ?", id)
  }

  /// Whether another card is part of it today.
  func isSurvivor(_ id: Int64) throws -> Bool {
    let found: Int64? = try db.value("SELECT 1 FROM client_merges WHERE survivor_id = ? AND undone_at IS NULL LIMIT 1", id)
    return found != nil
  }

  func removeConsent(_ id: Int64) throws { try db.execute("DELETE FROM consents WHERE id = ?", id) }

  private static func map(_ row: borrowing Row) throws -> ClientMerge {
    try ClientMerge(id: row[0], survivorId: row[1], mergedId: row[2], reason: row[3], at: row[4], userId: row[5], undoneAt: row[6])
  }
}
