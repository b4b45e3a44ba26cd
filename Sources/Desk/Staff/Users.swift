internal import Crypto
package import Domain

/// Users of the centre. Nobody is deleted: who has left is disabled, and their history stays.
package struct Users {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Creates a user. `passwordHash` is a yescrypt hash, made by a worker because hashing is slow on purpose. nil: no
  /// log-in by password.
  package func create(_ user: User, passwordHash: String?) throws -> User {
    guard try UserTable(context.db).find(login: user.login) == nil else { throw Refusal.conflict(.loginTaken(user.login)) }
    let id = try UserTable(context.db).insert(user, passwordHash: passwordHash)
    try context.record(.userCreated, Subject(.user, id), [.fact("login", .text(user.login)), .fact("role", .init(user.role))])
    return try find(id)
  }

  package func find(_ id: Int64) throws -> User { try context.find(UserTable.self, id) }

  package func find(login: String) throws -> User {
    guard let user = try UserTable(context.db).find(login: login) else { throw Refusal.notFound(.user) }
    return user
  }

  package func list(login: String? = nil, role: Role?, status: User.Status?, _ page: PageRequest) throws -> Page<User> {
    try Page(UserTable(context.db).page(login: login, role: role, status: status, page), page)
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout User) -> Void) throws -> User {
    try context.edit(UserTable.self, id, version, change) { old, new in
      try keepAnAdministrator(old, new)
    } keep: { old, new, changes in
      if new.status == .disabled { try TokenTable(context.db).revokeAll(of: id, at: context.now) }
      try context.record(old.status == new.status ? .userChanged : new.status.reached, Subject(.user, id), changes)
    }
  }

  /// Refuses to disable or demote the last administrator. After that only the console could give access again.
  private func keepAnAdministrator(_ old: User, _ new: User) throws {
    guard old.role == .admin, old.status == .active, new.role != .admin || new.status != .active, context.actor.userID != nil else {
      return
    }
    if try UserTable(context.db).administrators(beside: old.id) == 0 { throw Refusal.conflict(.lastAdmin) }
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
