internal import Domain
internal import SQLite

/// The responses kept for retries. The scope of a key is a user, or 0 for requests without one.
struct RetryTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  struct Row {
    let hash: [UInt8]
    let status: Int
    let headers: String
    let body: [UInt8]
  }

  func find(_ retry: Retry, of scope: Int64, at now: Instant) throws -> Row? {
    try db.first(
      """
      SELECT body_hash, status, headers, body FROM idempotency_keys
      WHERE user_id = ? AND method = ? AND path = ? AND key = ? AND expires_at > ?
      """, scope, retry.method, retry.path, retry.keyHash, now
    ) { row in try Row(hash: row[0], status: row[1], headers: row[2], body: row[3]) }
  }

  func keep(_ row: Row, for retry: Retry, of scope: Int64, until: Instant) throws {
    try db.execute(
      """
      INSERT INTO idempotency_keys (user_id, method, path, key, body_hash, status, headers, body, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET body_hash = excluded.body_hash, status = excluded.status, headers = excluded.headers,
        body = excluded.body, expires_at = excluded.expires_at
      """, scope, retry.method, retry.path, retry.keyHash, row.hash, row.status, row.headers, row.body, until)
  }

  func forget(until now: Instant) throws { try db.execute("DELETE FROM idempotency_keys WHERE expires_at <= ?", now) }
}
