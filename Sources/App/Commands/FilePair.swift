import Desk
import Foundation
import Glibc
import SQLite

/// A desk's file and the file of contents beside it, as backups and restores copy them. The second may be missing.
struct FilePair {
  let desk: String
  let contents: String

  init(_ desk: String) {
    self.desk = desk
    contents = ContentFile.path(beside: desk)
  }

  /// Those that are there, the desk's first.
  var present: [String] { [desk, contents].filter(FileName.exists) }

  /// Copies the desk's file first: what it names is in the other by then.
  func copy(to target: FilePair) throws {
    try Storage.reading(desk) { try $0.copy(to: target.desk) }
    if FileName.exists(contents) { try Storage.reading(contents) { try $0.copy(to: target.contents) } }
  }

  /// Removes files that were never finished, with their logs.
  func remove() { for path in [desk, contents] { for end in ["", "-wal", "-shm"] { unlink(path + end) } } }

  /// Faults of a copy: of each file, and contents that are missing or another desk's.
  func faults() throws -> [String] {
    let db = try Database(path: desk, mode: .readOnly)
    defer { db.close() }
    do { try Storage.migrator.check(db) } catch { return ["\(error)"] }
    let own = try db.integrityFaults()
    guard own.isEmpty else { return own }
    guard FileName.exists(contents) else { return try told(ContentCheck(db, nil)) }
    let files = try Database(path: contents, mode: .readOnly)
    defer { files.close() }
    do { try Storage.contentMigrator.check(files) } catch { return ["\(contents): \(error)"] }
    return try files.integrityFaults() + told(ContentCheck(db, files))
  }

  private func told(_ check: ContentCheck) throws -> [String] {
    guard try check.belongTogether() else { return ["the files beside it are another desk's"] }
    let missing = try check.missing()
    return missing == 0 ? [] : ["\(missing) contents of files are missing: \(contents) belongs to it"]
  }

  func sync() throws {
    for path in present {
      let descriptor = open(path, O_RDWR | O_CLOEXEC)
      guard descriptor >= 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
      defer { close(descriptor) }
      guard fsync(descriptor) == 0 else { throw Failure("\(path) cannot be synced: \(String(cString: strerror(errno)))") }
    }
  }
}
