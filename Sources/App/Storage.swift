import Crypto
import Desk
import Domain
import Foundation
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
