internal import Domain
package import SQLite

/// Failures of the database in terms that do not depend on it.
package enum StoreFailure: Error, CustomStringConvertible {
  /// The disk is full; nothing was kept.
  case full
  /// The disk has failed.
  case failing(String)
  /// Another program holds the file.
  case held
  /// The replica does not confirm what is kept here.
  case notReplicated
  /// The file is damaged or not a database.
  case damaged(String)
  /// The time limit passed before anything was written.
  case tooSlow
  /// The turn's transaction is gone and the turn must be run again. If that fails too, the cause is reported.
  case transactionLost(any Error)
  /// A table constraint failed that the use case should have checked: a bug of ours, not a mistake of the client.
  case unexpected(String)

  package init(_ error: DatabaseError) {
    if error.isFull {
      self = .full
    } else if error.isInterrupted {
      self = .tooSlow
    } else if error.isDamaged {
      self = .damaged("\(error)")
    } else if error.isBusy {
      self = .held
    } else if error.isInputOutput {
      self = .failing("\(error)")
    } else {
      self = .unexpected("\(error)")
    }
  }

  package var description: String {
    switch self {
    case .full: "the disk is full"
    case .held: "another program holds the database's file"
    case .notReplicated: "the replica does not confirm"
    case .failing(let text), .damaged(let text), .unexpected(let text): text
    case .transactionLost(let cause): "\(cause)"
    case .tooSlow: "the time was over"
    }
  }
}

extension Desk {
  /// Runs work within a time limit in milliseconds and translates its failures. `overran` is called for work that took
  /// longer but had already written and was therefore finished.
  package func limited<T>(milliseconds: Int64, overran: () -> Void, _ body: () throws -> T) throws -> T {
    do {
      let (result, over) = try db.within(milliseconds: milliseconds, body)
      if over { overran() }
      return result
    } catch let lost as TransactionLost {
      throw StoreFailure.transactionLost(lost.root)
    } catch let error as DatabaseError {
      // A sum in SQL overflowed, of values from before there was a limit. Refused like an overflow in this program.
      if error.isOverflow { throw Refusal.invalid(.numberTooLarge) }
      throw StoreFailure(error)
    }
  }
}

extension TransactionLost {
  /// The first cause, translated.
  fileprivate var root: any Error {
    if let inner = cause as? TransactionLost { return inner.root }
    guard let error = cause as? DatabaseError else { return cause }
    return error.isOverflow ? Refusal.invalid(.numberTooLarge) : StoreFailure(error)
  }
}
