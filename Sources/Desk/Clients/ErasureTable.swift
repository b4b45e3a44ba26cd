internal import Domain
internal import SQLite

/// What a person's name and contacts have left traces in.
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

  // MARK: What stands against it

  /// Orders not closed yet of which the client is the owner or pays a line that stands, and cancelled ones whose car has not left
  /// since: neither handed over by itself nor with another order.
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

  // MARK: Emptying

  /// `(source, external_id)` stays, a number without a meaning of its own: by it an import knows not to bring the person back.
  func eraseCard(_ id: Int64, at: Instant) throws {
    try db.execute(
      """
      UPDATE clients SET name = ?, name_key = ?, tax_id = NULL, birth_on = NULL, preferred_channel = NULL, comment = NULL, private_note = NULL,
        refused_service_reason = NULL, search_text = '', imported_hash = NULL,
        status = CASE WHEN merged_into_id IS NULL THEN 'erased' ELSE status END, version = version + 1
      WHERE id = ?
      """, Self.placeholder, SearchText.nameKey(Self.placeholder), id)
    try db.execute("DELETE FROM client_phones WHERE client_id = ?", id)
    try db.execute("DELETE FROM client_emails WHERE client_id = ?", id)
    try db.execute("DELETE FROM client_tags WHERE client_id = ?", id)
    try db.execute("UPDATE consents SET how = '' WHERE client_id = ?", id)
    try db.execute(
      """
      UPDATE proxies SET name = '', phone = NULL, document = '', revoked_at = COALESCE(revoked_at, ?), version = version + 1
      WHERE client_id = ?
      """, at, id)
    try db.execute("UPDATE client_merges SET reason = '' WHERE survivor_id = ? OR merged_id = ?", id, id)
    try db.execute("DELETE FROM event_personal WHERE client_id = ?", id)
  }

  /// Closed orders keep their story; who signed and collected is said without a name, and they are found by number and vehicle alone.
  func eraseOrders(_ id: Int64) throws {
    let orders = try db.all(
      "SELECT o.id, o.number, v.search_text FROM work_orders o JOIN vehicles v ON v.id = o.vehicle_id WHERE o.client_id = ?", id
    ) { row in try (id: row[0] as Int64, text: SearchText.row([row[1] as String, row[2] as String])) }
    for order in orders {
      try db.execute(
        """
        UPDATE work_orders SET signed_by = CASE WHEN signed_by IS NULL THEN NULL ELSE ? END,
          collected_by = CASE WHEN collected_by IS NULL THEN NULL ELSE ? END,
          collected_identified_by = substr(collected_identified_by, 1, 0), search_text = ?
        WHERE id = ?
        """, Self.placeholder, Self.placeholder, order.text, order.id)
      try WorkOrderTable(db).raiseVersion(order.id)
    }
  }

  struct Document {
    let id: Int64
    let number: String
    let issuedAt: Instant
  }

  /// Those that still bear the buyer's name, and with it why they were credited.
  func documents(_ id: Int64) throws -> [Document] {
    try db.all(
      "SELECT id, number, issued_at FROM documents WHERE payer_client_id = ? AND buyer_name <> ? ORDER BY id", id, Self.placeholder
    ) { row in try Document(id: row[0], number: row[1], issuedAt: row[2]) }
  }

  func eraseBuyer(_ documentID: Int64) throws {
    try db.execute(
      """
      UPDATE documents SET buyer_name = ?, buyer_tax_id = NULL, reason = substr(reason, 1, 0), version = version + 1 WHERE id = ?
      """, Self.placeholder, documentID)
  }
}
