internal import CSQLite

extension Database {
  /// Copies the whole database, as of one moment, to a new file. The source may be written meanwhile, because a copy
  /// in one step holds one read transaction.
  package func copy(to path: String) throws {
    let target = try Database(path: path, mode: .create)
    defer { target.close() }
    try target.script("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
    guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else { throw target.failure("backup") }
    let code = sqlite3_backup_step(backup, -1)
    let finished = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, finished == SQLITE_OK else { throw target.failure("backup") }
    // The copied header says WAL. Without this, reading the copy would leave a log and its index next to it.
    try target.script("PRAGMA journal_mode = DELETE")
  }

  /// SQLite's own check of the file; empty if it is sound.
  package func integrityFaults() throws -> [String] {
    var faults = try lines("PRAGMA integrity_check(100)").filter { $0 != "ok" }
    faults += try lines("PRAGMA foreign_key_check").map { "a row of \($0) names a parent that is not there" }
    return faults
  }
}
