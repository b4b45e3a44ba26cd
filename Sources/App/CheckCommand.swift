import Desk
import Foundation
import SQLite

enum CheckCommand {
  static let check = Command(
    name: "check", usage: "check [FILE]", about: "Is the file sound, and do its figures agree? Reads only, also beside a running server"
  ) { arguments, config in
    let path = arguments.words.first ?? config.database
    let db: Database
    do { db = try Database(path: path, mode: .readOnly) } catch let error as DatabaseError { throw Failure("\(path): \(error.message)") }
    do { try Storage.migrator.check(db) } catch { throw Failure("\(path): \(error)") }
    let faults = try db.integrityFaults() + HouseCheck(db).faults()
    guard faults.isEmpty else { throw Failure(faults.joined(separator: "\n") + "\n\(faults.count) faults") }
    Terminal.say("sound: \(path)")
  }
}
