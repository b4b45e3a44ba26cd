import API
import Foundation
import JSON

enum StaffCommands {
  static let user = Command(
    name: "user", usage: "user add|disable|reset LOGIN [--name NAME] [--role ROLE] [--password-file FILE]",
    about: "Add a user, disable one, or set a new password (read from the file, or from standard input)",
    valued: ["name", "role", "password-file"], words: 2...2
  ) { arguments, config in
    let (deed, login) = (arguments.words[0], arguments.words[1])
    guard let taken = options[deed] else { throw Misuse("\(deed) is no deed") }
    try arguments.allow(taken, for: deed)
    let console = try Console(config, mayCreate: deed == "add")
    switch deed {
    case "add":
      let options = arguments.options
      let made = try console.ask(
        .addUser(
          login: login, name: options["name"] ?? login, role: options["role"] ?? "viewer", password: password(arguments)))
      Terminal.say("user \(member(made.json, "id")) added")
    case "disable":
      let id = try find(login, console)
      _ = try console.ask(.disableUser(id))
      Terminal.say("user \(login) disabled; their tokens are revoked")
    case "reset":
      let id = try find(login, console)
      _ = try console.ask(.setPassword(of: id, to: password(arguments)))
      Terminal.say("password set; the sessions of \(login) are over")
    default: break
    }
  }

  private static let options: [String: Set<String>] = [
    "add": ["name", "role", "password-file"], "disable": [], "reset": ["password-file"],
  ]

  static let token = Command(
    name: "token", usage: "token create LOGIN NAME [--unlimited] | token revoke ID | token list",
    about: "Make a key to the API (printed this once), revoke one at once, list them", flags: ["unlimited"], words: 1...3
  ) { arguments, config in
    let deed = arguments.words[0]
    try arguments.allow(deed == "create" ? ["unlimited"] : [], for: deed)
    switch (deed, arguments.words.count) {
    case ("create", 3): try create(arguments, Console(config))
    case ("revoke", 2):
      guard let id = Int64(arguments.words[1]) else { throw Misuse("\(arguments.words[1]) is no id") }
      _ = try Console(config).ask(.revokeToken(id))
      Terminal.say("token \(id) revoked")
    case ("list", 1): try list(Console(config))
    default: throw Misuse("create LOGIN NAME, revoke ID, or list")
    }
  }

  /// Creates a token. If its secret could not be printed, nobody knows it, so the token is revoked.
  private static func create(_ arguments: Arguments, _ console: Console) throws {
    let user = try find(arguments.words[1], console)
    let made = try console.ask(.createToken(of: user, name: arguments.words[2], unlimited: arguments.has("unlimited"))).json
    Terminal.say(member(made, "secret"))
    guard Terminal.isRefused else { return }
    let id = made.at("token/id").whole
    _ = try console.ask(.revokeToken(id))
    throw Failure("the secret could not be printed; token \(id) is revoked")
  }

  private static func list(_ console: Console) throws {
    var cursor: String?
    while true {
      let page = try console.ask(.tokens(after: cursor)).json
      guard case .object(let root) = page, case .array(let items)? = root["items"] else { return }
      for item in items {
        let state = member(item, "revoked_at") == "null" ? "active" : "revoked"
        Terminal.say("\(member(item, "id"))\tuser \(member(item, "user_id"))\t\(state)\t\(member(item, "name"))")
      }
      guard case .string(let next)? = root["next_cursor"] else { return }
      cursor = next
    }
  }

  private static func find(_ login: String, _ console: Console) throws -> Int64 {
    let page = try console.ask(.user(login: login))
    guard case .object(let root) = page.json, case .array(let items)? = root["items"], let first = items.first,
      let id = Int64(member(first, "id"))
    else { throw Failure("there is no user \(login)") }
    return id
  }

  /// Reads the password from a file or standard input, never from the command line, which every user of the machine can read.
  private static func password(_ arguments: Arguments) throws -> String {
    let text: String?
    if let file = arguments.options["password-file"] {
      let data = try FileName.read(file)
      text = String(decoding: data, as: UTF8.self)
    } else {
      if isatty(0) != 0 { Terminal.complain("password:") }
      text = readLine()
    }
    guard let text, !text.isEmpty else { throw Failure("no password was given") }
    return text.split(separator: "\n").first.map(String.init) ?? text
  }

  static func member(_ value: JSONValue, _ name: String) -> String {
    guard case .object(let object) = value, let member = object[name] else { return "null" }
    switch member {
    case .string(let text): return text
    case .number(let number): return number.text
    case .bool(let flag): return "\(flag)"
    default: return "null"
    }
  }
}
