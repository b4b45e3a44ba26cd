internal import Domain
internal import SQLite

/// Addresses from which each user has logged in, as digests; the newest twenty.
struct LoginAddressTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func knows(_ hash: [UInt8], of user: Int64) throws -> Bool {
    let found: Int64? = try db.value("SELECT 1 FROM login_addresses WHERE user_id = ? AND address_hash = ?", user, hash)
    return found != nil
  }

  func note(_ hash: [UInt8], of user: Int64, at now: Instant) throws {
    try db.execute(
      """
      INSERT INTO login_addresses (user_id, address_hash, last_at) VALUES (?, ?, ?)
      ON CONFLICT (user_id, address_hash) DO UPDATE SET last_at = excluded.last_at
      """, user, hash, now)
    try db.execute(
      """
      DELETE FROM login_addresses WHERE user_id = ?1 AND address_hash NOT IN
        (SELECT address_hash FROM login_addresses WHERE user_id = ?1 ORDER BY last_at DESC, address_hash LIMIT 20)
      """, user)
  }
}
