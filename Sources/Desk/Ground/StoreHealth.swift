package import Domain
package import SQLite
internal import Synchronization

/// Whether the database's file can be worked with, as its failures tell. A damaged file does not heal by itself: that holds until the
/// process is started again, from a file that somebody has looked at. A disk may recover: an I/O error is forgotten when no other
/// has followed for half a minute, so that whoever sends the work tries again. A full disk is one until a change is kept, and another
/// program holds the file until a change can begin; `isToBeTried` says that it is worth trying without being asked.
package final class StoreHealth: Sendable {
  private static let restMilliseconds: Int64 = 30_000
  /// Another program's write may be over in a moment, which is worth waiting for; a replicator's are.
  private static let momentMilliseconds: Int64 = 200

  private struct State {
    var isDamaged = false
    var failedAt: Int64?
    var isFull = false
    var heldSince: Int64?
  }
  private let state = Mutex(State())
  private let now: @Sendable () -> Int64

  /// `now` is a monotonic clock in milliseconds.
  package init(now: @escaping @Sendable () -> Int64) { self.now = now }

  /// Hears of every failure of every connection, on whatever thread.
  package func note(_ error: DatabaseError) {
    guard error.isDamaged || error.isInputOutput else { return }
    let now = now()
    state.withLock { state in
      if error.isDamaged { state.isDamaged = true } else { state.failedAt = now }
    }
  }

  /// Hears of every failure of the connection that writes.
  package func noteOfWriter(_ error: DatabaseError) {
    note(error)
    let now = now()
    state.withLock { state in
      if error.isFull { state.isFull = true }
      if error.isBusy { state.heldSince = state.heldSince ?? now }
    }
  }

  /// A change could begin.
  package func began() {
    state.withLock { state in
      if state.heldSince != nil { state.heldSince = nil }
    }
  }

  /// A change was kept.
  package func wrote() {
    state.withLock { state in
      if state.isFull { state.isFull = false }
    }
  }

  package var isFull: Bool { state.withLock { $0.isFull } }
  package var isToBeTried: Bool { state.withLock { $0.isFull || $0.heldSince != nil } }

  /// Another program holds the file since a moment ago.
  package var isHeldForAMoment: Bool {
    let now = now()
    return state.withLock { state in state.heldSince.map { now - $0 < Self.momentMilliseconds } ?? false }
  }

  /// What stands against work; nil when nothing is known.
  package var trouble: Reason? {
    let now = now()
    return state.withLock { state in
      if state.isDamaged { return .fileDamaged }
      if state.isFull { return .diskFull }
      if let failedAt = state.failedAt, now - failedAt < Self.restMilliseconds { return .diskFailing }
      if let heldSince = state.heldSince, now - heldSince >= Self.momentMilliseconds { return .fileHeld }
      return nil
    }
  }
}

extension Reason {
  package static let fileDamaged = Reason(
    "database_damaged", en: "The database file is damaged: restore a backup, then start the desk again.",
    ru: "Файл базы данных повреждён: восстановите резервную копию и перезапустите сервис.")
  package static let diskFull = Reason("disk_full", en: "The disk is full; nothing was kept.", ru: "Диск переполнен, ничего не сохранено.")
  static let diskFailing = Reason(
    "disk_failing", en: "The disk has failed to read or write a moment ago.", ru: "Диск только что не смог прочитать или записать данные.")
  package static let fileHeld = Reason(
    "database_held", en: "Another program holds the database's file, so nothing can be changed; reading goes on.",
    ru: "Файл базы данных занят другой программой: изменения пока невозможны, чтение работает.")
  /// Somebody's reading keeps the log from being moved into the file.
  package static func logHeld(seconds: Int64) -> Reason {
    .init(
      "log_held", en: "Somebody has been reading from the database for \(seconds) s, so its log cannot start over and grows.",
      ru: "База данных читается уже \(seconds) с, поэтому её журнал не может начаться заново и растёт.")
  }
}
