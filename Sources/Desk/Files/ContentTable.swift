internal import Domain
internal import SQLite

/// The file of contents: each content in parts, by its SHA-256 hash.
struct ContentTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  // MARK: The owner

  func owner() throws -> [UInt8]? { try db.value("SELECT key FROM owner") }
  func setOwner(_ key: [UInt8]) throws {
    try db.execute("INSERT INTO owner (id, key) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET key = ?1", key)
  }
  func isEmpty() throws -> Bool { try db.value("SELECT NOT EXISTS (SELECT 1 FROM contents)") ?? true }
  /// Writes what is there, to find out whether the disk has room again.
  func touch() throws { try db.execute("UPDATE owner SET key = key") }

  // MARK: Writing

  /// Adds a content whose bytes are still to come.
  func begin(at now: Instant) throws -> Int64 { try db.insert("INSERT INTO contents (size, kept_at) VALUES (0, ?)", now) }

  func add(_ bytes: [UInt8], number: Int64, of id: Int64) throws {
    try db.execute("INSERT INTO parts (content_id, number, bytes) VALUES (?, ?, ?)", id, number, bytes)
  }

  /// Makes a content whole, so that it is found.
  func finish(_ id: Int64, _ sha256: [UInt8], size: Int64, at now: Instant) throws {
    try db.execute("UPDATE contents SET sha256 = ?, size = ?, kept_at = ? WHERE id = ?", sha256, size, now, id)
  }

  /// The content with this hash. Unless a file is known to name it, it counts as handed over now.
  func take(_ sha256: [UInt8], at now: Instant) throws -> Int64? {
    try db.execute("UPDATE contents SET kept_at = ?2 WHERE sha256 = ?1 AND named = 0", sha256, now)
    return try db.value("SELECT id FROM contents WHERE sha256 = ?", sha256)
  }

  // MARK: Reading

  func find(_ sha256: [UInt8]) throws -> (id: Int64, size: Int64)? {
    try db.first("SELECT id, size FROM contents WHERE sha256 = ?", sha256) { row in (try row[0], try row[1]) }
  }

  func part(_ number: Int64, of id: Int64) throws -> [UInt8]? {
    try db.value("SELECT bytes FROM parts WHERE content_id = ? AND number = ?", id, number)
  }

  /// The bytes in this range of the parts that `part` reads by their numbers; nil if one is missing or too short.
  static func bytes(_ range: Range<Int64>, part: (Int64) throws -> [UInt8]?) rethrows -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    let size = Int64(Contents.part)
    for number in (range.lowerBound / size)..<((range.upperBound + size - 1) / size) {
      guard let part = try part(number) else { return nil }
      let start = max(0, range.lowerBound - number * size)
      bytes += part.dropFirst(Int(start)).prefix(Int(range.upperBound - number * size - start))
    }
    return bytes.count == range.count ? bytes : nil
  }

  /// The next content after this id, for walks over all of them.
  func next(after id: Int64) throws -> Entry? {
    try db.first("SELECT id, sha256, size, kept_at FROM contents WHERE id > ? AND sha256 IS NOT NULL ORDER BY id LIMIT 1", id) { row in
      Entry(id: try row[0], sha256: try row[1], size: try row[2], keptAt: try row[3])
    }
  }

  struct Entry: Sendable {
    let id: Int64
    let sha256: [UInt8]
    let size: Int64
    let keptAt: Instant
  }

  // MARK: Removing

  /// Contents that no file was seen to name and that were handed over before this moment, at most a hundred.
  func loose(before moment: Instant) throws -> [[UInt8]] {
    try db.all(
      "SELECT sha256 FROM contents WHERE named = 0 AND kept_at < ? AND sha256 IS NOT NULL ORDER BY kept_at LIMIT 100", moment
    ) { row in try row[0] }
  }

  func setNamed(_ sha256: [UInt8]) throws { try db.execute("UPDATE contents SET named = 1 WHERE sha256 = ?", sha256) }

  /// Lets the next sweep ask again whether files name the contents.
  func forgetNames(at now: Instant) throws { try db.execute("UPDATE contents SET named = 0, kept_at = ?", now) }

  /// Hides a content. Its parts are removed later, some at a time.
  func hide(_ sha256: [UInt8]) throws { try db.execute("UPDATE contents SET sha256 = NULL WHERE sha256 = ?", sha256) }

  /// Contents that are being written or to be removed.
  func unfinished() throws -> [Int64] { try db.all("SELECT id FROM contents WHERE sha256 IS NULL ORDER BY id") { row in try row[0] } }

  /// Removes some parts of a content, and then the content. Returns whether it is gone.
  func remove(_ id: Int64, parts most: Int) throws -> Bool {
    let removed = try db.execute(
      "DELETE FROM parts WHERE id IN (SELECT id FROM parts WHERE content_id = ? ORDER BY number LIMIT ?)", id, most)
    guard removed < most else { return false }
    try db.execute("DELETE FROM contents WHERE id = ?", id)
    return true
  }
}
