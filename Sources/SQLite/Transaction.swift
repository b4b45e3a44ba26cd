internal import CSQLite
internal import Glibc

extension Database {
  /// Runs a closure as a transaction: commits when it returns, rolls back when it throws.
  package func transaction<T>(_ body: () throws -> T) throws -> T {
    try begin()
    do {
      let result = try body()
      try commit()
      return result
    } catch {
      rollback()
      throw error
    }
  }

  package func begin() throws { try execute("BEGIN IMMEDIATE") }
  package func beginReading() throws { try execute("BEGIN") }
  package func commit() throws { try execute("COMMIT") }

  /// Ends the transaction, unless SQLite has ended it by itself. A failure here cannot be reported to anybody.
  package func rollback() {
    if !isAutocommit { _ = try? execute("ROLLBACK") }
  }

  /// Runs a part of a transaction that is undone alone when it throws. If the whole transaction is gone with it (a
  /// full disk, an interrupted write), the error is `TransactionLost`.
  package func savepoint<T>(_ body: () throws -> T) throws -> T {
    try execute("SAVEPOINT request")
    do {
      let result = try body()
      try execute("RELEASE request")
      return result
    } catch {
      if isAutocommit { throw TransactionLost(cause: error) }
      do {
        try execute("ROLLBACK TO request")
        try execute("RELEASE request")
      } catch { throw TransactionLost(cause: error) }
      throw error
    }
  }

  /// Runs a part of a transaction that cannot be undone alone. It may throw as long as it has written nothing. If it
  /// throws later, the whole transaction is rolled back and the error is `TransactionLost`. This saves the cost of a
  /// savepoint: a copy of each page that it changes.
  package func part<T>(_ body: () throws -> T) throws -> T {
    let before = totalChanges
    do { return try body() } catch {
      if !isAutocommit, totalChanges == before { throw error }
      rollback()
      throw TransactionLost(cause: error)
    }
  }
}

/// The surrounding transaction has ended and nothing of it is kept.
package struct TransactionLost: Error {
  package let cause: any Error
  package init(cause: any Error) { self.cause = cause }
}

extension Database {
  /// Moves the content of the log into the file without waiting for anyone (PASSIVE). Returns the frames in the log,
  /// and how many of them are in the file now; if both are equal, the log starts over. `cutting` truncates the log,
  /// and is busy as long as somebody reads from it. A log that is left to another program stays as it is.
  @discardableResult
  package func checkpoint(cutting: Bool = false) throws -> (frames: Int, moved: Int) {
    guard !logSize.isLeft else { return (0, 0) }
    var frames: Int32 = 0
    var moved: Int32 = 0
    let mode = cutting ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
    guard sqlite3_wal_checkpoint_v2(handle, nil, mode, &frames, &moved) == SQLITE_OK else {
      throw failure("checkpoint")
    }
    return (Int(frames), Int(moved))
  }
}

extension Database {
  /// Gives up to so many free pages back to the disk, if the file was made to shrink. Returns the number of free pages left.
  package func shrink(pages: Int) throws -> Int64 {
    _ = try lines("PRAGMA incremental_vacuum(\(pages))")
    return try pragma("freelist_count")
  }
}

extension Database {
  /// Frames in the log after the last commit of this connection. They decide about a checkpoint.
  package var logFrames: Int { logSize.frames }

  /// Begins to count. A hook replaces automatic checkpoints, which are off in any case.
  func countLogFrames() {
    sqlite3_wal_hook(
      handle,
      { context, _, _, frames in
        if let context { Unmanaged<LogSize>.fromOpaque(context).takeUnretainedValue().frames = Int(frames) }
        return SQLITE_OK
      }, Unmanaged.passUnretained(logSize).toOpaque())
  }
}

final class LogSize {
  var frames = 0
  /// True if another program moves the log into the file.
  var isLeft = false
}
