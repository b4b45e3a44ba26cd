internal import Domain
internal import SQLite

struct TokenTable {
  static let usualRate = 50.0
  static let usualBurst = 200.0
  let db: Database
  init(_ db: Database) { self.db = db }

  func session(_ digest: [UInt8], now: Instant) throws -> Session? {
    try db.first(
      """
      SELECT t.id, t.rate_per_second, t.burst, t.expires_at, u.id, u.name, u.role, u.discount_limit_bp
      FROM tokens t JOIN users u ON u.id = t.user_id
      WHERE t.hash = ? AND t.revoked_at IS NULL AND u.status = 'active' AND (t.expires_at IS NULL OR t.expires_at > ?)
      """, digest, now
    ) { row in
      let rate: Int? = try row[1]
      let burst: Int? = try row[2]
      return Session(
        actor: Actor(userID: try row[4], name: try row[5], role: try row[6], discountLimit: try row[7]),
        tokenID: try row[0], ratePerSecond: rate.map(Double.init) ?? Self.usualRate, burst: burst.map(Double.init) ?? Self.usualBurst,
        expiresAt: try row[3])
    }
  }

  func insert(_ token: Token, hash: [UInt8]) throws -> Int64 {
    try db.insert(
      "INSERT INTO tokens (user_id, name, hash, rate_per_second, burst, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      token.userID, token.name, hash, token.ratePerSecond, token.burst, token.createdAt, token.expiresAt)
  }

  func find(_ id: Int64) throws -> Token? {
    try db.first(
      "SELECT id, user_id, name, rate_per_second, burst, created_at, expires_at, revoked_at FROM tokens WHERE id = ?", id, map: Self.map)
  }

  func page(userID: Int64?, name: String?, active: Bool?, now: Instant, _ request: PageRequest) throws -> [Token] {
    var select = Select("SELECT id, user_id, name, rate_per_second, burst, created_at, expires_at, revoked_at FROM tokens WHERE TRUE")
    if let userID { select.add("AND user_id = ?", userID) }
    if let name { select.add("AND name = ?", name) }
    switch active {
    case true?: select.add("AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)", now)
    case false?: select.add("AND (revoked_at IS NOT NULL OR expires_at <= ?)", now)
    case nil: break
    }
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  /// Revokes a token. False if it was revoked before.
  func revoke(_ id: Int64, at: Instant) throws -> Bool {
    try db.execute("UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", at, id) > 0
  }

  /// The id of the newest token; nil if there is none.
  func newest() throws -> Int64? { try db.first("SELECT max(id) FROM tokens") { row in try row[0] as Int64? } ?? nil }

  func revokeAll(of userID: Int64, at: Instant) throws {
    try db.execute("UPDATE tokens SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL", at, userID)
  }

  func revokeAll(at: Instant) throws { try db.execute("UPDATE tokens SET revoked_at = ? WHERE revoked_at IS NULL", at) }

  private static func map(_ row: borrowing Row) throws -> Token {
    try Token(
      id: row[0], userID: row[1], name: row[2], ratePerSecond: row[3], burst: row[4], createdAt: row[5], expiresAt: row[6],
      revokedAt: row[7])
  }
}
