internal import Domain
internal import SQLite

/// Amounts of payments that pay documents. Rows are only added: an amount taken back is a negative row.
struct AllocationTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(payment: Int64, document: Int64, _ amount: Money, at: Instant) throws {
    try db.execute(
      "INSERT INTO allocations (payment_id, document_id, amount_minor, at) VALUES (?, ?, ?, ?)", payment, document, amount, at)
  }

  /// The allocated amounts of a document, by payment.
  func standing(onDocument document: Int64) throws -> [PaidShare] {
    try db.all(
      """
      SELECT a.payment_id, p.number, a.document_id, d.number, sum(a.amount_minor)
      FROM allocations a JOIN payments p ON p.id = a.payment_id JOIN documents d ON d.id = a.document_id
      WHERE a.document_id = ? GROUP BY a.payment_id HAVING sum(a.amount_minor) <> 0 ORDER BY a.payment_id
      """, document, map: Self.map)
  }

  /// The allocated amounts of a payment, by document.
  func standing(ofPayment payment: Int64) throws -> [PaidShare] {
    try db.all(
      """
      SELECT a.payment_id, p.number, a.document_id, d.number, sum(a.amount_minor)
      FROM allocations a JOIN payments p ON p.id = a.payment_id JOIN documents d ON d.id = a.document_id
      WHERE a.payment_id = ? GROUP BY a.document_id HAVING sum(a.amount_minor) <> 0 ORDER BY a.document_id
      """, payment, map: Self.map)
  }

  private static func map(_ row: borrowing Row) throws -> PaidShare {
    try PaidShare(paymentID: row[0], paymentNumber: row[1], documentID: row[2], documentNumber: row[3], amount: row[4])
  }
}
