import Desk
import Domain
import Foundation
import SQLite

/// The file of contents of a serving desk, beside the desk's file.
final class ContentFile: Sendable {
  let contents: Contents
  private let path: String
  private let health = StoreHealth(now: House.monotonicMilliseconds)
  private let lock: FileLock

  /// `desk.db` has `desk-files.db` beside it.
  static func path(beside database: String) -> String {
    FileName.resolved((database.hasSuffix(".db") ? String(database.dropLast(3)) : database) + "-files.db")
  }

  /// Opens the file and brings it to this version. Refuses another desk's file, and goes on without a file only if the desk names no
  /// contents. What the desk's file still holds from before there was this file is moved here first.
  init(
    beside desk: Database, replica: Replica?, clock: @escaping @Sendable () -> Instant, says: @escaping @Sendable (String) -> Void
  ) throws {
    let path = Self.path(beside: desk.path)
    let missing = FileName.exists(path) ? 0 : try ContentCheck(desk, nil).missing()
    guard missing == 0 else { throw Self.gone(path, missing) }
    guard let lock = try FileLock(database: path) else { throw Failure("another process has \(path) open") }
    let (db, key) = (try Storage.open(path, cacheMiB: 2, shrinks: true, says: says), try ContentCheck.key(of: desk))
    if replica != nil { db.leaveLog() }
    try Storage.migrate(db, by: Storage.contentMigrator)
    db.heard = health.noteOfWriter
    let sync = try LogSync(database: path)
    contents = Contents(db, clock: clock) { [health] in
      guard sync.sync() else { return false }
      replica?.contentsWrote()
      health.wrote()
      return true
    }
    (self.path, self.lock) = (path, lock)
    guard let key, try contents.belong(to: key) else {
      throw Failure("\(path) holds the files of another desk: put that of this desk in its place")
    }
    let move = ContentMove(desk)
    let count = try move.count()
    if count > 0 { says("moving the contents of \(count) files into \(path)") }
    try move.run(into: contents)
  }

  private static func gone(_ path: String, _ count: Int) -> Failure {
    Failure(
      "\(path) is missing, and \(count) contents of files lie in it: put it back, or restore a backup with its files. "
        + "To go on without them, create the file empty")
  }

  var bytes: Int64 { FileName.size(path) }
  var logBytes: Int64 { FileName.size(path + "-wal") }

  /// True after a write for which the disk had no room.
  var isFull: Bool { health.isFull }
  /// Called when a write has found room again.
  func foundRoom() { health.wrote() }

  /// The reason why files cannot be kept or read; the desk does all else.
  var warning: Reason? { health.trouble.map { .filesTroubled($0) } }

  func close() { contents.close() }
}

extension Reason {
  fileprivate static func filesTroubled(_ trouble: Reason) -> Reason {
    Reason("files_troubled", en: "The file of contents: \(trouble.en)", ru: "Файл вложений: \(trouble.ru)")
  }
}
