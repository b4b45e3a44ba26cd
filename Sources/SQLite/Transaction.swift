internal import CSQLite
internal import Glibc

extension Database {
  /// A closure is a transaction: it commits when the closure returns and rolls back when it throws.
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

  /// Ends the transaction if SQLite has not ended it by itself; there is nobody left to tell of a failure.
  package func rollback() {
    if !isAutocommit { _ = try? execute("ROLLBACK") }
  }

  /// A part of a transaction that is undone alone when it throws. If the whole transaction has gone with it
  /// (a full disk, an interrupted write), the error is `TransactionLost`.
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

  /// A part of a transaction that cannot be undone alone: it may throw as long as it has written nothing. If it throws later, the
  /// whole transaction is given up, and the error is `TransactionLost`. It saves what a savepoint costs: a copy of each page it changes.
  package func part<T>(_ body: () throws -> T) throws -> T {
    let before = totalChanges
    do { return try body() } catch {
      if !isAutocommit, totalChanges == before { throw error }
      rollback()
      throw TransactionLost(cause: error)
    }
  }
}

/// The surrounding transaction has ended: nothing of it is kept.
package struct TransactionLost: Error {
  package let cause: any Error
  package init(cause: any Error) { self.cause = cause }
}

extension Database {
  /// Moves what is in the log into the file without waiting for anyone (PASSIVE). Answers the frames in the log and how many
  /// of them are in the file now; when both are equal the log starts over.
  /// `cutting` leaves nothing of the log; busy as long as somebody reads from it.
  @discardableResult
  package func checkpoint(cutting: Bool = false) throws -> (frames: Int, moved: Int) {
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
  /// Frames in the log after the last commit of this connection; what a checkpoint is decided by.
  package var logFrames: Int { logSize.frames }

  /// Begins to count; a hook of one's own takes the place of automatic checkpoints, which are off in any case.
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
}
