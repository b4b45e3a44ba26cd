internal import CSQLite

/// What SQLite answered, with its extended result code (https://sqlite.org/rescode.html).
package struct DatabaseError: Error, CustomStringConvertible {
  package let code: Int32
  package let message: String
  package let sql: String

  package init(code: Int32, message: String, sql: String) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  private var primary: Int32 { code & 0xff }
  /// The disk, or the user's quota, is full.
  package var isFull: Bool { primary == SQLITE_FULL }
  package var isInputOutput: Bool { primary == SQLITE_IOERR }
  package var isConstraint: Bool { primary == SQLITE_CONSTRAINT }
  /// SQLITE_CONSTRAINT_UNIQUE or SQLITE_CONSTRAINT_PRIMARYKEY: macros with shifts, which Swift does not import.
  package var isUnique: Bool { code == SQLITE_CONSTRAINT | (8 << 8) || code == SQLITE_CONSTRAINT | (6 << 8) }
  package var isInterrupted: Bool { primary == SQLITE_INTERRUPT }
  package var isBusy: Bool { primary == SQLITE_BUSY }
  /// The file is damaged or is no database at all.
  package var isDamaged: Bool { primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB }

  package var description: String { "SQLite \(code): \(message) [\(sql.prefix(160))]" }
}
