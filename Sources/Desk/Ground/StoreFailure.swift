internal import Domain
package import SQLite

/// What can be said of a database's failure without knowing the database.
package enum StoreFailure: Error, CustomStringConvertible {
  /// The disk is full; nothing was kept.
  case full
  /// The disk has failed.
  case failing(String)
  /// Another program holds the file.
  case held
  /// The file is damaged, or is no database any more.
  case damaged(String)
  /// The time allowed was over before anything was written.
  case tooSlow
  /// The turn's whole transaction has gone: it must be run again. If that does not help, the cause is what there is to say.
  case transactionLost(any Error)
  /// A rule of the tables stood against what a use case let through: our mistake, not the client's.
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
    case .failing(let text), .damaged(let text), .unexpected(let text): text
    case .transactionLost(let cause): "\(cause)"
    case .tooSlow: "the time was over"
    }
  }
}

extension Desk {
  /// Gives the work so many milliseconds of the thread, and tells its failures in the desk's words. `overran` hears of work that took longer
  /// but had written already and was let through.
  package func limited<T>(milliseconds: Int64, overran: () -> Void, _ body: () throws -> T) throws -> T {
    do {
      let (result, over) = try db.within(milliseconds: milliseconds, body)
      if over { overran() }
      return result
    } catch let lost as TransactionLost {
      throw StoreFailure.transactionLost(lost.root)
    } catch let error as DatabaseError {
      // Figures that no limit held once: as where they are added up here.
      if error.isOverflow { throw Refusal.invalid(.numberTooLarge) }
      throw StoreFailure(error)
    }
  }
}

extension TransactionLost {
  /// What it all began with, in the desk's words.
  fileprivate var root: any Error {
    if let inner = cause as? TransactionLost { return inner.root }
    guard let error = cause as? DatabaseError else { return cause }
    return error.isOverflow ? Refusal.invalid(.numberTooLarge) : StoreFailure(error)
  }
}
