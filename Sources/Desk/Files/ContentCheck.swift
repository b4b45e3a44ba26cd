internal import Crypto
package import SQLite
package import Domain

/// Compares the desk's file with the file of contents, for `servicedesk check`, backups and restores.
package struct ContentCheck {
  private let desk: Database
  private let contents: Database?
  /// An hour more than a sweep waits, which runs once an hour.
  private static let patience = ContentSweep.patience + 3_600

  /// `contents`: nil if there is no such file.
  package init(_ desk: Database, _ contents: Database?) { (self.desk, self.contents) = (desk, contents) }

  /// The key that both files have.
  package static func key(of desk: Database) throws -> [UInt8]? { try BlobTable(desk).key() }

  /// False for a desk's file from before there were two files.
  package func applies() throws -> Bool {
    try desk.value("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'content_file')") ?? false
  }

  /// False if the contents are those of another desk.
  package func belongTogether() throws -> Bool {
    guard try applies(), let contents, let owner = try ContentTable(contents).owner() else { return true }
    return owner == (try BlobTable(desk).key())
  }

  /// The number of contents that the desk's files name and that are in neither file.
  package func missing() throws -> Int {
    guard try applies() else { return 0 }
    let blobs = BlobTable(desk)
    let table = contents.map { ContentTable($0) }
    var last: Int64 = 0
    var missing: [[UInt8]] = []
    while let next = try blobs.next(after: last) {
      last = next.id
      if try table?.find(next.sha256)?.size == next.size { continue }
      if try !blobs.isInside(next.sha256) { missing.append(next.sha256) }
    }
    // A serving desk may have erased some meanwhile.
    return try missing.count { try blobs.names($0) }
  }

  /// One sentence per fault: contents that are missing, not those that were kept, or that nobody names and nobody removed.
  package func faults() throws -> [String] {
    guard try applies() else { return [] }
    guard try belongTogether() else { return ["The file of contents is another desk's."] }
    let missing = try missing()
    var faults = missing == 0 ? [] : ["\(missing) contents of files are missing."]
    guard let contents else { return faults }
    let (table, blobs) = (ContentTable(contents), BlobTable(desk))
    let seenAt: Instant? = try desk.value("SELECT at FROM events ORDER BY id DESC LIMIT 1")
    let longAgo = seenAt?.adding(seconds: -Self.patience) ?? .epoch
    var (last, orphans): (Int64, Int) = (0, 0)
    while let entry = try table.next(after: last) {
      last = entry.id
      if try Self.hash(of: entry, table) != entry.sha256, try table.find(entry.sha256)?.id == entry.id {
        faults.append("The content \(entry.id) of a file is not the one that was kept.")
      }
      if entry.keptAt < longAgo, try !blobs.names(entry.sha256) { orphans += 1 }
    }
    if orphans > 0 { faults.append("\(orphans) contents that no file names were not removed.") }
    return faults
  }

  /// Lets the contents of a restored pair be asked for anew: its desk may be older than they are.
  package static func forgetNames(in contents: Database, at now: Instant) throws { try ContentTable(contents).forgetNames(at: now) }

  private static func hash(of entry: ContentTable.Entry, _ table: ContentTable) throws -> [UInt8] {
    var hash = SHA256()
    var (number, size): (Int64, Int64) = (0, 0)
    while let part = try table.part(number, of: entry.id) {
      hash.update(part)
      (number, size) = (number + 1, size + Int64(part.count))
    }
    return size == entry.size ? hash.digest() : []
  }
}
