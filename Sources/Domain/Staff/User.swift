package struct User: Equatable, Sendable {
  package enum Status: String, CaseIterable, Sendable { case active, disabled }

  package var id: Int64
  package var login: String
  package var name: String
  package var role: Role
  package var status: Status
  package var discountLimit: Share
  package var hoursPerDay: Quantity
  package var createdAt: Instant
  package var version: Int64

  package init(
    id: Int64, login: String, name: String, role: Role, status: Status = .active, discountLimit: Share = .none,
    hoursPerDay: Quantity = Quantity(thousandths: 8000), createdAt: Instant, version: Int64 = 1
  ) {
    self.id = id
    self.login = login
    self.name = name
    self.role = role
    self.status = status
    self.discountLimit = discountLimit
    self.hoursPerDay = hoursPerDay
    self.createdAt = createdAt
    self.version = version
  }
}

extension User {
  /// The reason against giving so much off: above the user's own limit only a manager may.
  package func reason(againstDiscount discount: Share) -> Reason? {
    guard discount > discountLimit, !role.may(.override) else { return nil }
    return .discountAboveLimit(discount, limit: discountLimit)
  }
}

/// What a login and a password must look like, and how long an account rests after wrong ones.
package enum Login {
  /// Three to 64 of a–z, 0–9, dot, dash, underscore, @; upper case is taken as lower.
  package static func checked(_ text: String) throws(Reason) -> String {
    let login = key(text)
    guard (3...64).contains(login.utf8.count),
      login.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || [45, 46, 64, 95].contains($0) })
    else { throw .loginUnreadable }
    return login
  }

  /// At least ten characters; at most 512 bytes, which is what the hash takes in (CRYPT_MAX_PASSPHRASE_SIZE).
  package static func check(password: String, login: String) throws(Reason) {
    guard password.unicodeScalars.count >= 10 else { throw .passwordTooShort }
    guard password.utf8.count < 512, !password.utf8.contains(0) else { throw .passwordTooLong }
    guard password.lowercased() != login.lowercased() else { throw .passwordIsLogin }
    if let reason = PasswordRule.reason(against: password, login: login) { throw reason }
  }

  /// A login as it is compared: without white space around it, ASCII's capitals as small letters. No other letter has a case here, or the
  /// Kelvin sign (U+212A) would be a k in one place and none in another.
  package static func key(_ text: String) -> String {
    String(decoding: Text.trimmed(text).utf8.map { (65...90).contains($0) ? $0 | 32 : $0 }, as: UTF8.self)
  }

  /// Ten times as many are forgiven to a name wherever they come from: who guesses from many addresses is slowed down, and a few
  /// strangers keep nobody out.
  package static func restSeconds(ofNameAfterFailures failures: Int64) -> Int64 { restSeconds(afterFailures: failures / 10) }

  /// Five wrong passwords of a name from one address are forgiven; then the two together rest a minute, doubled with each further one, at
  /// most an hour.
  package static func restSeconds(afterFailures failures: Int64) -> Int64 {
    guard failures >= 5 else { return 0 }
    return min(3600, 60 << min(failures - 5, 6))
  }
}
