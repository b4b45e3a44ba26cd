internal import Domain
internal import SQLite

struct DocumentLineTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func all(of document: Int64) throws -> [DocumentLine] {
    try db.all(
      """
      SELECT document_id, position, order_line_id, kind, code, name, unit, quantity, unit_price_minor, discount_bp, full_minor, share_bp,
        deductible_minor, cap_minor, gross_minor, tax_category, vat_rate_bp, vat_minor,
        (SELECT client_supplied FROM order_lines WHERE id = document_lines.order_line_id)
      FROM document_lines WHERE document_id = ? ORDER BY position
      """, document
    ) { row in
      try DocumentLine(
        documentID: row[0], position: row[1], orderLineID: row[2], kind: row[3], code: row[4], name: row[5], unit: row[6],
        quantity: row[7], unitPrice: row[8], discount: row[9], full: row[10], share: row[11], deductible: row[12], cap: row[13],
        gross: row[14], taxCategory: row[15], vatRate: row[16], vat: row[17], clientSupplied: row[18])
    }
  }

  func insert(_ lines: [DocumentLine], of document: Int64) throws {
    for line in lines {
      try db.execute(
        """
        INSERT INTO document_lines (document_id, position, order_line_id, kind, code, name, unit, quantity, unit_price_minor, discount_bp,
          full_minor, share_bp, deductible_minor, cap_minor, gross_minor, tax_category, vat_rate_bp, vat_minor)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, document, line.position, line.orderLineID, line.kind, line.code, line.name, line.unit, line.quantity, line.unitPrice,
        line.discount, line.full, line.share, line.deductible, line.cap, line.gross, line.taxCategory, line.vatRate, line.vat)
    }
  }
}
