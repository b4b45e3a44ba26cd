internal import Crypto
internal import Domain
internal import SQLite

/// Contents of files in parts, found by their SHA-256 hash.
struct BlobTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  /// Keeps a part, unless it is there.
  func add(_ part: FilePart) throws {
    try db.execute(
      "INSERT INTO blob_parts (sha256, number, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", part.sha256, part.number, part.bytes)
  }

  /// Notes a content whose parts are kept before it is named.
  func noteLoose(_ sha256: [UInt8], at now: Instant) throws {
    try db.execute(
      """
      INSERT INTO loose_contents (sha256, since_at) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM blobs WHERE sha256 = ?1)
      ON CONFLICT DO NOTHING
      """, sha256, now)
  }

  /// The content with this hash. Throws `PartsMissing` unless all its parts are there: an erasure may have taken those that somebody else
  /// had sent.
  func id(of sha256: [UInt8], size: Int64, at now: Instant) throws -> Int64 {
    if let known: Int64 = try db.value("SELECT id FROM blobs WHERE sha256 = ?", sha256) { return known }
    let there: Int64? = try db.value("SELECT coalesce(sum(length(bytes)), 0) FROM blob_parts WHERE sha256 = ?", sha256)
    guard there == size else { throw PartsMissing() }
    try db.execute("DELETE FROM loose_contents WHERE sha256 = ?", sha256)
    return try db.insert("INSERT INTO blobs (sha256, size, created_at) VALUES (?, ?, ?)", sha256, size, now)
  }

  /// Removes the parts of a content that nothing names.
  func removeLoose(_ sha256: [UInt8]) throws {
    try db.execute("DELETE FROM loose_contents WHERE sha256 = ?", sha256)
    try db.execute("DELETE FROM blob_parts WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM blobs WHERE sha256 = ?1)", sha256)
  }

  /// Contents that nobody has come for since this moment, at most three.
  func loose(since moment: Instant) throws -> [[UInt8]] {
    try db.all("SELECT sha256 FROM loose_contents WHERE since_at < ? LIMIT 3", moment) { row in try row[0] }
  }

  /// Lends the parts of a content in their order.
  func each(of id: Int64, _ body: ([UInt8]) -> Void) throws {
    try db.each("SELECT p.bytes FROM blobs b JOIN blob_parts p ON p.sha256 = b.sha256 WHERE b.id = ? ORDER BY p.number", id) { row in
      body(try row[0])
    }
  }

  /// Removes the contents of a client's files that no other file has.
  func removeUnnamed(_ ids: [Int64]) throws {
    for id in ids where try db.value("SELECT EXISTS (SELECT 1 FROM files WHERE blob_id = ?)", id) == false {
      try db.execute("DELETE FROM blob_parts WHERE sha256 = (SELECT sha256 FROM blobs WHERE id = ?)", id)
      try db.execute("DELETE FROM blobs WHERE id = ?", id)
    }
  }

  // MARK: Checking

  /// Contents whose bytes are not those that were kept, and parts of none, each as a sentence.
  func faults() throws -> [String] {
    let parts: Int64? = try db.value(
      "SELECT count(*) FROM blob_parts WHERE sha256 NOT IN (SELECT sha256 FROM blobs UNION ALL SELECT sha256 FROM loose_contents)")
    let strays = parts == 0 ? [] : ["There are parts of files that belong to no file."]
    let all: [(id: Int64, sha256: [UInt8])] = try db.all("SELECT id, sha256 FROM blobs ORDER BY id") { row in (try row[0], try row[1]) }
    return try strays
      + all.compactMap { id, sha256 in
        var hash = SHA256()
        try each(of: id) { hash.update($0) }
        return hash.digest() == sha256 ? nil : "The content \(id) of a file is not the one that was kept."
      }
  }
}

/// Thrown if not all parts of a content are there.
package struct PartsMissing: Error {}

/// A part of a content, of at most `FilePart.size` bytes.
package struct FilePart: Sendable {
  package static let size = 262_144
  let sha256: [UInt8]
  let number: Int64
  let bytes: [UInt8]
}
