internal import CSQLite
internal import Glibc

/// An error of SQLite, with its extended result code (https://sqlite.org/rescode.html).
package struct DatabaseError: Error, CustomStringConvertible {
  package let code: Int32
  package let message: String
  package let sql: String

  /// The errno of the last failed file operation.
  package let systemError: Int32

  package init(code: Int32, message: String, sql: String, systemError: Int32 = 0) {
    self.code = code
    self.systemError = systemError
    self.message = message
    self.sql = sql
  }

  private var primary: Int32 { code & 0xff }
  /// The disk or the user's quota is full.
  package var isFull: Bool {
    primary == SQLITE_FULL || primary == SQLITE_IOERR && (systemError == ENOSPC || systemError == EDQUOT)
  }
  package var isInputOutput: Bool { (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN) && !isFull }
  package var isConstraint: Bool { primary == SQLITE_CONSTRAINT }
  /// SQLITE_CONSTRAINT_UNIQUE or SQLITE_CONSTRAINT_PRIMARYKEY: macros with shifts, which Swift does not import.
  package var isUnique: Bool { code == SQLITE_CONSTRAINT | (8 << 8) || code == SQLITE_CONSTRAINT | (6 << 8) }
  /// A sum in the statement exceeds 64 bits.
  package var isOverflow: Bool { primary == SQLITE_ERROR && message == "integer overflow" }
  package var isInterrupted: Bool { primary == SQLITE_INTERRUPT }
  /// Another program holds the file.
  package var isBusy: Bool { primary == SQLITE_BUSY || primary == SQLITE_PROTOCOL }
  /// The file is damaged or is no database at all.
  package var isDamaged: Bool { primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB }

  package var description: String { "SQLite \(code): \(message) [\(sql.prefix(160))]" }
}
