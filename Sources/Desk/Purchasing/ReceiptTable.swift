internal import Domain
internal import SQLite

struct ReceiptTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(orderID: Int64, document: String?, at: Instant, userID: Int64?) throws -> Int64 {
    try db.insert(
      "INSERT INTO receipts (purchase_order_id, document, at, user_id) VALUES (?, ?, ?, ?)", orderID, document, at, userID)
  }

  func insert(_ line: ReceiptLine, receiptID: Int64) throws {
    try db.execute(
      "INSERT INTO receipt_lines (receipt_id, purchase_line_id, part_id, quantity, damaged, price_minor) VALUES (?, ?, ?, ?, ?, ?)",
      receiptID, line.purchaseLineID, line.partID, line.quantity, line.damaged, line.price)
  }

  func count(orderID: Int64) throws -> Int {
    try db.value("SELECT count(*) FROM receipts WHERE purchase_order_id = ?", orderID) ?? 0
  }

  func all(orderID: Int64) throws -> [ReceiptDetails] {
    var receipts = try db.all("SELECT id, document, at, user_id FROM receipts WHERE purchase_order_id = ? ORDER BY id", orderID) { row in
      try ReceiptDetails(id: row[0], document: row[1], at: row[2], userID: row[3], lines: [])
    }
    for index in receipts.indices {
      receipts[index].lines = try db.all(
        "SELECT purchase_line_id, part_id, quantity, damaged, price_minor FROM receipt_lines WHERE receipt_id = ? ORDER BY id",
        receipts[index].id
      ) { row in try ReceiptLine(purchaseLineID: row[0], partID: row[1], quantity: row[2], damaged: row[3], price: row[4]) }
    }
    return receipts
  }

  /// The client's price for one unit of an order line.
  func unitPrice(lineID: Int64) throws -> Money? { try db.value("SELECT unit_price_minor FROM order_lines WHERE id = ?", lineID) }
}
