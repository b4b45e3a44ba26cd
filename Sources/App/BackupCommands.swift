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
    let leftovers = [fresh, fresh + "-wal", fresh + "-shm"]
    for leftover in leftovers { unlink(leftover) }
    defer { for leftover in leftovers { unlink(leftover) } }
    try copy(source, to: fresh)
    let faults = try checked(fresh)
    guard faults.isEmpty else { throw Failure("\(source) is not sound:\n" + faults.joined(separator: "\n")) }
    try revokeAll(fresh, config)
    try sync(fresh)
    try putAside(config.database)
    // A log has no mark of the file it belongs to: SQLite would apply the old one to the new file. It is gone, on disk, before that is there.
    try LogSync.syncFolder(of: config.database)
    try move(fresh, to: config.database)
    try LogSync.syncFolder(of: config.database)
    Terminal.say("restored from \(source); every token and link is revoked")
  }

  /// Reads a backup without a trace: one of an older program says of itself that it has a log, and an empty one is made for the reading.
  private static func copy(_ source: String, to fresh: String) throws {
    let hadLog = access(source + "-wal", F_OK) == 0
    defer {
      var log = stat()
      if !hadLog, stat(source + "-wal", &log) == 0, log.st_size == 0 { for made in ["-wal", "-shm"] { unlink(source + made) } }
    }
    try Storage.reading(source) { try $0.copy(to: fresh) }
  }

  /// Keeps the old file, with its log where that could not be moved in: of a damaged file, or one whose database is gone already.
  private static func putAside(_ database: String) throws {
    let isThere = access(database, F_OK) == 0
    if isThere {
      do { try Storage.open(database).close() } catch { Terminal.say("\(error); it is kept as it is") }
    }
    let kept = database + ".before-\(House.now().rawValue)"
    if isThere { try move(database, to: kept) }
    if access(database + "-wal", F_OK) == 0 { try move(database + "-wal", to: kept + "-wal") }
    unlink(database + "-shm")
    if isThere { Terminal.say("the old database is kept as \(kept)") }
  }

  private static func move(_ path: String, to target: String) throws {
    guard rename(path, target) == 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
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
