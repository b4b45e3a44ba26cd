import Desk
import Domain
import Foundation
import Glibc
import SQLite

enum BackupCommands {
  static let backup = Command(
    name: "backup", usage: "backup FILE", about: "Write a checked, synced copy, also while a server runs; never over an existing file",
    words: 1...1
  ) { arguments, config in
    let target = arguments.words[0]
    guard access(target, F_OK) != 0 else { throw Failure("\(target) exists; a backup is never written over") }
    let folder = URL(fileURLWithPath: target).deletingLastPathComponent().path
    guard access(folder, W_OK) == 0 else { throw Failure("\(folder): \(String(cString: strerror(errno)))") }
    let partial = target + ".partial"
    let leftovers = [partial, partial + "-wal", partial + "-shm"]
    for leftover in leftovers { unlink(leftover) }
    defer { for leftover in leftovers { unlink(leftover) } }
    try Storage.reading(config.database) { try $0.copy(to: partial) }
    let faults = try checked(partial)
    guard faults.isEmpty else { throw Failure("the copy is not sound:\n" + faults.joined(separator: "\n")) }
    try sync(partial)
    // link() refuses an existing name, rename() would replace it.
    guard link(partial, target) == 0 else { throw Failure("\(target): \(String(cString: strerror(errno)))") }
    try LogSync.syncFolder(of: target)
    Terminal.say("written: \(target)")
  }

  static let restore = Command(
    name: "restore", usage: "restore FILE",
    about: "Put a backup in the database's place; the old file is kept beside, tokens and links are revoked",
    words: 1...1
  ) { arguments, config in
    let source = arguments.words[0]
    guard access(source, R_OK) == 0 else { throw Failure("\(source): \(String(cString: strerror(errno)))") }
    guard let lock = try FileLock(path: config.prepared.lockPath) else {
      throw Failure("a server has \(config.database) open; stop it first")
    }
    try withExtendedLifetime(lock) { try put(source, config) }
  }

  private static func put(_ source: String, _ config: Config) throws {
    let fresh = config.database + ".restoring"
    for leftover in [fresh, fresh + "-wal", fresh + "-shm"] { unlink(leftover) }
    try Storage.reading(source) { try $0.copy(to: fresh) }
    let faults = try checked(fresh)
    guard faults.isEmpty else {
      unlink(fresh)
      throw Failure("\(source) is not sound:\n" + faults.joined(separator: "\n"))
    }
    try revokeAll(fresh, config)
    try sync(fresh)
    if access(config.database, F_OK) == 0 {
      // What the old log still holds belongs to the old file: opening it moves the log in.
      try Storage.open(config.database).close()
      let kept = config.database + ".before-\(House.now().rawValue)"
      guard rename(config.database, kept) == 0 else { throw Failure("\(config.database): \(String(cString: strerror(errno)))") }
      for leftover in ["-wal", "-shm"] { unlink(config.database + leftover) }
      Terminal.say("the old database is kept as \(kept)")
    }
    guard rename(fresh, config.database) == 0 else { throw Failure("\(config.database): \(String(cString: strerror(errno)))") }
    try LogSync.syncFolder(of: config.database)
    Terminal.say("restored from \(source); every token and link is revoked")
  }

  /// A backup may be older than a revocation: none of its keys may open anything again.
  private static func revokeAll(_ path: String, _ config: Config) throws {
    let db = try Database(path: path, mode: .create)
    try Storage.migrate(db)
    let desk = Desk(db: db, settings: try config.settings(), clock: House.now)
    try desk.perform(as: .desk) { try Tokens($0).revokeEverything() }
    try db.script("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")
    db.close()
  }

  private static func checked(_ path: String) throws -> [String] {
    let copy = try Database(path: path, mode: .readOnly)
    defer { copy.close() }
    do { try Storage.migrator.check(copy) } catch { return ["\(error)"] }
    return try copy.integrityFaults()
  }

  private static func sync(_ path: String) throws {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Failure("\(path) cannot be synced: \(String(cString: strerror(errno)))") }
  }
}
