internal import Domain
internal import SQLite

extension Part.Status: Bindable, Column {}
extension Measure: Bindable, Column {}
extension TaxCategory: Bindable, Column {}

struct PartTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func find(_ id: Int64) throws -> Part? {
    try db.first(
      """
      SELECT id, article, article_key, maker, maker_key, name, unit, price_minor, purchase_price_minor, min_quantity, tax_category,
        supplier_id, lead_days, superseded_by_id, status, on_hand, reserved, value_minor, source, created_at, version
      FROM parts WHERE id = ?
      """, id, map: Self.map)
  }

  static func map(_ row: borrowing Row) throws -> Part {
    try Part(
      id: row[0], article: row[1], articleKey: row[2], maker: row[3], makerKey: row[4], name: row[5], unit: row[6], price: row[7],
      purchasePrice: row[8], minQuantity: row[9], taxCategory: row[10], supplierId: row[11], leadDays: row[12], supersededById: row[13],
      status: row[14], onHand: row[15], reserved: row[16], value: row[17], source: row[18], createdAt: row[19], version: row[20])
  }
}
