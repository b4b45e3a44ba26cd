internal import Domain
internal import SQLite

/// Responses kept for retries that may show an erased person. A retry then learns that its request was done, without
/// the response. There may be thousands to read, so a worker reads them first and the desk only those kept since.
package struct ErasedAnswers: Sendable {
  struct Key: Sendable {
    let userID: Int64
    let method: String
    let path: String
    let key: String
  }
  /// The card and those merged into it, when the worker read them.
  let cards: [Int64]
  let keys: [Key]
  /// `keys` is complete for responses kept until this time. It is `margin` seconds early, because the clock may have
  /// been set back.
  let since: Instant

  static let always = Instant(rawValue: 0)
  static let margin: Int64 = 600
}

extension ErasureTable {
  /// The expiry of the response that is kept longest.
  func lastKeptUntil() throws -> Instant? {
    try db.first("SELECT expires_at FROM idempotency_keys ORDER BY expires_at DESC LIMIT 1") { row in try row[0] as Instant }
  }

  /// Kept responses that may show the person. A search for the present name is not enough, because a response may show
  /// an earlier one. So this takes all responses about the person's things and all that name the card, even if some of
  /// them do not show the person.
  func keptAnswers(about id: Int64, saying texts: [String], since: Instant) throws -> [ErasedAnswers.Key] {
    var keys = try keptAnswers(ofThingsOf: id, since)
    for text in texts + ["client_id\":\(id),", "client_id\":\(id)}"] {
      keys += try db.all(
        """
        SELECT user_id, method, path, key FROM idempotency_keys
        WHERE expires_at >= ? AND status > 0 AND instr(CAST(body AS TEXT), ?) > 0
        """, since, text, map: Self.key)
    }
    return keys
  }

  func eraseKeptAnswers(_ keys: [ErasedAnswers.Key]) throws {
    for key in keys {
      try db.execute(
        """
        UPDATE idempotency_keys SET status = 0, headers = '{}', body = x''
        WHERE user_id = ? AND method = ? AND path = ? AND key = ? AND status > 0
        """, key.userID, key.method, key.path, key.key)
    }
  }

  private static func key(_ row: borrowing Row) throws -> ErasedAnswers.Key {
    try ErasedAnswers.Key(userID: row[0], method: row[1], path: row[2], key: row[3])
  }

  /// Kept responses about the person's things. The thing is in the path of the request; a new one is in the `Location`
  /// header.
  private func keptAnswers(ofThingsOf id: Int64, _ since: Instant) throws -> [ErasedAnswers.Key] {
    let kept = try db.all(
      """
      SELECT user_id, method, path, key, json_extract(headers, '$.Location') FROM idempotency_keys WHERE expires_at >= ? AND status > 0
      """, since
    ) { row in try (key: Self.key(row), location: row[4] as String?) }
    var things = PersonsThings(db, client: id)
    return try kept.filter { try things.include($0.key.path) || things.include($0.location ?? "") }.map(\.key)
  }
}

/// The ids of things that may show the client, read once per kind.
private struct PersonsThings {
  private let db: Database
  private let client: Int64
  private var found: [Noun: Set<Int64>] = [:]

  init(_ db: Database, client: Int64) {
    self.db = db
    self.client = client
  }

  /// True if a path leads to such a thing: `/v1/work-orders/12/estimates` leads to order 12.
  mutating func include(_ path: String) throws -> Bool {
    guard let (noun, id) = Noun.first(in: path) else { return false }
    switch RoomSheet.things[noun] {
    case .anybodys: return true
    case .nobodys, nil: return false
    case .persons(let sql):
      let ids = try found[noun] ?? Set(db.all(sql, [client]) { row in try row[0] as Int64 })
      found[noun] = ids
      return id.map(ids.contains) ?? false
    }
  }
}

extension Noun {
  private static let byPlural = Dictionary(uniqueKeysWithValues: allCases.map { ($0.plural, $0) })

  /// The first kind in a path, and the id after it.
  static func first(in path: String) -> (noun: Noun, id: Int64?)? {
    let parts = path.split(separator: "/").map(String.init)
    if parts.first == "a" { return (.approvalLink, nil) }  // the page of a client's link, which has no version
    guard parts.count > 1, let noun = byPlural[parts[1]] else { return nil }
    return (noun, parts.count > 2 ? Int64(parts[2]) : nil)
  }
}
