package struct User: Versioned {
  package enum Status: String, CaseIterable, Sendable { case active, disabled }

  package static let noun = Noun.user
  package var id: Int64 = 0
  package var login = ""
  package var name = ""
  package var role: Role
  package var status = Status.active
  package var discountLimit = Share.none
  package var hoursPerDay = Quantity(thousandths: 8000)
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(_ role: Role, at createdAt: Instant) {
    self.role = role
    self.createdAt = createdAt
  }
}

extension User {
  /// The reason against a discount above the user's own limit; a manager has none.
  package func reason(againstDiscount discount: Share) -> Reason? {
    guard discount > discountLimit, !role.may(.override) else { return nil }
    return .discountAboveLimit(discount, limit: discountLimit)
  }
}

/// Rules for logins and passwords, and for the lock after wrong passwords.
package enum Login {
  /// 3 to 64 characters: a–z, 0–9, dot, dash, underscore, @. Upper case is converted to lower.
  package static func checked(_ text: String) throws(Reason) -> String {
    let login = key(text)
    guard (3...64).contains(login.utf8.count),
      login.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || [45, 46, 64, 95].contains($0) })
    else { throw .loginUnreadable }
    return login
  }

  /// At least ten characters and at most 512 bytes, the most that the hash accepts (CRYPT_MAX_PASSPHRASE_SIZE).
  package static func check(password: String, login: String) throws(Reason) {
    guard password.unicodeScalars.count >= 10 else { throw .passwordTooShort }
    guard password.utf8.count < 512, !password.utf8.contains(0) else { throw .passwordTooLong }
    guard password.lowercased() != login.lowercased() else { throw .passwordIsLogin }
    if let reason = PasswordRule.reason(against: password, login: login) { throw reason }
  }

  /// The form in which logins are compared: without surrounding white space, ASCII capitals in lower case. Other
  /// letters have no case here; otherwise the Kelvin sign (U+212A) would be a k in some places and not in others.
  package static func key(_ text: String) -> String {
    String(decoding: Text.trimmed(text).utf8.map { (65...90).contains($0) ? $0 | 32 : $0 }, as: UTF8.self)
  }

  /// Seconds that a name is locked after failures from any addresses. Ten times as many are allowed as from one
  /// address: somebody who guesses from many addresses is slowed down, and a few strangers lock nobody out.
  package static func restSeconds(ofNameAfterFailures failures: Int64) -> Int64 { restSeconds(afterFailures: failures / 10) }

  /// Seconds that a name is locked for one address. The fifth wrong password locks it for a minute; each further one
  /// doubles the time, up to an hour.
  package static func restSeconds(afterFailures failures: Int64) -> Int64 {
    guard failures >= 5 else { return 0 }
    return min(3600, 60 << min(failures - 5, 6))
  }
}
