import Desk
import Foundation
import SQLite

enum CheckCommand {
  static let check = Command(
    name: "check", usage: "check [FILE]", about: "Is the file sound, and do its figures agree? Reads only, also beside a running server",
    words: 0...1, onlyReads: true
  ) { arguments, config in
    let path = arguments.words.first ?? config.database
    let faults = try Storage.reading(path) { db in
      do { try Storage.migrator.check(db) } catch let refused as Migrator.Refused { throw Failure("\(path): \(refused)") }
      return try db.integrityFaults() + HouseCheck(db).faults() + contentFaults(db, path)
    }
    guard faults.isEmpty else { throw Failure(faults.joined(separator: "\n") + "\n\(faults.count) faults") }
    Terminal.say("sound: \(path)")
  }

  private static func contentFaults(_ db: Database, _ path: String) throws -> [String] {
    let files = ContentFile.path(beside: path)
    guard FileName.exists(files) else { return try ContentCheck(db, nil).faults() }
    return try Storage.reading(files) { contents in
      do { try Storage.contentMigrator.check(contents) } catch let refused as Migrator.Refused { throw Failure("\(files): \(refused)") }
      return try contents.integrityFaults() + ContentCheck(db, contents).faults()
    }
  }
}
