internal import Domain
internal import SQLite

/// The responses kept for retries, as an erasure reads and clears them.
struct ErasedAnswerTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  /// The expiry of the response that is kept longest.
  func lastKeptUntil() throws -> Instant? {
    try db.first("SELECT expires_at FROM idempotency_keys ORDER BY expires_at DESC LIMIT 1") { row in try row[0] as Instant }
  }

  /// Kept responses that may show the person. A search for the present name is not enough, because a response may show
  /// an earlier one. So this takes all responses about the person's things and all that name the card, even if some of
  /// them do not show the person.
  func keys(about id: Int64, saying texts: [String], since: Instant) throws -> [ErasedAnswers.Key] {
    var found = try keys(ofThingsOf: id, since)
    for text in texts + ["client_id\":\(id),", "client_id\":\(id)}"] {
      found += try db.all(
        """
        SELECT user_id, method, path, key FROM idempotency_keys
        WHERE expires_at >= ? AND status > 0 AND instr(CAST(body AS TEXT), ?) > 0
        """, since, text, map: Self.key)
    }
    return found
  }

  func erase(_ keys: [ErasedAnswers.Key]) throws {
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
  private func keys(ofThingsOf id: Int64, _ since: Instant) throws -> [ErasedAnswers.Key] {
    let kept = try db.all(
      """
      SELECT user_id, method, path, key, json_extract(headers, '$.Location') FROM idempotency_keys WHERE expires_at >= ? AND status > 0
      """, since
    ) { row in try (key: Self.key(row), location: row[4] as String?) }
    var things = PersonsThings(db, client: id)
    return try kept.filter { try things.include($0.key.path) || things.include($0.location ?? "") }.map(\.key)
  }
}
