internal import Domain
internal import Synchronization

/// Failed log-ins, counted by name and address and by name alone. Unknown names are locked like known ones, so that a
/// lock does not tell which names exist. Kept in memory: a restart clears them, and attempts per address are limited
/// anyway.
package final class LoginTries: Sendable {
  private struct Tries {
    var failures: Int64 = 0
    var restsUntil: Instant?
  }
  private struct Name {
    var all = Tries()
    var byAddress: [String: Tries] = [:]
  }
  private static let mostNames = 10_000
  private static let mostAddresses = 1_000
  private let names = Mutex<[String: Name]>([:])
  package init() {}

  /// The time until which no password is compared. An address from which the name has logged in before does not wait
  /// for other addresses' failures.
  func restsUntil(_ login: String, from address: String, isKnown: Bool) -> Instant? {
    names.withLock { names in
      guard let name = names[Login.key(login)] else { return nil }
      let own = name.byAddress[address]?.restsUntil
      return isKnown ? own : [own, name.all.restsUntil].compactMap { $0 }.max()
    }
  }

  /// Counts a failure. Returns for how many seconds the address is locked.
  func fail(_ login: String, from address: String, at now: Instant) -> Int64 {
    names.withLock { names in
      if names.count >= Self.mostNames { names.removeAll() }
      var name = names[Login.key(login)] ?? Name()
      if name.byAddress.count >= Self.mostAddresses { name.byAddress.removeAll() }
      let rest = Self.count(&name.byAddress[address, default: Tries()], now, Login.restSeconds(afterFailures:))
      _ = Self.count(&name.all, now, Login.restSeconds(ofNameAfterFailures:))
      names[Login.key(login)] = name
      return rest
    }
  }

  private static func count(_ tries: inout Tries, _ now: Instant, _ rule: (Int64) -> Int64) -> Int64 {
    tries.failures += 1
    let rest = rule(tries.failures)
    tries.restsUntil = rest > 0 ? now.adding(seconds: rest) : nil
    return rest
  }

  /// Clears the failures of the address after a right password.
  func forgive(_ login: String, from address: String) {
    names.withLock { names in
      guard var name = names[Login.key(login)] else { return }
      name.byAddress[address] = nil
      names[Login.key(login)] = name.byAddress.isEmpty ? nil : name
    }
  }

  /// Clears all failures after a new password: guesses at the old one do not matter any more.
  package func forget(_ login: String) { names.withLock { $0[Login.key(login)] = nil } }
}
