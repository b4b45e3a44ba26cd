package import Domain
package import SQLite
internal import Synchronization

/// The state of the database file, as its failures show it. A damaged file stays damaged until the process is
/// restarted with a file that somebody has checked. A disk may recover: an I/O error is forgotten after half a minute
/// without another, so that clients try again. A full disk counts as full until a change is committed, and a held file
/// as held until a change can begin. `isToBeTried` says that the desk should try by itself.
package final class StoreHealth: Sendable {
  private static let restMilliseconds: Int64 = 30_000
  /// A write of another program may last only a moment and is worth waiting for.
  package static let moment: Int64 = 200
  /// Litestream holds the file while it moves the log into it, which on a busy machine takes longer.
  package static let momentOfReplicator: Int64 = 2_000

  private struct State {
    var isDamaged = false
    var failedAt: Int64?
    var isFull = false
    var heldSince: Int64?
  }
  private let state = Mutex(State())
  private let moment: Int64
  private let now: @Sendable () -> Int64

  /// `now` is a monotonic clock in milliseconds, `moment` how many milliseconds another program may hold the file.
  package init(moment: Int64 = StoreHealth.moment, now: @escaping @Sendable () -> Int64) {
    self.moment = moment
    self.now = now
  }

  /// Called for every failure of every connection, on any thread.
  package func note(_ error: DatabaseError) {
    guard error.isDamaged || error.isInputOutput else { return }
    let now = now()
    state.withLock { state in
      if error.isDamaged { state.isDamaged = true } else { state.failedAt = now }
    }
  }

  /// Called for every failure of the connection that writes.
  package func noteOfWriter(_ error: DatabaseError) {
    note(error)
    let now = now()
    state.withLock { state in
      if error.isFull { state.isFull = true }
      if error.isBusy { state.heldSince = state.heldSince ?? now }
    }
  }

  /// Called when a change could begin.
  package func began() {
    state.withLock { state in
      if state.heldSince != nil { state.heldSince = nil }
    }
  }

  /// Called when a change was committed.
  package func wrote() {
    state.withLock { state in
      if state.isFull { state.isFull = false }
    }
  }

  package var isFull: Bool { state.withLock { $0.isFull } }
  package var isToBeTried: Bool { state.withLock { $0.isFull || $0.heldSince != nil } }

  /// True for the first moment that another program holds the file.
  package var isHeldForAMoment: Bool {
    let now = now()
    return state.withLock { state in state.heldSince.map { now - $0 < moment } ?? false }
  }

  /// The reason why the file cannot be used; nil if none is known.
  package var trouble: Reason? {
    let now = now()
    return state.withLock { state in
      if state.isDamaged { return .fileDamaged }
      if state.isFull { return .diskFull }
      if let failedAt = state.failedAt, now - failedAt < Self.restMilliseconds { return .diskFailing }
      if let heldSince = state.heldSince, now - heldSince >= moment { return .fileHeld }
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
  /// A long read keeps the log from being moved into the file.
  package static func logHeld(seconds: Int64) -> Reason {
    .init(
      "log_held", en: "Somebody has been reading from the database for \(seconds) s, so its log cannot start over and grows.",
      ru: "База данных читается уже \(seconds) с, поэтому её журнал не может начаться заново и растёт.")
  }
}
