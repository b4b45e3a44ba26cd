internal import Domain
internal import SQLite

/// Cards by the values that they may share with others. Merged cards keep their values and lead to their survivors.
struct ClientTwinTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  /// The largest number of cards read for one value. A value shared by more identifies nobody.
  private static let most = 20

  func cards(withPhone phone: String) throws -> [Int64] {
    try db.all("SELECT client_id FROM client_phones WHERE phone = ? ORDER BY id LIMIT ?", phone, Self.most) { row in try row[0] }
  }

  func cards(withEmail email: String) throws -> [Int64] {
    try db.all("SELECT client_id FROM client_emails WHERE email = ? ORDER BY id LIMIT ?", email, Self.most) { row in try row[0] }
  }

  func cards(withTaxID taxID: String) throws -> [Int64] {
    try db.all("SELECT id FROM clients WHERE tax_id = ? ORDER BY id LIMIT ?", taxID, Self.most) { row in try row[0] }
  }

  func cards(bornOn day: Day) throws -> [(id: Int64, name: String)] {
    try db.all("SELECT id, name FROM clients WHERE birth_on = ? ORDER BY id LIMIT 200", day) { row in try (id: row[0], name: row[1]) }
  }
}
