package import Domain
package import SQLite
internal import Synchronization

/// Whether the database's file can be worked with, as its failures tell. A damaged file does not heal by itself: that holds until the
/// process is started again, from a file that somebody has looked at. A disk may recover: an I/O error is forgotten when no other
/// has followed for half a minute, so that whoever sends the work tries again.
package final class StoreHealth: Sendable {
  private static let restMilliseconds: Int64 = 30_000

  private struct State {
    var isDamaged = false
    var failedAt: Int64?
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

  /// What stands against work; nil when nothing is known.
  package var trouble: Reason? {
    let now = now()
    return state.withLock { state in
      if state.isDamaged { return .fileDamaged }
      guard let failedAt = state.failedAt, now - failedAt < Self.restMilliseconds else { return nil }
      return .diskFailing
    }
  }
}

extension Reason {
  package static let fileDamaged = Reason(
    "database_damaged", en: "The database file is damaged: restore a backup, then start the desk again.",
    ru: "Файл базы данных повреждён: восстановите резервную копию и перезапустите сервис.")
  static let diskFailing = Reason(
    "disk_failing", en: "The disk has failed to read or write a moment ago.", ru: "Диск только что не смог прочитать или записать данные.")
}
