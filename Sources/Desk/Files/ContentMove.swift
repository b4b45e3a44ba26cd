package import SQLite

/// Moves contents from the desk's file, where they were before there was a file of contents. It goes on where it was interrupted: a content
/// leaves the desk's file when it is on disk in the other.
package struct ContentMove {
  /// Bytes after which what was written is synced and removed from the desk's file.
  private static let step: Int64 = 8 << 20
  private let db: Database
  private let blobs: BlobTable
  package init(_ db: Database) {
    self.db = db
    blobs = BlobTable(db)
  }

  /// The number of contents to be moved.
  package func count() throws -> Int64 { try blobs.insideCount() }

  /// Runs before the desk serves. Nobody else may use the connection.
  package func run(into contents: Contents) throws {
    var (moved, size): ([[UInt8]], Int64) = ([], 0)
    func settle() throws {
      if !moved.isEmpty {
        try contents.sync()
        try db.transaction { for sha256 in moved { try blobs.removeInside(sha256) } }
      }
      try db.checkpoint()
      (moved, size) = ([], 0)
    }
    var last: Int64 = 0
    while let next = try blobs.nextInside(after: last) {
      last = next.id
      let writer = contents.writer(of: next.sha256)
      try blobs.eachInside(next.sha256) { writer.add($0[...]) }
      size += try writer.finish().size
      moved.append(next.sha256)
      if size >= Self.step || moved.count == 256 { try settle() }
    }
    try settle()
    while try blobs.removeStrays() > 0 { try db.checkpoint() }
  }
}
