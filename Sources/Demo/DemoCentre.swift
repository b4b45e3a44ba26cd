import Foundation
package import JSON

/// The demo centre: four tables as an office program exports them, and a user of each role.
package struct DemoCentre {
  /// Asks the desk and answers its JSON; a refusal is thrown.
  package typealias Ask = (_ method: String, _ path: String, _ body: [UInt8]?, _ type: String) throws -> JSONValue

  private static let people: [(login: String, name: String, role: String)] = [
    ("viewer", "Ольга Зайцева", "viewer"), ("operator", "Ирина Белова", "operator"), ("mechanic", "Пётр Сергеев", "mechanic"),
    ("mechanic2", "Андрей Кузьмин", "mechanic"), ("storekeeper", "Николай Орлов", "storekeeper"), ("advisor", "Анна Соколова", "advisor"),
    ("manager", "Виктор Лебедев", "manager"), ("admin", "Администратор", "admin"),
  ]
  private let ask: Ask
  package init(_ ask: @escaping Ask) { self.ask = ask }

  /// Fills a database that has no users yet. `table` reads the file of a kind.
  package func load(_ table: (_ kind: String) throws -> [UInt8]) throws {
    guard try get("/v1/users?limit=1").at("items").items.isEmpty else { return }
    for kind in ["clients", "vehicles", "parts", "operations"] { _ = try ask("POST", "/v1/imports/\(kind)", table(kind), "text/csv") }
    for person in Self.people {
      var json = JSONWriter()
      json.beginObject()
      json.field("login", person.login)
      json.field("name", person.name)
      json.field("role", person.role)
      json.field("discount_limit_bp", person.role == "advisor" ? 1_000 : 0)
      json.endObject()
      _ = try post("/v1/users", json.finish())
    }
  }

  /// The address, a new token for each role, and three lines to paste. Earlier demo tokens are revoked.
  package func welcome(to address: String) throws -> String {
    for token in try get("/v1/tokens?limit=200&name=demo&active=true").at("items").items {
      _ = try post("/v1/tokens/\(token.at("id").whole)/revoke")
    }
    var lines = ["serving on \(address)   documents: \(address)/docs", "", "export URL=\(address)"]
    for person in Self.people {
      lines.append("export \(person.login.uppercased())=\(try token(of: person.login))   # \(person.name), \(person.role)")
    }
    lines += [
      "",
      "curl -s $URL/v1/me -H \"Authorization: Bearer $ADVISOR\"",
      "curl -s \"$URL/v1/clients?q=савельев&limit=3\" -H \"Authorization: Bearer $ADVISOR\"",
      "curl -s \"$URL/v1/parts?low=true&limit=3\" -H \"Authorization: Bearer $STOREKEEPER\"",
      "",
    ]
    return lines.joined(separator: "\n")
  }

  /// New tokens by log-in name, each without a limit of requests.
  package func unlimitedTokens() throws -> [String: String] {
    var tokens: [String: String] = [:]
    for person in Self.people { tokens[person.login] = try token(of: person.login, limits: #","rate_per_second":0"#) }
    return tokens
  }

  private func token(of login: String, limits: String = "") throws -> String {
    guard let user = try get("/v1/users?login=\(login)&limit=1").at("items").items.first else {
      throw DemoFailure("there is no user \(login)")
    }
    let body = #"{"user_id":\#(user.at("id").whole),"name":"demo"\#(limits)}"#
    return try post("/v1/tokens", Array(body.utf8)).at("secret").text
  }

  private func get(_ path: String) throws -> JSONValue { try ask("GET", path, nil, "application/json") }
  private func post(_ path: String, _ body: [UInt8]? = nil) throws -> JSONValue { try ask("POST", path, body, "application/json") }
}

extension String {
  var percentEncodedQuery: String { addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? self }
}
