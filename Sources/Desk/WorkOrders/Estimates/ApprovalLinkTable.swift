internal import Domain
internal import SQLite

struct ApprovalLinkTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  struct Row {
    let id: Int64
    let estimateID: Int64
    let expiresAt: Instant
    let usedAt: Instant?
    let voidedAt: Instant?
  }

  func find(_ hash: [UInt8]) throws -> Row? {
    try db.first("SELECT id, estimate_id, expires_at, used_at, voided_at FROM approval_links WHERE hash = ?", hash) { row in
      try Row(id: row[0], estimateID: row[1], expiresAt: row[2], usedAt: row[3], voidedAt: row[4])
    }
  }

  func insert(estimate: Int64, hash: [UInt8], by userID: Int64, at: Instant, expiresAt: Instant) throws -> Int64 {
    try db.insert(
      "INSERT INTO approval_links (estimate_id, hash, created_by_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?)", estimate, hash,
      userID,
      at, expiresAt)
  }

  /// Marks a link as used. False if it was used or voided in the meantime.
  func use(_ id: Int64, at: Instant) throws -> Bool {
    try db.execute("UPDATE approval_links SET used_at = ? WHERE id = ? AND used_at IS NULL AND voided_at IS NULL", at, id) > 0
  }

  func void(of estimate: Int64, at: Instant) throws {
    try db.execute("UPDATE approval_links SET voided_at = ? WHERE estimate_id = ? AND used_at IS NULL AND voided_at IS NULL", at, estimate)
  }

  func voidAll(at: Instant) throws {
    try db.execute("UPDATE approval_links SET voided_at = ? WHERE voided_at IS NULL AND used_at IS NULL", at)
  }

  /// The vehicle's make, model and plate, as the approval page shows them.
  func vehicle(_ id: Int64) throws -> String {
    try db.first("SELECT make, model, plate FROM vehicles WHERE id = ?", id) { row in
      let plate: String? = try row[2]
      return try ([row[0] as String, row[1] as String] + (plate.map { [$0] } ?? [])).joined(separator: " ")
    } ?? ""
  }
}
