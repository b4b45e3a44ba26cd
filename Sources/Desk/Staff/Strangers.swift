internal import Domain
internal import Synchronization

/// Failed log-ins under names that nobody has. Such a name rests as an account does, or the rest would tell which names there are.
/// In memory, since it guards nothing: a restart forgives.
package final class Strangers: Sendable {
  private struct Tries {
    var failures: Int64 = 0
    var restsUntil: Instant?
  }
  private static let most = 10_000
  private let tries = Mutex<[String: Tries]>([:])
  package init() {}

  func restsUntil(_ login: String) -> Instant? { tries.withLock { $0[login.lowercased()]?.restsUntil } }

  func fail(_ login: String, at now: Instant) {
    tries.withLock { tries in
      if tries.count >= Self.most { tries.removeAll() }
      var own = tries[login.lowercased()] ?? Tries()
      own.failures += 1
      let rest = Login.restSeconds(afterFailures: own.failures)
      own.restsUntil = rest > 0 ? now.adding(seconds: rest) : nil
      tries[login.lowercased()] = own
    }
  }
}
