internal import Domain
internal import SQLite

/// Answers kept for retries that may show what is erased; a retry of them hears from now on that it was done, without the answer. There may
/// be thousands, each of which has to be read: that is done ahead, on a worker, and at the desk only for what came since.
package struct ErasedAnswers: Sendable {
  struct Key: Sendable {
    let userID: Int64
    let method: String
    let path: String
    let key: String
  }
  /// The card and those merged into it, as they were then.
  let cards: [Int64]
  let keys: [Key]
  /// Of answers kept until then, those in `keys` are all; a little more is looked at again, for the clock may be set back.
  let since: Instant

  static let always = Instant(rawValue: 0)
  static let margin: Int64 = 600
}

extension ErasureTable {
  /// When the answer that is kept longest is forgotten.
  func lastKeptUntil() throws -> Instant? {
    try db.first("SELECT expires_at FROM idempotency_keys ORDER BY expires_at DESC LIMIT 1") { row in try row[0] as Instant }
  }

  /// What a kept answer shows of a person cannot be told by today's name alone. So all that was ever answered about the person's things
  /// goes, whatever it shows, and whatever names the card: an answer too many is no loss.
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

  /// What an answer is about stands in its request's path, or is where the new thing is to be found. The report of an import and the
  /// page of a client's link do not say whom they speak of.
  private func keptAnswers(ofThingsOf id: Int64, _ since: Instant) throws -> [ErasedAnswers.Key] {
    try db.all(
      """
      WITH RECURSIVE cars(id) AS (
          SELECT vehicle_id FROM vehicle_owners WHERE client_id = ?1
          UNION SELECT m.merged_id FROM cars JOIN vehicle_merges m ON m.survivor_id = cars.id),
        orders(id) AS (SELECT id FROM work_orders WHERE client_id = ?1),
        kept(user_id, method, path, key, place) AS (
          SELECT user_id, method, path, key, substr(path, length('/v1/') + 1) FROM idempotency_keys WHERE expires_at >= ?2 AND status > 0
          UNION ALL
          SELECT user_id, method, path, key, substr(json_extract(headers, '$.Location'), length('/v1/') + 1)
          FROM idempotency_keys WHERE expires_at >= ?2 AND status > 0),
        answers(user_id, method, path, key, room, id) AS (
          SELECT user_id, method, path, key, substr(place, 1, instr(place, '/') - 1),
            CAST(substr(place, instr(place, '/') + 1) AS INTEGER)
          FROM kept)
      SELECT a.user_id, a.method, a.path, a.key FROM answers a
      WHERE a.path LIKE '/a/%' OR CASE a.room
        WHEN 'clients' THEN a.id = ?1 OR a.id IN (SELECT survivor_id FROM client_merges WHERE merged_id = ?1)
        WHEN 'client-merges' THEN a.id IN (SELECT id FROM client_merges WHERE survivor_id = ?1 OR merged_id = ?1)
        WHEN 'proxies' THEN a.id IN (SELECT id FROM proxies WHERE client_id = ?1)
        WHEN 'vehicles' THEN a.id IN cars
        WHEN 'vehicle-merges' THEN a.id IN (SELECT m.id FROM cars JOIN vehicle_merges m ON m.survivor_id = cars.id)
        WHEN 'coverages' THEN a.id IN (SELECT c.id FROM cars JOIN coverages c ON c.vehicle_id = cars.id)
        WHEN 'work-orders' THEN a.id IN orders
        WHEN 'estimates' THEN a.id IN (SELECT e.id FROM orders o JOIN estimates e ON e.work_order_id = o.id)
        WHEN 'clockings' THEN a.id IN (SELECT c.id FROM orders o JOIN clockings c ON c.work_order_id = o.id)
        WHEN 'documents' THEN a.id IN (SELECT d.id FROM documents d WHERE d.payer_client_id = ?1 OR d.work_order_id IN orders)
        WHEN 'payments' THEN a.id IN (SELECT p.id FROM payments p WHERE p.client_id = ?1 OR p.work_order_id IN orders)
        WHEN 'imports' THEN TRUE
      END
      """, id, since, map: Self.key)
  }
}
