import Desk
import Domain
import Foundation
import Glibc
import SQLite

enum BackupCommands {
  static let backup = Command(
    name: "backup", usage: "backup FILE",
    about: "Write a checked, synced copy, and that of the files beside it, also while a server runs; never over an existing file",
    words: 1...1, onlyReads: true
  ) { arguments, config in
    let target = FilePair(arguments.words[0])
    for path in target.present { throw Failure("\(path) exists; a backup is never written over") }
    let folder = URL(fileURLWithPath: target.desk).deletingLastPathComponent().path
    guard access(folder, W_OK) == 0 else { throw Failure("\(folder): \(String(cString: strerror(errno)))") }
    let partial = FilePair(target.desk + ".partial")
    partial.remove()
    defer { partial.remove() }
    try FilePair(config.database).copy(to: partial)
    var faults = try partial.faults()
    if !faults.isEmpty {
      // An erasure between the two copies takes contents away that the first still names. Another attempt comes after it.
      partial.remove()
      try FilePair(config.database).copy(to: partial)
      faults = try partial.faults()
    }
    guard faults.isEmpty else { throw Failure("the copy is not sound:\n" + faults.joined(separator: "\n")) }
    try partial.sync()
    // Use link(): it refuses an existing name, which rename() would replace. The desk's file is last: with it the pair is whole.
    if FileName.exists(partial.contents) { try link(partial.contents, to: target.contents) }
    try link(partial.desk, to: target.desk)
    try LogSync.syncFolder(of: target.desk)
    Terminal.say("written: \(target.present.joined(separator: ", "))")
  }

  private static func link(_ path: String, to target: String) throws {
    guard Glibc.link(path, target) == 0 else { throw Failure("\(target): \(String(cString: strerror(errno)))") }
  }

  static let restore = Command(
    name: "restore", usage: "restore FILE",
    about: "Put a backup in the database's place, with its files; the old ones are kept beside, tokens and links are revoked",
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
    let (there, fresh) = (FilePair(config.database), FilePair(config.database + ".restoring"))
    fresh.remove()
    defer { fresh.remove() }
    try copy(FilePair(source), to: fresh)
    let faults = try fresh.faults()
    guard faults.isEmpty else { throw Failure("\(source) is not sound:\n" + faults.joined(separator: "\n")) }
    try revokeAll(fresh, config)
    try fresh.sync()
    let kept = FilePair(config.database + ".before-\(House.now().rawValue)")
    let alone = [try putAside(there.desk, as: kept.desk), try putAside(there.contents, as: kept.contents)]
    defer { withExtendedLifetime(alone) {} }
    // A log does not say which file it belongs to, so SQLite would apply the old log to the new file. Make its removal
    // durable before the new file is there. The desk's file is last: until then there is no desk with another's contents.
    try LogSync.syncFolder(of: config.database)
    if FileName.exists(fresh.contents) { try move(fresh.contents, to: there.contents) }
    try LogSync.syncFolder(of: config.database)
    try move(fresh.desk, to: there.desk)
    try LogSync.syncFolder(of: config.database)
    Terminal.say("restored from \(source); every token and link is revoked")
  }

  /// Copies a backup without leaving a trace. A backup of an older program is marked as having a log, so SQLite makes
  /// an empty one for the reading; it is removed.
  private static func copy(_ source: FilePair, to fresh: FilePair) throws {
    let logless = source.present.filter { !FileName.exists($0 + "-wal") }
    defer {
      for path in logless where FileName.exists(path + "-wal") && FileName.size(path + "-wal") == 0 {
        for made in ["-wal", "-shm"] { unlink(path + made) }
      }
    }
    try source.copy(to: fresh)
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
  private static func putAside(_ database: String, as kept: String) throws -> SoleUse? {
    let isThere = access(database, F_OK) == 0
    if isThere {
      do { try moveLogIn(database) } catch let failure as Failure { throw failure } catch { Terminal.say("\(error); it is kept as it is") }
    }
    let alone = try soleUse(database)
    if isThere { try move(database, to: kept) }
    if access(database + "-wal", F_OK) == 0 { try move(database + "-wal", to: kept + "-wal") }
    unlink(database + "-shm")
    for cut in LogCut.kept(beside: database) { try move(cut.path, to: kept + cut.path.dropFirst(database.count)) }
    if isThere { Terminal.say("\(database) is kept as \(kept)") }
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
  private static func revokeAll(_ fresh: FilePair, _ config: Config) throws {
    let db = try Database(path: fresh.desk, mode: .create)
    try Storage.migrate(db)
    let desk = Desk(db: db, settings: try config.settings(), clock: House.now)
    try desk.perform(as: .desk) { try Tokens($0).revokeEverything() }
    try close(db)
    guard FileName.exists(fresh.contents) else { return }
    let contents = try Database(path: fresh.contents, mode: .readWrite)
    try Storage.migrate(contents, by: Storage.contentMigrator)
    try ContentCheck.forgetNames(in: contents, at: House.now())
    try close(contents)
  }

  private static func close(_ db: Database) throws {
    try db.script("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")
    db.close()
  }
}
