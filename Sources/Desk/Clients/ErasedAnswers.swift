internal import SQLite

/// Answers kept for retries may show what is erased; a retry of them hears from now on that it was done, without the answer.
extension ErasureTable {
  /// What a kept answer shows of a person cannot be told by today's name alone. So all that was ever answered about the person's things
  /// goes, whatever it shows, and whatever names the card: an answer too many is no loss.
  func eraseKeptAnswers(about id: Int64, saying texts: [String]) throws {
    for text in texts + ["client_id\":\(id),", "client_id\":\(id)}"] {
      try db.execute(
        """
        UPDATE idempotency_keys SET status = 0, headers = '{}', body = x'' WHERE status > 0 AND instr(CAST(body AS TEXT), ?) > 0
        """, text)
    }
    try eraseKeptAnswers(ofThingsOf: id)
  }

  /// What an answer is about stands in its request's path, or is where the new thing is to be found. The report of an import and the
  /// page of a client's link do not say whom they speak of.
  private func eraseKeptAnswers(ofThingsOf id: Int64) throws {
    try db.execute(
      """
      UPDATE idempotency_keys SET status = 0, headers = '{}', body = x''
      WHERE status > 0 AND (path LIKE '/a/%' OR (user_id, method, path, key) IN (
        WITH cars(id) AS (SELECT vehicle_id FROM vehicle_owners WHERE client_id = ?1),
          orders(id) AS (SELECT id FROM work_orders WHERE client_id = ?1),
          kept(user_id, method, path, key, place) AS (
            SELECT user_id, method, path, key, substr(path, length('/v1/') + 1) FROM idempotency_keys WHERE status > 0
            UNION ALL
            SELECT user_id, method, path, key, substr(json_extract(headers, '$.Location'), length('/v1/') + 1)
            FROM idempotency_keys WHERE status > 0),
          answers(user_id, method, path, key, room, id) AS (
            SELECT user_id, method, path, key, substr(place, 1, instr(place, '/') - 1),
              CAST(substr(place, instr(place, '/') + 1) AS INTEGER)
            FROM kept)
        SELECT a.user_id, a.method, a.path, a.key FROM answers a
        WHERE CASE a.room
          WHEN 'clients' THEN a.id = ?1 OR a.id IN (SELECT survivor_id FROM client_merges WHERE merged_id = ?1)
          WHEN 'client-merges' THEN a.id IN (SELECT id FROM client_merges WHERE survivor_id = ?1 OR merged_id = ?1)
          WHEN 'proxies' THEN a.id IN (SELECT id FROM proxies WHERE client_id = ?1)
          WHEN 'vehicles' THEN a.id IN cars
          WHEN 'coverages' THEN a.id IN (SELECT c.id FROM cars JOIN coverages c ON c.vehicle_id = cars.id)
          WHEN 'work-orders' THEN a.id IN orders
          WHEN 'estimates' THEN a.id IN (SELECT e.id FROM orders o JOIN estimates e ON e.work_order_id = o.id)
          WHEN 'clockings' THEN a.id IN (SELECT c.id FROM orders o JOIN clockings c ON c.work_order_id = o.id)
          WHEN 'documents' THEN a.id IN (SELECT d.id FROM documents d WHERE d.payer_client_id = ?1 OR d.work_order_id IN orders)
          WHEN 'payments' THEN a.id IN (SELECT p.id FROM payments p WHERE p.client_id = ?1 OR p.work_order_id IN orders)
          WHEN 'imports' THEN TRUE
        END))
      """, id)
  }
}
