internal import Desk
internal import Domain
internal import HTTP

extension Room {
  package static let staff = Room("Staff") { r in
    r.get("/v1/me", "The current user and rights", .readDesk, StaffJSON.me) { call in
      let user = try call.actor.userID.map { try Users(call.context).find($0) }
      return StaffJSON.Me(user: user, role: call.actor.role, rights: Right.allCases.filter(call.actor.role.may))
    }
    r.action("/v1/login", "Log in for twelve hours", nil, takes: LoginBody.self, StaffJSON.tokenWithSecret, on: .worker, secret: true) {
      call, body in
      try logIn(call, body)
    }
    r.action("/v1/logout", "End this session", .readDesk, StaffJSON.token) { call in
      try Tokens(call.context).revoke(call.request.session.tokenID)
    }

    r.list("/v1/users", "The people of the centre", .readDesk, query: UserQuery.self, StaffJSON.user) { call, query, page in
      try Users(call.context).list(login: query.login, role: query.role, status: query.status, page)
    }
    r.get("/v1/users/{id}", "One user", .readDesk, StaffJSON.user) { call in try Users(call.context).find(call.id()) }
    r.create(
      "/v1/users", "Add a user", .users, takes: UserBody.self, StaffJSON.user, at: { "/v1/users/\($0.id)" }, on: .worker
    ) { call, body in try addUser(call, body) }
    r.patch("/v1/users/{id}", "Change a user", .users, takes: Change<User>.self, StaffJSON.user) { call, body, version in
      try Users(call.context).edit(call.id(), version: version, body.apply)
    }
    r.action(
      "/v1/users/{id}/password", "Set a password; ends the user's sessions", .users, takes: PasswordBody.self, StaffJSON.user, on: .worker
    ) {
      call, body, version in
      let id = try call.id()
      try check(body.password, ofLogin: Users(call.context).find(id).login)
      let hash = try Logins.hash(body.password)
      let user = try call.write { try Users($0).setPassword(id, version: version, hash: hash) }
      call.onDesk.tries.forget(user.login)
      return user
    }

    r.list("/v1/tokens", "Keys to the API", .users, query: TokenQuery.self, StaffJSON.token) { call, query, page in
      try Tokens(call.context).list(userID: query.userID, name: query.name, active: query.active, page)
    }
    r.create(
      "/v1/tokens", "Make a key; its secret is shown this once", .users, takes: TokenBody.self, StaffJSON.tokenWithSecret, secret: true
    ) {
      call, body in
      let made = try Tokens(call.context).create(
        userID: body.userID, name: body.name, expiresAt: body.expiresAt, ratePerSecond: body.ratePerSecond.map { Int(clamping: $0) },
        burst: body.burst.map { Int(clamping: $0) })
      return StaffJSON.TokenWithSecret(token: made.token, secret: made.secret)
    }
    r.action("/v1/tokens/{id}/revoke", "Make a key useless, at once", .users, StaffJSON.token) { call in
      try Tokens(call.context).revoke(call.id())
    }
  }

  private static func logIn(_ call: Call, _ body: LoginBody) throws -> StaffJSON.TokenWithSecret {
    let (tries, address) = (call.onDesk.tries, call.request.admission.address)
    switch try Logins(call.context, tries, from: address).compare(login: body.login, password: body.password) {
    case .locked(let seconds): throw Refusal.tooMany(retryAfter: seconds)
    case .wrong(let userID, let seconds):
      try call.write(isLast: { _ in false }) { try Logins($0, tries, from: address).noteFailure(userID, seconds: seconds) }
      throw Refusal.unauthenticated(.credentialsWrong)
    case .right(let userID):
      let opened = try call.write { try Logins($0, tries, from: address).open(userID) }
      return StaffJSON.TokenWithSecret(token: opened.token, secret: opened.secret)
    }
  }

  private static func addUser(_ call: Call, _ body: UserBody) throws -> User {
    let hash = try body.password.map { password in
      try check(password, ofLogin: body.login)
      return try Logins.hash(password)
    }
    return try call.write { context in
      try Users(context).create(body.user(at: context.now), passwordHash: hash)
    }
  }

  private static func check(_ password: String, ofLogin login: String) throws(Refusal) {
    do throws(Reason) { try Login.check(password: password, login: login) } catch { throw .invalid(error.at("/password")) }
  }
}
