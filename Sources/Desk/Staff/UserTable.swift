internal import Domain
internal import SQLite

extension Role: Bindable, Column {}
extension User.Status: Bindable, Column {}

struct UserTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func find(_ id: Int64) throws -> User? {
    try db.first(
      "SELECT id, login, name, role, status, discount_limit_bp, hours_per_day, created_at, version FROM users WHERE id = ?", id,
      map: Self.map)
  }

  func find(login: String) throws -> User? {
    try db.first(
      "SELECT id, login, name, role, status, discount_limit_bp, hours_per_day, created_at, version FROM users WHERE login = ?", login,
      map: Self.map)
  }

  func page(login: String?, role: Role?, status: User.Status?, _ request: PageRequest) throws -> [User] {
    var select = Select(
      "SELECT id, login, name, role, status, discount_limit_bp, hours_per_day, created_at, version FROM users WHERE TRUE")
    if let login { select.add("AND login = ?", login) }
    if let role { select.add("AND role = ?", role) }
    if let status { select.add("AND status = ?", status) }
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  func insert(_ user: User, passwordHash: String?) throws -> Int64 {
    try db.insert(
      "INSERT INTO users (login, name, role, discount_limit_bp, hours_per_day, password_hash, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      user.login, user.name, user.role, user.discountLimit, user.hoursPerDay, passwordHash, user.createdAt)
  }

  func update(_ user: User) throws {
    try db.execute(
      """
      UPDATE users SET name = ?, role = ?, status = ?, discount_limit_bp = ?, hours_per_day = ?, version = version + 1 WHERE id = ?
      """, user.name, user.role, user.status, user.discountLimit, user.hoursPerDay, user.id)
  }

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

  private static func map(_ row: borrowing Row) throws -> User {
    try User(
      id: row[0], login: row[1], name: row[2], role: row[3], status: row[4], discountLimit: row[5], hoursPerDay: row[6], createdAt: row[7],
      version: row[8])
  }
}
