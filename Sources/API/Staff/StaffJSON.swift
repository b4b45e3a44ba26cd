internal import Desk
package import Domain

enum StaffJSON {
  static let user = Shape<User>("User", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.text("login") { $0.login }
    s.text("name") { $0.name }
    s.word("role") { $0.role }
    s.word("status") { $0.status }
    s.share("discount_limit_bp") { $0.discountLimit }
    s.quantity("hours_per_day") { $0.hoursPerDay }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }

  static let token = Shape<Token>("Token") { s in
    s.integer("id") { $0.id }
    s.integer("user_id") { $0.userID }
    s.text("name") { $0.name }
    s.integer("rate_per_second") { $0.ratePerSecond.map(Int64.init) }
    s.integer("burst") { $0.burst.map(Int64.init) }
    s.time("created_at") { $0.createdAt }
    s.time("expires_at") { $0.expiresAt }
    s.time("revoked_at") { $0.revokedAt }
  }

  struct TokenWithSecret {
    let token: Token
    let secret: String
  }
  static let tokenWithSecret = Shape<TokenWithSecret>("TokenWithSecret") { s in
    s.text("secret") { $0.secret }
    s.object("token", token) { $0.token }
  }

  struct Me {
    let user: User?
    let role: Role
    let rights: [Right]
  }
  static let me = Shape<Me>("Me") { s in
    s.object("user", user) { $0.user }
    s.word("role") { $0.role }
    s.texts("rights") { $0.rights.map(\.rawValue) }
  }
}

struct UserQuery: Declared {
  let login: String?
  let role: Role?
  let status: User.Status?
  init(_ fields: inout Fields) {
    login = fields.optional("login", .text(1...64))
    role = fields.optional("role", .choice())
    status = fields.optional("status", .choice())
  }
}

/// A new user. The password is not a field of `User`.
struct UserBody: Declared {
  let fill: Form<User>.Step
  let login: String
  let password: String?
  init(_ fields: inout Fields) {
    login = fields.required("login", .text(2...64))
    fill = Form.new(&fields, User.fields)
    password = fields.optional("password", .password)
  }
  static let example: String? =
    #"{"login":"petrov","name":"Пётр Петров","role":"mechanic","hours_per_day":8,"password":"четыре лошади ждут"}"#

  func user(at now: Instant) -> User {
    User(.viewer, at: now).with { user in
      user.login = login
      fill(&user)
    }
  }
}

extension User: Formed {
  package static func fields(_ form: inout Form<User>) {
    form.required("name", .line, \.name)
    form.required("role", .choice(), \.role)
    form.later("status", .choice(), \.status)
    form.defaulted("discount_limit_bp", .share, \.discountLimit, "The discount the user may give, in basis points")
    form.defaulted("hours_per_day", .quantity(0...24_000), \.hoursPerDay, "A mechanic's capacity")
  }
  package static let newExample: String? = nil
  package static let changeExample: String? = #"{"name":"Пётр Сергеевич Петров"}"#
}

struct PasswordBody: Declared {
  let password: String
  init(_ fields: inout Fields) { password = fields.required("password", .password) }
  static let example: String? = #"{"password":"четыре лошади ждут"}"#
}

struct LoginBody: Declared {
  let login: String
  let password: String
  init(_ fields: inout Fields) {
    login = fields.required("login", .text(1...64))
    password = fields.required("password", .secret)
  }
  static let example: String? = #"{"login":"petrov","password":"четыре лошади ждут"}"#
}

struct TokenQuery: Declared {
  let userID: Int64?
  let name: String?
  let active: Bool?
  init(_ fields: inout Fields) {
    userID = fields.optional("user_id", .id)
    name = fields.optional("name", .line)
    active = fields.optional("active", .flag, "Neither revoked nor expired")
  }
}

struct TokenBody: Declared {
  let userID: Int64
  let name: String
  let ratePerSecond: Int64?
  let burst: Int64?
  let expiresAt: Instant?
  init(_ fields: inout Fields) {
    userID = fields.required("user_id", .id)
    name = fields.required("name", .line)
    ratePerSecond = fields.optional("rate_per_second", .integer(0...1_000_000), "Requests a second; 0 is no limit, absent the default")
    burst = fields.optional("burst", .integer(1...1_000_000))
    expiresAt = fields.optional("expires_at", .time)
  }
  static let example: String? = #"{"user_id":1,"name":"Терминал в зоне приёмки"}"#
}

extension Kind where T == String {
  /// A password as yescrypt accepts it: without NUL, at most 511 bytes, not trimmed.
  static var secret: Kind {
    Kind(.text(min: 1, max: 255, format: "password"), placeholder: "") { input, pointer, faults in
      guard let text = input.string else { return faults.add(.wrongType("string", at: pointer)) }
      if text.isEmpty { return faults.add(.empty(at: pointer)) }
      if text.utf8.count > 511 { return faults.add(.tooLong(255, at: pointer)) }
      if text.utf8.contains(0) { return faults.add(.controlCharacter(at: pointer)) }
      return text
    }
  }

  /// A new password: at least ten characters and not an expected one. Comparing it with the login needs both fields
  /// and happens elsewhere.
  static var password: Kind {
    Kind(.text(min: 10, max: 255, format: "password"), placeholder: "") { input, pointer, faults in
      guard let text = secret.read(input, pointer, &faults) else { return nil }
      if text.count < PasswordRule.least { return faults.add(.tooShort(PasswordRule.least, at: pointer)) }
      if let reason = PasswordRule.reason(against: text) { return faults.add(reason.at(pointer)) }
      return text
    }
  }
}
