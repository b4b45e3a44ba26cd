internal import Domain
internal import SQLite

struct TeamTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "teams", blank: Team(at: .epoch),
    [
      .kept("id", \.id), .edited("name", \.name), .derived("name_key") { SearchText.fold($0.name) }, .fixed("created_at", \.createdAt),
      .kept("version", \.version),
    ])

  func page(_ request: PageRequest) throws -> [Team] { try page(byID: Self.form.select(), request) }
  func count() throws -> Int { Int(try db.value("SELECT COUNT(*) FROM teams") ?? 0) }
  func find(name: String, butFor other: Int64) throws -> Int64? {
    try db.value("SELECT id FROM teams WHERE name_key = ? AND id <> ?", SearchText.fold(name), other)
  }

  func members(_ id: Int64) throws -> [Int64] {
    try db.all("SELECT user_id FROM team_members WHERE team_id = ? ORDER BY user_id", id) { row in try row[0] }
  }

  func teams(of user: Int64) throws -> [Int64] {
    try db.all("SELECT team_id FROM team_members WHERE user_id = ?", user) { row in try row[0] }
  }

  func setMembers(_ users: Set<Int64>, of id: Int64, was old: Set<Int64>) throws {
    for gone in old.subtracting(users) { try db.execute("DELETE FROM team_members WHERE team_id = ? AND user_id = ?", id, gone) }
    for new in users.subtracting(old) { try db.execute("INSERT INTO team_members (team_id, user_id) VALUES (?, ?)", id, new) }
  }

  func raiseVersion(_ id: Int64) throws { try db.execute("UPDATE teams SET version = version + 1 WHERE id = ?", id) }
}
