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
