internal import Domain
internal import SQLite

extension Role: Cell {}
extension User.Status: Cell {}

struct UserTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "users", blank: User(.viewer, at: .epoch),
    [
      .kept("id", \.id), .fixed("login", \.login), .edited("name", \.name), .edited("role", \.role), .edited("status", \.status),
      .edited("discount_limit_bp", \.discountLimit), .edited("hours_per_day", \.hoursPerDay), .fixed("created_at", \.createdAt),
      .kept("version", \.version),
    ])

  func find(login: String) throws -> User? { try first("WHERE login = ?", login) }

  func page(login: String?, role: Role?, status: User.Status?, _ request: PageRequest) throws -> [User] {
    var select = Self.form.select()
    if let login { select.add("AND login = ?", login) }
    if let role { select.add("AND role = ?", role) }
    if let status { select.add("AND status = ?", status) }
    return try page(byID: select, request)
  }

  /// The number of other active administrators.
  func administrators(beside id: Int64) throws -> Int {
    try db.value("SELECT count(*) FROM users WHERE role = 'admin' AND status = 'active' AND id <> ?", id) ?? 0
  }

  func insert(_ user: User, passwordHash: String?) throws -> Int64 { try insert(user, and: [("password_hash", passwordHash)]) }

  // MARK: Passwords

  struct Account {
    let userID: Int64
    let passwordHash: String?
    let status: User.Status
  }

  func account(login: String) throws -> Account? {
    try db.first("SELECT id, password_hash, status FROM users WHERE login = ?", login) { row in
      try Account(userID: row[0], passwordHash: row[1], status: row[2])
    }
  }

  func setPassword(_ id: Int64, hash: String) throws {
    try db.execute("UPDATE users SET password_hash = ?, version = version + 1 WHERE id = ?", hash, id)
  }

  /// A write that changes nothing; see `Logins.noteFailure`.
  func touchAny() throws { try db.execute("UPDATE users SET status = status WHERE id = (SELECT min(id) FROM users)") }
}
