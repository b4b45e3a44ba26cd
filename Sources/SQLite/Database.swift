internal import CSQLite

/// A connection to a database file. It belongs to the thread that opened it (SQLITE_OPEN_NOMUTEX) and is not Sendable.
///
/// Every statement is a literal in the function that runs it, prepared once and kept:
///
///     try db.first("SELECT name FROM clients WHERE id = ?", id) { row in try Client(name: row[0]) }
public final class Database {
  package enum Mode: Sendable { case readWrite, create, readOnly }

  /// The length in bytes to which a log is cut.
  package static let longestLog = 64 << 20

  package let path: String
  let handle: OpaquePointer
  var statements: [UnsafePointer<UInt8>: Statement] = [:]
  var composed: [SQL: Statement] = [:]
  let budget: TimeBudget
  let logSize = LogSize()
  var wideMap: WideMap?
  /// Called for every failure of a statement, on the connection's own thread.
  package var heard: (DatabaseError) -> Void = { _ in }

  /// Opens the file with our pragmas. Refuses a file that is damaged or no database. `nearMiB` is how much of the map
  /// SQLite makes itself, if it can. A new file that `shrinks` can give free pages back to the disk.
  package init(
    path: String, mode: Mode, cacheKiB: Int64 = 65_536, mapMiB: Int64 = 0, nearMiB: Int64 = .max, shrinks: Bool = false
  ) throws {
    Database.configureOnce()
    let flags: Int32 =
      switch mode {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let opened else {
      let failure = DatabaseError(code: code, message: opened.map { String(cString: sqlite3_errmsg($0)) } ?? "cannot open", sql: path)
      sqlite3_close_v2(opened)
      throw failure
    }
    self.path = path
    handle = opened
    budget = TimeBudget()
    sqlite3_busy_timeout(handle, 5_000)
    try script(
      "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = \(min(mapMiB, nearMiB) << 20); PRAGMA trusted_schema = OFF")
    try script("PRAGMA cache_size = -\(cacheKiB)")
    // Only an empty file takes this, and one with a log is no longer empty.
    if shrinks { try script("PRAGMA auto_vacuum = INCREMENTAL") }
    if mode != .readOnly {
      // The sync thread adds to NORMAL what FULL would guarantee. The log starts over only when the desk decides so.
      // Deleted data is overwritten, however SQLite was built.
      try script("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON")
      // A log that a long read has made longer is cut when it starts over.
      try script("PRAGMA journal_size_limit = \(Self.longestLog)")
    }
    _ = try pragma("schema_version")  // the first real read: a foreign or damaged file fails here, with a clear code
    if mapMiB > 0 { wideMap = WideMap(handle, path: path, reach: try pragma("mmap_size"), most: mapMiB << 20) }
    budget.watch(handle)
    if mode != .readOnly { countLogFrames() }
  }

  deinit { close() }

  private var closed = false
  package func close() {
    guard !closed else { return }
    closed = true
    for statement in statements.values { sqlite3_finalize(statement.handle) }
    for statement in composed.values { sqlite3_finalize(statement.handle) }
    wideMap.take()?.end()
    sqlite3_close_v2(handle)
  }

  /// Makes later statements fail at once when another program holds the file, instead of waiting for it.
  package func neverWait() { sqlite3_busy_timeout(handle, 0) }

  /// Leaves the log to another program, which moves it into the file. It is not even moved when the last connection is closed. A
  /// replicator misses what was moved before it has read it: the log begins anew, and its copy is no longer whole.
  package func leaveLog() {
    logSize.isLeft = true
    _ = desk_leave_log(handle)
  }

  /// The version of the SQLite library.
  package static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  private static let configuration: Int32 = desk_sqlite_config()
  private static func configureOnce() { _ = configuration }

  // MARK: Counters and state

  @usableFromInline package var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }
  /// Rows changed since the connection was opened, foreign-key actions and triggers included.
  package var totalChanges: Int64 { sqlite3_total_changes64(handle) }
  /// False inside a transaction. After an error it shows whether SQLite has ended the transaction by itself.
  package var isAutocommit: Bool { sqlite3_get_autocommit(handle) != 0 }

  package func pragma(_ name: String) throws -> Int64 {
    var value: Int64 = 0
    try rows("PRAGMA \(name)") { value = sqlite3_column_int64($0, 0) }
    return value
  }

  // MARK: Text that is not a literal: migrations, pragmas, maintenance

  /// Runs several statements of trusted text.
  package func script(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure(sql) }
  }

  /// Returns one text column of trusted SQL, for integrity checks and query plans.
  package func lines(_ sql: String, column: Int32 = 0) throws -> [String] {
    var found: [String] = []
    try rows(sql) { row in found.append(sqlite3_column_text(row, column).map { String(cString: $0) } ?? "") }
    return found
  }

  private func rows(_ sql: String, _ body: (OpaquePointer) -> Void) throws {
    var prepared: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &prepared, nil) == SQLITE_OK, let prepared else { throw failure(sql) }
    defer { sqlite3_finalize(prepared) }
    while true {
      switch sqlite3_step(prepared) {
      case SQLITE_ROW: body(prepared)
      case SQLITE_DONE: return
      default: throw failure(sql)
      }
    }
  }

  func failure(_ sql: String) -> DatabaseError {
    let failure = DatabaseError(
      code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)), sql: sql,
      systemError: sqlite3_system_errno(handle))
    heard(failure)
    return failure
  }
}
