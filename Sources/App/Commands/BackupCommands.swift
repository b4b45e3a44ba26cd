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
    // Use link(): it refuses an existing name, which rename() would replace.
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
    guard let lock = try FileLock(database: config.prepared.database, mayBeMissing: true) else {
      throw Failure("a server has \(config.database) open; stop it first")
    }
    try withExtendedLifetime(lock) {
      // Check before a long copy is made, and again when the files change places.
      _ = try soleUse(config.database)
      try put(source, config)
    }
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
    let alone = try putAside(config.database)
    defer { withExtendedLifetime(alone) {} }
    // A log does not say which file it belongs to, so SQLite would apply the old log to the new file. Make its removal
    // durable before the new file is there.
    try LogSync.syncFolder(of: config.database)
    try move(fresh, to: config.database)
    try LogSync.syncFolder(of: config.database)
    Terminal.say("restored from \(source); every token and link is revoked")
  }

  /// Copies a backup without leaving a trace. A backup of an older program is marked as having a log, so SQLite makes
  /// an empty one for the reading; it is removed.
  private static func copy(_ source: String, to fresh: String) throws {
    let hadLog = access(source + "-wal", F_OK) == 0
    defer {
      var log = stat()
      if !hadLog, stat(source + "-wal", &log) == 0, log.st_size == 0 { for made in ["-wal", "-shm"] { unlink(source + made) } }
    }
    try Storage.reading(source) { try $0.copy(to: fresh) }
  }

  /// Ensures that no other program has the old file open. Such a program would go on with the old file; a replicator
  /// would copy something that is not a database. nil if there is no file.
  private static func soleUse(_ database: String) throws -> SoleUse? {
    guard access(database, F_OK) == 0 else { return nil }
    guard let alone = try SoleUse(of: database) else { throw openElsewhere(database) }
    return alone
  }

  private static func openElsewhere(_ database: String) -> Failure {
    Failure("another program has \(database) open\(FileHolders.any(database)); end it first")
  }

  /// Renames the old file and keeps it. Its log is moved into the file first; if the file is damaged or missing, the
  /// log is kept next to it. Nobody can open the file as long as the returned value lives.
  private static func putAside(_ database: String) throws -> SoleUse? {
    let isThere = access(database, F_OK) == 0
    if isThere {
      do { try moveLogIn(database) } catch let failure as Failure { throw failure } catch { Terminal.say("\(error); it is kept as it is") }
    }
    let alone = try soleUse(database)
    let kept = database + ".before-\(House.now().rawValue)"
    if isThere { try move(database, to: kept) }
    if access(database + "-wal", F_OK) == 0 { try move(database + "-wal", to: kept + "-wal") }
    unlink(database + "-shm")
    for cut in LogCut.kept(beside: database) { try move(cut.path, to: kept + cut.path.dropFirst(database.count)) }
    if isThere { Terminal.say("the old database is kept as \(kept)") }
    return alone
  }

  /// Moves the log into the file. SQLite leaves WAL mode only if nobody else has the file open.
  private static func moveLogIn(_ database: String) throws {
    if let cut = try LogCut.keep(database) { Terminal.complain(cut) }
    do {
      let db = try Database(path: database, mode: .readWrite)
      defer { db.close() }
      db.neverWait()
      try db.script("PRAGMA journal_mode = DELETE")
    } catch let error as DatabaseError {
      if error.isBusy { throw openElsewhere(database) }
      throw Unmoved(
        description: error.isDamaged
          ? "\(database) is damaged or is no database of ours: \(error.message)" : "\(database): \(error.message)")
    }
  }

  /// The log could not be moved into its file.
  private struct Unmoved: Error, CustomStringConvertible { let description: String }

  private static func move(_ path: String, to target: String) throws {
    guard rename(path, target) == 0 else { throw Failure("\(path): \(String(cString: strerror(errno)))") }
  }

  /// Revokes every token and link. A backup may be older than a revocation, so none of its keys may be valid again.
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
