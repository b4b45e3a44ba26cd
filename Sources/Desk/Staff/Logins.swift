internal import Crypto
package import Domain
internal import SQLite

/// Log-in by name and password. Comparing is slow on purpose, so it runs on a worker; only the outcome is written.
package struct Logins {
  private static let sessionHours: Int64 = 12
  private let context: Context
  private let tries: LoginTries
  /// The address block of the subscriber who logs in; empty for the machine's console.
  private let address: String
  package init(_ context: Context, _ tries: LoginTries, from address: String) {
    self.context = context
    self.tries = tries
    self.address = address
  }

  package enum Outcome: Sendable, Equatable {
    case right(userID: Int64)
    /// `seconds`: how long this address is locked for the name.
    case wrong(userID: Int64?, seconds: Int64)
    case locked(seconds: Int)
  }

  /// Compares the password on a worker and counts a failure. An unknown name takes as long as a wrong password and is
  /// locked as long.
  package func compare(login: String, password: String) throws -> Outcome {
    let account = try UserTable(context.db).account(login: Login.key(login))
    let isKnown = try account.map { try LoginAddressTable(context.db).knows(hash, of: $0.userID) } ?? false
    if let until = tries.restsUntil(login, from: address, isKnown: isKnown), until > context.now {
      return .locked(seconds: max(1, Int((until.rawValue - context.now.rawValue + 999) / 1000)))
    }
    let matches = Password.verify(password, account?.passwordHash)
    guard matches, let account, account.status == .active else {
      return .wrong(userID: account?.userID, seconds: tries.fail(login, from: address, at: context.now))
    }
    tries.forgive(login, from: address)
    return .right(userID: account.userID)
  }

  /// Records the lock. It writes in every case, so that an unknown login takes as long as a wrong password.
  package func noteFailure(_ userID: Int64?, seconds: Int64) throws {
    try UserTable(context.db).touchAny()
    guard let userID, seconds > 0 else { return }
    try context.record(.userLocked, Subject(.user, userID), [.fact("seconds", .integer(seconds))])
  }

  package func open(_ userID: Int64) throws -> (token: Token, secret: String) {
    try LoginAddressTable(context.db).note(hash, of: userID, at: context.now)
    return try Tokens(context).create(
      userID: userID, name: "log-in", expiresAt: context.now.adding(seconds: Self.sessionHours * 3_600))
  }

  /// A digest, enough to recognize the address again; the address itself is not stored.
  private var hash: [UInt8] { SHA256.hash(address) }

  package static func hash(_ password: String) throws -> String { try Password.hash(password) }
}
