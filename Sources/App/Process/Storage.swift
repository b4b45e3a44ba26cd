import Crypto
import Desk
import Domain
import Foundation
import Glibc
import Migrations
import SQLite

/// Opens, migrates and copies the database file.
enum Storage {
  /// Opens the database for the process that owns the file. If the log is damaged, `says` is called with a message.
  static func open(
    _ path: String, cacheMiB: Int64 = 64, mapMiB: Int64 = 0, shrinks: Bool = false, says: (String) -> Void = Terminal.complain
  ) throws -> Database {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if let cut = try LogCut.keep(path) { says(cut) }
    do {
      return try Database(path: path, mode: .create, cacheKiB: cacheMiB * 1_024, mapMiB: mapMiB, shrinks: shrinks)
    } catch let error as DatabaseError {
      throw Failure(error.isDamaged ? "\(path) is damaged or is no database of ours: \(error.message)" : "\(path): \(error.message)")
    }
  }

  static func mustExist(_ path: String) throws {
    guard access(path, F_OK) == 0 else { throw Failure("there is no database \(path)") }
  }

  /// Opens a file read-only; fails with a readable message if it is not ours.
  static func reading<T>(_ path: String, _ body: (Database) throws -> T) throws -> T {
    try mustExist(path)
    try FileLock.refuseAnotherName(FileName.resolved(path))
    do {
      let db = try Database(path: path, mode: .readOnly)
      defer { db.close() }
      return try body(db)
    } catch let error as DatabaseError {
      throw Failure(error.isDamaged ? "\(path) is damaged or is no database of ours: \(error.message)" : "\(path): \(error.message)")
    }
  }

  /// The version of this program's tables.
  static var version: Int { Migrations.all.last?.number ?? 0 }
  static var migrator: Migrator { migrator(Migrations.all) }
  static var contentVersion: Int { Migrations.contents.last?.number ?? 0 }
  static var contentMigrator: Migrator { migrator(Migrations.contents) }

  private static func migrator(_ all: [(number: Int, name: String, sql: [UInt8])]) -> Migrator {
    let steps = all.map { Migrator.Step(number: $0.number, name: $0.name, sql: String(decoding: $0.sql, as: UTF8.self)) }
    return Migrator(steps: steps, digest: { Hex.encode(SHA256.hash($0)) })
  }

  @discardableResult
  static func migrate(_ db: Database, by migrator: Migrator = migrator) throws -> [String] {
    do { return try migrator.migrate(db, at: House.now().rawValue) } catch let refused as Migrator.Refused {
      throw Failure(refused.description)
    } catch let error as DatabaseError where error.isBusy { throw heldByAnother(db.path) }
  }

  static func heldByAnother(_ path: String) -> Failure {
    Failure("another program holds \(path)\(FileHolders.writing(path)); end what it does there")
  }

  /// Starts the timers that always run.
  static func startTimers(_ desk: Desk) throws {
    do {
      try desk.perform(as: .desk) { context in
        try Timers(context).set(.forgetRetries, 0, at: context.now)
        try Calendars(context).takeConfiguration()
        try Centres(context).takeConfiguration()
      }
    } catch let error as DatabaseError where error.isBusy { throw heldByAnother(desk.db.path) }
  }
}
