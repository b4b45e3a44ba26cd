internal import Domain
internal import SQLite

extension Consent.Purpose: Bindable, Column {}

struct ConsentTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(_ consent: Consent) throws -> Int64 {
    try db.insert(
      "INSERT INTO consents (client_id, purpose, given, how, at, user_id) VALUES (?, ?, ?, ?, ?, ?)", consent.clientID, consent.purpose,
      consent.given, consent.how, consent.at, consent.userID)
  }

  /// The newest row of each purpose. All rows are read along the index, because they are few. A GROUP BY would fill
  /// two temporary tables and cost more than the rest of the client's card.
  func inForce(of clientID: Int64) throws -> [Consent] {
    let all = try db.all(
      """
      SELECT id, client_id, purpose, given, how, at, user_id FROM consents WHERE client_id = ? ORDER BY purpose, id
      """, clientID, map: Self.map)
    return all.indices.filter { $0 == all.count - 1 || all[$0].purpose != all[$0 + 1].purpose }.map { all[$0] }
  }

  func newest(_ purpose: Consent.Purpose, of clientID: Int64) throws -> Consent? {
    try db.first(
      """
      SELECT id, client_id, purpose, given, how, at, user_id FROM consents WHERE client_id = ? AND purpose = ? ORDER BY id DESC LIMIT 1
      """, clientID, purpose, map: Self.map)
  }

  func page(of clientID: Int64, _ request: PageRequest) throws -> [Consent] {
    var select = Select("SELECT id, client_id, purpose, given, how, at, user_id FROM consents")
    select.add("WHERE client_id = ?", clientID)
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  func remove(_ id: Int64) throws { try db.execute("DELETE FROM consents WHERE id = ?", id) }

  private static func map(_ row: borrowing Row) throws -> Consent {
    try Consent(id: row[0], clientID: row[1], purpose: row[2], given: row[3], how: row[4], at: row[5], userID: row[6])
  }
}
