internal import Crypto
package import Domain

/// Tokens of the API: created, listed, revoked. A revoked token is dead at once.
package struct Tokens {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Creates a token. Returns its secret, which is shown only this once.
  package func create(
    userID: Int64, name: String, expiresAt: Instant? = nil, ratePerSecond: Int? = nil, burst: Int? = nil
  ) throws -> (token: Token, secret: String) {
    guard let user = try UserTable(context.db).find(userID) else { throw Refusal.invalid(.noSuchUser.at("/user_id")) }
    guard user.status == .active else { throw Refusal.conflict(.userDisabled) }
    if let expiresAt, expiresAt <= context.now { throw Refusal.invalid(.tokenEnded(context.settings.zone, expiresAt)) }
    if let reason = Horizon.token.reason(against: expiresAt, now: context.now) { throw Refusal.invalid(reason.at("/expires_at")) }
    let secret = "sd_" + Base64URL.encode(try Random.bytes(32))
    let fresh = Token(
      id: 0, userID: userID, name: name, ratePerSecond: ratePerSecond, burst: burst, createdAt: context.now, expiresAt: expiresAt,
      revokedAt: nil)
    let id = try TokenTable(context.db).insert(fresh, hash: SHA256.hash(secret))
    try context.record(.tokenCreated, Subject(.token, id), [.fact("user_id", .integer(userID)), .fact("name", .text(name))])
    return (try find(id), secret)
  }

  package func find(_ id: Int64) throws -> Token {
    guard let token = try TokenTable(context.db).find(id) else { throw Refusal.notFound(.token) }
    return token
  }

  package func list(userID: Int64?, name: String? = nil, active: Bool? = nil, _ page: PageRequest) throws -> Page<Token> {
    try Page(TokenTable(context.db).page(userID: userID, name: name, active: active, now: context.now, page), page) {
      Cursor(key: .integer($0.id), id: $0.id)
    }
  }

  /// Revokes a token. A second call changes nothing.
  package func revoke(_ id: Int64) throws -> Token {
    _ = try find(id)
    if try TokenTable(context.db).revoke(id, at: context.now) { try context.record(.tokenRevoked, Subject(.token, id)) }
    return try find(id)
  }

  /// Revokes every token and every link, when a backup is restored.
  package func revokeEverything() throws {
    try TokenTable(context.db).revokeAll(at: context.now)
    try ApprovalLinkTable(context.db).voidAll(at: context.now)
    try SurveyInvitationTable(context.db).revokeAllLinks(at: context.now)
    // The event names the newest token and so means all up to that one.
    if let last = try TokenTable(context.db).newest() { try context.record(.tokenAllRevoked, Subject(.token, last)) }
  }
}

extension Reason {
  static func tokenEnded(_ zone: Zone, _ at: Instant) -> Reason {
    Reason(
      "token_ended", en: "\(zone.text(at, .en)) has passed: the token would open nothing.",
      ru: "\(zone.text(at, .ru)) уже прошло: токен ничего не откроет.", at: "/expires_at")
  }
}
