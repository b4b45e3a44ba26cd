internal import JSON

/// Requests of the commands `user` and `token`.
extension ConsoleRequest {
  package static func addUser(login: String, name: String, role: String, password: String) -> ConsoleRequest {
    ConsoleRequest(
      "POST", "/v1/users",
      object { json in
        json.field("login", login)
        json.field("name", name)
        json.field("role", role)
        json.field("password", password)
      })
  }

  package static func user(login: String) -> ConsoleRequest { ConsoleRequest("GET", "/v1/users?limit=1&login=\(login.percentEncoded)") }

  package static func disableUser(_ id: Int64) -> ConsoleRequest {
    ConsoleRequest("PATCH", "/v1/users/\(id)", object { $0.field("status", "disabled") }, headers: ["If-Match: *"])
  }

  package static func setPassword(of id: Int64, to password: String) -> ConsoleRequest {
    ConsoleRequest("POST", "/v1/users/\(id)/password", object { $0.field("password", password) })
  }

  package static func createToken(of userID: Int64, name: String, unlimited: Bool) -> ConsoleRequest {
    ConsoleRequest(
      "POST", "/v1/tokens",
      object { json in
        json.field("user_id", userID)
        json.field("name", name)
        if unlimited { json.field("rate_per_second", 0) }
      })
  }

  package static func revokeToken(_ id: Int64) -> ConsoleRequest { ConsoleRequest("POST", "/v1/tokens/\(id)/revoke") }

  package static func tokens(after cursor: String?) -> ConsoleRequest {
    ConsoleRequest("GET", "/v1/tokens?limit=200" + (cursor.map { "&cursor=\($0)" } ?? ""))
  }
}
