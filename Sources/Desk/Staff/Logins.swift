internal import Crypto
package import Domain
internal import SQLite

/// Log-in by name and password. Comparing takes its time on purpose, so it runs on a worker; only the outcome is written.
package struct Logins {
  private static let sessionHours: Int64 = 12
  private let context: Context
  private let strangers: Strangers
  package init(_ context: Context, _ strangers: Strangers) {
    self.context = context
    self.strangers = strangers
  }

  package enum Outcome: Sendable, Equatable {
    case right(userID: Int64)
    case wrong(userID: Int64?)
    case locked(seconds: Int)
  }

  /// Compares, on a worker. An unknown name takes as long as a wrong password, and rests as long.
  package func compare(login: String, password: String) throws -> Outcome {
    let lock = try UserTable(context.db).lock(login: login)
    if let until = lock.map(\.lockedUntil) ?? strangers.restsUntil(login), until > context.now {
      return .locked(seconds: max(1, Int((until.rawValue - context.now.rawValue + 999) / 1000)))
    }
    let matches = Password.verify(password, lock?.passwordHash)
    guard matches, let lock, lock.status == .active else { return .wrong(userID: lock?.userID) }
    return .right(userID: lock.userID)
  }

  /// Notes a failure; from the fifth on the name rests.
  package func fail(_ userID: Int64?, _ login: String) throws {
    guard let userID else {
      strangers.fail(login, at: context.now)
      // Waits for the disk like the others: a write that changes nothing.
      return try UserTable(context.db).touchAny()
    }
    let before: Int64 = try context.db.value("SELECT failed_logins FROM users WHERE id = ?", userID) ?? 0
    let rest = Login.restSeconds(afterFailures: before.addingReportingOverflow(1).partialValue)
    try UserTable(context.db).noteFailure(userID, lockedUntil: rest > 0 ? context.now.adding(seconds: rest) : nil)
    if rest > 0 { try context.record("user.locked", Subject("user", userID), [.fact("seconds", .integer(rest))]) }
  }

  package func open(_ userID: Int64) throws -> (token: Token, secret: String) {
    try UserTable(context.db).forgiveFailures(userID)
    return try Tokens(context).create(
      userID: userID, name: "log-in", expiresAt: context.now.adding(seconds: Self.sessionHours * 3_600))
  }

  package static func hash(_ password: String) throws -> String { try Password.hash(password) }
}
