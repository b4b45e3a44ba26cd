import Foundation
import JSON

/// The demo centre: the files of `config/demo`, and a user of each role.
enum DemoCentre {
  static let people: [(login: String, name: String, role: String)] = [
    ("viewer", "Ольга Зайцева", "viewer"), ("operator", "Ирина Белова", "operator"), ("mechanic", "Пётр Сергеев", "mechanic"),
    ("mechanic2", "Андрей Кузьмин", "mechanic"), ("storekeeper", "Николай Орлов", "storekeeper"), ("advisor", "Анна Соколова", "advisor"),
    ("manager", "Виктор Лебедев", "manager"), ("admin", "Администратор", "admin"),
  ]

  /// Fills a database that has no users yet.
  static func load(_ counter: Counter, folder: String = "config/demo") throws {
    guard case .object(let page) = try counter.ask("GET", "/v1/users?limit=1").json, case .array(let users)? = page["items"], users.isEmpty
    else {
      return
    }
    for kind in ["clients", "vehicles", "parts", "operations"] {
      let table = try FileName.read(FileName.absolute("\(folder)/\(kind).csv", in: FileName.workingDirectory))
      _ = try counter.ask("POST", "/v1/imports/\(kind)", table, type: "text/csv")
    }
    for person in people {
      var json = JSONWriter()
      json.beginObject()
      json.field("login", person.login)
      json.field("name", person.name)
      json.field("role", person.role)
      json.field("discount_limit_bp", person.role == "advisor" ? 1_000 : 0)
      json.endObject()
      _ = try counter.ask("POST", "/v1/users", json.finish())
    }
  }

  /// Prints the address, a new token for each role, and three lines to paste. Earlier demo tokens are revoked.
  static func welcome(_ address: String, _ config: Config) {
    do {
      let counter = try Counter(config)
      try revokeOld(counter)
      var lines = ["serving on \(address)   documents: \(address)/docs", "", "export URL=\(address)"]
      for person in people {
        lines.append("export \(person.login.uppercased())=\(try token(of: person.login, counter))   # \(person.name), \(person.role)")
      }
      lines += [
        "",
        "curl -s $URL/v1/me -H \"Authorization: Bearer $ADVISOR\"",
        "curl -s \"$URL/v1/clients?q=савельев&limit=3\" -H \"Authorization: Bearer $ADVISOR\"",
        "curl -s \"$URL/v1/parts?low=true&limit=3\" -H \"Authorization: Bearer $STOREKEEPER\"",
        "",
      ]
      Terminal.say(lines.joined(separator: "\n"))
    } catch { Terminal.complain("the demo's tokens could not be made: \(error)") }
  }

  static func token(of login: String, _ counter: Counter, unlimited: Bool = false) throws -> String {
    guard case .object(let page) = try counter.ask("GET", "/v1/users?login=\(login)&limit=1").json, case .array(let users)? = page["items"],
      let user = users.first, let id = Int64(StaffCommands.member(user, "id"))
    else { throw Failure("there is no user \(login)") }
    let made = try counter.ask(
      "POST", "/v1/tokens", Array(#"{"user_id":\#(id),"name":"demo"\#(unlimited ? #","rate_per_second":0"# : "")}"#.utf8))
    return StaffCommands.member(made.json, "secret")
  }

  private static func revokeOld(_ counter: Counter) throws {
    guard case .object(let page) = try counter.ask("GET", "/v1/tokens?limit=200&name=demo&active=true").json,
      case .array(let tokens)? = page["items"]
    else { return }
    for token in tokens { _ = try counter.ask("POST", "/v1/tokens/\(StaffCommands.member(token, "id"))/revoke") }
  }
}
