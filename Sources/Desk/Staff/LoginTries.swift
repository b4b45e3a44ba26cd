internal import Domain
internal import Synchronization

/// Failed log-ins, by name and address together and by name alone. Names that nobody has rest as others do, or the rest would tell which
/// names there are. In memory: a restart forgives, and the tries of an address are limited anyway.
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

  /// Until when no password is compared. An address from which the name has logged in before does not wait for what others did.
  func restsUntil(_ login: String, from address: String, isKnown: Bool) -> Instant? {
    names.withLock { names in
      guard let name = names[Login.key(login)] else { return nil }
      let own = name.byAddress[address]?.restsUntil
      return isKnown ? own : [own, name.all.restsUntil].compactMap { $0 }.max()
    }
  }

  /// Answers how many seconds the address rests from now on.
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

  /// After a right password.
  func forgive(_ login: String, from address: String) {
    names.withLock { names in
      guard var name = names[Login.key(login)] else { return }
      name.byAddress[address] = nil
      names[Login.key(login)] = name.byAddress.isEmpty ? nil : name
    }
  }

  /// After a new password: whoever guessed at the old one knows nothing of it.
  package func forget(_ login: String) { names.withLock { $0[Login.key(login)] = nil } }
}
