internal import Domain
internal import SQLite

/// Statements for merges of clients. `MergeTable` has those that merges of vehicles need too.
struct ClientMergeTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  /// Raises the versions of orders whose response has changed: the payers of a line, or the owner of the car.
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

  /// The survivor's standing documents for an order and role for which the merged card has one too. After the merge one payer would have two.
  func documents(of survivor: Int64, meetingThoseOf merged: Int64) throws -> [String] {
    try db.all(
      """
      SELECT b.number FROM documents a JOIN documents b ON b.work_order_id = a.work_order_id AND b.payer_role = a.payer_role
      WHERE a.payer_client_id = ? AND b.payer_client_id = ? AND a.kind <> 'credit_note' AND b.kind <> 'credit_note'
        AND a.credited_by_id IS NULL AND b.credited_by_id IS NULL
      ORDER BY b.id
      """, merged, survivor
    ) { row in try row[0] }
  }

  /// Pairs of a payment and a document that it pays, of which undoing the merge would move only one.
  func paidAcross(_ merge: Merge) throws -> [(payment: String, document: String)] {
    try db.all(
      """
      SELECT p.number, d.number FROM payments p JOIN allocations a ON a.payment_id = p.id JOIN documents d ON d.id = a.document_id
      WHERE p.client_id = ?1 AND d.payer_client_id = ?1
        AND (p.id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ?2 AND place = 'payments.client_id'))
          <> (d.id IN (SELECT row_id FROM client_merge_moves WHERE merge_id = ?2 AND place = 'documents.payer_client_id'))
      GROUP BY p.id, d.id HAVING sum(a.amount_minor) <> 0 ORDER BY p.id, d.id
      """, merge.survivorID, merge.id
    ) { row in try (row[0], row[1]) }
  }
}
