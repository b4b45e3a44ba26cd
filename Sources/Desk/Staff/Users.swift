internal import Crypto
package import Domain
internal import SQLite

/// Users of the centre. Nobody is deleted: who has left is disabled, and their history stays.
package struct Users {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package struct New: Sendable {
    package let login: String
    package let name: String
    package let role: Role
    package let discountLimit: Share
    package let hoursPerDay: Quantity
    /// A yescrypt hash, made by a worker because hashing is slow on purpose. nil: no log-in by password.
    package let passwordHash: String?

    package init(login: String, name: String, role: Role, discountLimit: Share, hoursPerDay: Quantity, passwordHash: String?) {
      self.login = login
      self.name = name
      self.role = role
      self.discountLimit = discountLimit
      self.hoursPerDay = hoursPerDay
      self.passwordHash = passwordHash
    }
  }

  package struct Edit: Sendable {
    package var name: String?
    package var role: Role?
    package var status: User.Status?
    package var discountLimit: Share?
    package var hoursPerDay: Quantity?

    package init(
      name: String? = nil, role: Role? = nil, status: User.Status? = nil, discountLimit: Share? = nil, hoursPerDay: Quantity? = nil
    ) {
      self.name = name
      self.role = role
      self.status = status
      self.discountLimit = discountLimit
      self.hoursPerDay = hoursPerDay
    }
  }

  package func create(_ new: New) throws -> User {
    guard try UserTable(context.db).find(login: new.login) == nil else { throw Refusal.conflict(.loginTaken(new.login)) }
    let user = User(
      id: 0, login: new.login, name: new.name, role: new.role, status: .active, discountLimit: new.discountLimit,
      hoursPerDay: new.hoursPerDay,
      createdAt: context.now, version: 1)
    let id = try UserTable(context.db).insert(user, passwordHash: new.passwordHash)
    try context.record(.userCreated, Subject(.user, id), [.fact("login", .text(new.login)), .fact("role", .init(new.role))])
    return try find(id)
  }

  package func find(_ id: Int64) throws -> User {
    guard let user = try UserTable(context.db).find(id) else { throw Refusal.notFound(.user) }
    return user
  }

  package func find(login: String) throws -> User {
    guard let user = try UserTable(context.db).find(login: login) else { throw Refusal.notFound(.user) }
    return user
  }

  package func list(login: String? = nil, role: Role?, status: User.Status?, _ page: PageRequest) throws -> Page<User> {
    try Page(UserTable(context.db).page(login: login, role: role, status: status, page), page) { Cursor(key: .integer($0.id), id: $0.id) }
  }

  package func edit(_ id: Int64, version: Versions?, _ edit: Edit) throws -> User {
    let old = try find(id)
    try context.match(version, old.version)
    let new = User(
      id: id, login: old.login, name: edit.name ?? old.name, role: edit.role ?? old.role, status: edit.status ?? old.status,
      discountLimit: edit.discountLimit ?? old.discountLimit, hoursPerDay: edit.hoursPerDay ?? old.hoursPerDay, createdAt: old.createdAt,
      version: old.version)
    try keepAnAdministrator(old, new)
    var details: [Detail] = []
    details.noteChange("name", .text(old.name), .text(new.name))
    details.noteChange("role", .init(old.role), .init(new.role))
    details.noteChange("status", .init(old.status), .init(new.status))
    details.noteChange("discount_limit_bp", .init(old.discountLimit), .init(new.discountLimit))
    details.noteChange("hours_per_day", .quantity(old.hoursPerDay), .quantity(new.hoursPerDay))
    guard !details.isEmpty else { return old }
    try UserTable(context.db).update(new)
    if new.status == .disabled { try TokenTable(context.db).revokeAll(of: id, at: context.now) }
    try context.record(old.status == new.status ? .userChanged : new.status.reached, Subject(.user, id), details)
    return try find(id)
  }

  /// Refuses to disable or demote the last administrator. After that only the console could give access again.
  private func keepAnAdministrator(_ old: User, _ new: User) throws {
    guard old.role == .admin, old.status == .active, new.role != .admin || new.status != .active, context.actor.userID != nil else {
      return
    }
    let others: Int64? = try context.db.value("SELECT count(*) FROM users WHERE role = 'admin' AND status = 'active' AND id <> ?", old.id)
    if others ?? 0 == 0 { throw Refusal.conflict(.lastAdmin) }
  }

  /// Sets a password and ends every session of the user.
  package func setPassword(_ id: Int64, version: Versions?, hash: String) throws -> User {
    try context.match(version, find(id).version)
    try UserTable(context.db).setPassword(id, hash: hash)
    try TokenTable(context.db).revokeAll(of: id, at: context.now)
    try context.record(.userPasswordSet, Subject(.user, id))
    return try find(id)
  }
}

extension User.Status {
  /// The event type for a user who gets this status.
  fileprivate var reached: EventType {
    switch self {
    case .active: .userActive
    case .disabled: .userDisabled
    }
  }
}
