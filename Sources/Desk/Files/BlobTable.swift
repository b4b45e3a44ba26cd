internal import Domain
internal import SQLite

/// Contents that the desk's files name, by their SHA-256 hash. Their bytes are in the file of contents.
struct BlobTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  /// The key that the file of contents has too.
  func key() throws -> [UInt8]? { try db.value("SELECT key FROM content_file") }

  /// The entry of a content that a file is about to name.
  func id(of content: KeptContent, at now: Instant) throws -> Int64 {
    if let known: Int64 = try db.value("SELECT id FROM blobs WHERE sha256 = ?", content.sha256) { return known }
    try db.execute("DELETE FROM gone_contents WHERE sha256 = ?", content.sha256)
    return try db.insert("INSERT INTO blobs (sha256, size, created_at) VALUES (?, ?, ?)", content.sha256, content.size, now)
  }

  func sha256(of id: Int64) throws -> [UInt8]? { try db.value("SELECT sha256 FROM blobs WHERE id = ?", id) }
  func names(_ sha256: [UInt8]) throws -> Bool { try db.value("SELECT EXISTS (SELECT 1 FROM blobs WHERE sha256 = ?)", sha256) ?? false }

  /// Strikes contents that no file names any more. They are removed from the file of contents soon.
  func removeUnnamed(_ ids: [Int64]) throws {
    for id in ids where try db.value("SELECT EXISTS (SELECT 1 FROM files WHERE blob_id = ?)", id) == false {
      try db.execute("INSERT INTO gone_contents (sha256) SELECT sha256 FROM blobs WHERE id = ? ON CONFLICT DO NOTHING", id)
      try db.execute("DELETE FROM blobs WHERE id = ?", id)
    }
  }

  /// Struck contents, at most a hundred.
  func gone() throws -> [[UInt8]] { try db.all("SELECT sha256 FROM gone_contents LIMIT 100") { row in try row[0] } }
  func forgetGone(_ sha256: [UInt8]) throws { try db.execute("DELETE FROM gone_contents WHERE sha256 = ?", sha256) }

  /// The next content after this id, for walks over all of them.
  func next(after id: Int64) throws -> (id: Int64, sha256: [UInt8], size: Int64)? {
    try db.first("SELECT id, sha256, size FROM blobs WHERE id > ? ORDER BY id LIMIT 1", id) { row in (try row[0], try row[1], try row[2]) }
  }

  // MARK: Contents that are still inside the desk's file

  func insideCount() throws -> Int64 {
    try db.value("SELECT count(*) FROM blobs b WHERE EXISTS (SELECT 1 FROM blob_parts WHERE sha256 = b.sha256)") ?? 0
  }

  func isInside(_ sha256: [UInt8]) throws -> Bool {
    try db.value("SELECT EXISTS (SELECT 1 FROM blob_parts WHERE sha256 = ?)", sha256) ?? false
  }

  func nextInside(after id: Int64) throws -> (id: Int64, sha256: [UInt8])? {
    try db.first(
      """
      SELECT b.id, b.sha256 FROM blobs b WHERE b.id > ? AND EXISTS (SELECT 1 FROM blob_parts WHERE sha256 = b.sha256)
      ORDER BY b.id LIMIT 1
      """, id
    ) { row in (try row[0], try row[1]) }
  }

  /// Lends the parts of a content in their order.
  func eachInside(_ sha256: [UInt8], _ body: ([UInt8]) -> Void) throws {
    try db.each("SELECT bytes FROM blob_parts WHERE sha256 = ? ORDER BY number", sha256) { row in body(try row[0]) }
  }

  func removeInside(_ sha256: [UInt8]) throws { try db.execute("DELETE FROM blob_parts WHERE sha256 = ?", sha256) }

  /// Removes some parts of contents that no file was ever given for. Returns their number.
  func removeStrays() throws -> Int {
    try db.execute("DELETE FROM loose_contents")
    return try db.execute(
      """
      DELETE FROM blob_parts WHERE id IN (SELECT id FROM blob_parts p WHERE NOT EXISTS (SELECT 1 FROM blobs WHERE sha256 = p.sha256) LIMIT 32)
      """)
  }
}
