internal import Domain
internal import SQLite

/// Parts and their cross-references as an import writes them.
struct PartImportTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func find(articleKey: String, makerKey: String) throws -> ImportedThing? {
    try db.first("SELECT id, imported_hash FROM parts WHERE article_key = ? AND maker_key = ?", articleKey, makerKey) { row in
      try ImportedThing(id: row[0], hash: row[1])
    }
  }

  func insert(_ part: Part, searchText: String, importedHash: [UInt8]) throws -> Int64 {
    let id = try db.insert(
      """
      INSERT INTO parts (article, article_key, maker, maker_key, name, name_key, unit, price_minor, purchase_price_minor, min_quantity, tax_category,
        supplier_id, lead_days, search_text, source, imported_hash, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, part.article, part.articleKey, part.maker, part.makerKey, part.name, SearchText.nameKey(part.name), part.unit, part.price,
      part.purchasePrice, part.minQuantity, part.taxCategory,
      part.supplierId, part.leadDays, searchText, part.source, importedHash, part.createdAt)
    try PartSearchTable(db).insert(id, searchText)
    return id
  }

  func update(_ part: Part, searchText: String, importedHash: [UInt8]) throws {
    try db.execute(
      """
      UPDATE parts SET article = ?, maker = ?, name = ?, name_key = ?, unit = ?, price_minor = ?, purchase_price_minor = ?, min_quantity = ?,
        tax_category = ?, supplier_id = ?, lead_days = ?, search_text = ?, imported_hash = ?, version = version + 1
      WHERE id = ?
      """, part.article, part.maker, part.name, SearchText.nameKey(part.name), part.unit, part.price, part.purchasePrice, part.minQuantity,
      part.taxCategory, part.supplierId, part.leadDays, searchText, importedHash, part.id)
    try PartSearchTable(db).update(part.id, searchText)
  }

  func setImportedHash(_ id: Int64, _ hash: [UInt8]) throws { try db.execute("UPDATE parts SET imported_hash = ? WHERE id = ?", hash, id) }

  // MARK: Cross-references

  func numbers(of partID: Int64) throws -> [String] {
    try db.all("SELECT number FROM part_numbers WHERE part_id = ? ORDER BY id", partID) { row in try row[0] }
  }

  func setNumbers(_ numbers: [(number: String, kind: String)], of partID: Int64) throws {
    try db.execute("DELETE FROM part_numbers WHERE part_id = ?", partID)
    for (number, kind) in numbers {
      try db.execute(
        "INSERT INTO part_numbers (part_id, number, number_key, kind) VALUES (?, ?, ?, ?)", partID, number, PartNumber.key(number), kind)
    }
  }

  // MARK: Stock

  /// True if the ledger has moves of the part. Then its stock is the ledger's, and the part keeps its unit.
  func hasMoves(_ partID: Int64) throws -> Bool {
    let found: Int64? = try db.value("SELECT 1 FROM stock_moves WHERE part_id = ? LIMIT 1", partID)
    return found != nil
  }
}
