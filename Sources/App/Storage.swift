import Crypto
import Desk
import Domain
import Foundation
import Glibc
import Migrations
import SQLite

/// The database file: opened, brought to today's version, copied.
enum Storage {
  static func open(_ path: String, cacheMiB: Int64 = 64, mapMiB: Int64 = 0) throws -> Database {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    do { return try Database(path: path, mode: .create, cacheKiB: cacheMiB * 1_024, mapMiB: mapMiB) } catch let error as DatabaseError {
      throw Failure(error.isDamaged ? "\(path) is damaged or is no database of ours: \(error.message)" : "\(path): \(error.message)")
    }
  }

  static func mustExist(_ path: String) throws {
    guard access(path, F_OK) == 0 else { throw Failure("there is no database \(path)") }
  }

  /// A file to be read only, with a plain word where it is none of ours.
  static func reading<T>(_ path: String, _ body: (Database) throws -> T) throws -> T {
    try mustExist(path)
    do {
      let db = try Database(path: path, mode: .readOnly)
      defer { db.close() }
      return try body(db)
    } catch let error as DatabaseError {
      throw Failure(error.isDamaged ? "\(path) is damaged or is no database of ours: \(error.message)" : "\(path): \(error.message)")
    }
  }

  static var migrator: Migrator {
    let steps = Migrations.all.map { Migrator.Step(number: $0.number, name: $0.name, sql: String(decoding: $0.sql, as: UTF8.self)) }
    return Migrator(steps: steps, digest: { Hex.encode(SHA256.hash($0)) })
  }

  @discardableResult
  static func migrate(_ db: Database) throws -> [String] {
    do { return try migrator.migrate(db, at: House.now().rawValue) } catch let refused as Migrator.Refused {
      throw Failure(refused.description)
    }
  }

  /// Timers that always run.
  static func startTimers(_ desk: Desk) throws {
    try desk.perform(as: .desk) { context in try Timers(context).set(.forgetRetries, 0, at: context.now) }
  }
}
