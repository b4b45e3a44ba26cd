internal import Domain
internal import SQLite

/// Reads the obstacles to an erasure, and the buyer's name on documents.
struct ErasureTable {
  static let placeholder = "Удалённый клиент"
  let db: Database
  init(_ db: Database) { self.db = db }

  /// The card and every card that was merged into it.
  func family(_ id: Int64) throws -> [Int64] {
    try db.all(
      """
      WITH RECURSIVE family(id) AS (
        SELECT CAST(? AS INTEGER) UNION SELECT c.id FROM clients c JOIN family f ON c.merged_into_id = f.id)
      SELECT id FROM family ORDER BY id
      """, id
    ) { row in try row[0] }
  }

  // MARK: Against erasing

  /// Orders in the way of an erasure. An open order counts if the client owns it or pays a line of it. A cancelled
  /// order of the client counts while its car is still here: neither that order nor a later one has handed it over.
  func openOrders(_ id: Int64) throws -> [String] {
    try db.all(
      """
      SELECT number FROM work_orders WHERE client_id = ? AND closed_at IS NULL
      UNION
      SELECT o.number FROM work_orders o
        WHERE o.client_id = ? AND o.status = 'cancelled' AND o.handed_over_at IS NULL AND NOT EXISTS
          (SELECT 1 FROM work_orders n WHERE n.vehicle_id = o.vehicle_id AND n.handed_over_at >= o.opened_at)
      UNION
      SELECT o.number FROM line_payers p JOIN order_lines l ON l.id = p.order_line_id JOIN work_orders o ON o.id = l.work_order_id
      WHERE p.payer_client_id = ? AND o.closed_at IS NULL AND l.status NOT IN ('declined','removed')
      """, id, id, id
    ) { row in try row[0] }
  }

  func unpaidDocuments(_ id: Int64) throws -> [String] {
    try db.all(
      """
      SELECT number FROM documents
      WHERE payer_client_id = ? AND kind = 'invoice' AND credited_by_id IS NULL AND paid_minor < gross_minor ORDER BY id
      """, id
    ) { row in try row[0] }
  }

  func unspent(_ id: Int64) throws -> Money {
    try db.value(
      "SELECT COALESCE(sum(amount_minor - allocated_minor - refunded_minor), 0) FROM payments WHERE client_id = ? AND amount_minor > 0", id)
      ?? .zero
  }

  // MARK: The buyer on documents

  struct Document {
    let id: Int64
    let number: String
    let issuedAt: Instant
  }

  /// Documents with the buyer's name.
  func documents(_ id: Int64) throws -> [Document] {
    try db.all(
      "SELECT id, number, issued_at FROM documents WHERE payer_client_id = ? AND buyer_name <> ? ORDER BY id", id, Self.placeholder
    ) { row in try Document(id: row[0], number: row[1], issuedAt: row[2]) }
  }

  /// Clears the buyer on a document, and the reason of a credit note.
  func eraseBuyer(_ documentID: Int64) throws {
    try db.execute(
      """
      UPDATE documents SET buyer_name = ?, buyer_tax_id = NULL, reason = substr(reason, 1, 0), version = version + 1 WHERE id = ?
      """, Self.placeholder, documentID)
  }
}
