import Domain
import Testing

@testable import API

@Suite struct StaffRoutesTests {
  @Test func aTokenIsShownOnceAndDiesAtOnceWhenRevoked() throws {
    let world = try World()
    let made = world.post("/v1/tokens", #"{"user_id":1,"name":"terminal"}"#, as: .admin)
    #expect(made.status == 201)
    let secret = made["secret"].string ?? ""
    #expect(secret.hasPrefix("sd_"))
    let headers = [("Authorization", "Bearer \(secret)")]
    #expect(world.ask("GET", "/v1/me", as: nil, headers: headers).status == 200)
    #expect(!world.get("/v1/tokens", as: .admin).text.contains(secret))
    #expect(world.post("/v1/tokens/\(made["token/id"].int ?? 0)/revoke", as: .admin).status == 200)
    #expect(world.ask("GET", "/v1/me", as: nil, headers: headers).status == 401)
  }

  @Test func aBodyNamesAllItsFaultsAtOnceWithTheirPlaces() throws {
    let world = try World()
    let answer = world.post("/v1/users", #"{"login":"x","role":"king","password":"short","colour":"red"}"#, as: .admin)
    #expect(answer.status == 422)
    #expect(answer.code == "invalid")
    #expect(Set(answer.pointers) == ["/login", "/name", "/role", "/password", "/colour"])
    #expect(Set(answer.codes) == ["too_short", "required", "not_allowed", "unknown_field"])
  }

  @Test func anUnknownParameterIsRefusedByName() throws {
    let world = try World()
    let answer = world.get("/v1/users?r%C3%B4le=admin&limit=0&limit=5&colour=red", as: .admin)
    #expect(answer.status == 400)
    #expect(Set(answer.codes).isSuperset(of: ["unknown_parameter", "out_of_range", "repeated_parameter"]))
  }

  @Test func pagesFollowEachOtherAndKnowTheirList() throws {
    let world = try World()
    let first = world.get("/v1/users?limit=3", as: .admin)
    #expect(first["items"].array.count == 3)
    let cursor = first["next_cursor"].string ?? ""
    let second = world.get("/v1/users?limit=3&cursor=\(cursor)", as: .admin)
    #expect(second["items/0/id"].int == 4)
    #expect(world.get("/v1/users?limit=3&role=admin&cursor=\(cursor)", as: .admin).codes == ["bad_cursor"])
  }

  @Test func anAnswerCanBeNarrowedToTheFieldsAsked() throws {
    let world = try World()
    #expect(world.get("/v1/users/1?fields=login,role", as: .admin).text == #"{"login":"viewer","role":"viewer"}"#)
    #expect(world.get("/v1/users/1?fields=login,salary", as: .admin).codes == ["unknown_answer_field"])
  }

  @Test func aStaleVersionIsRefusedAndAMissingOneDemanded() throws {
    let world = try World()
    let id = world.users[.mechanic] ?? 0
    let user = world.get("/v1/users/\(id)", as: .admin)
    #expect(world.ask("PATCH", "/v1/users/\(id)", #"{"name":"A"}"#, as: .admin, headers: [("If-Match", "-")]).status == 428)
    #expect(world.ask("PATCH", "/v1/users/\(id)", #"{"name":"A"}"#, as: .admin, headers: [("If-Match", user.etag)]).status == 200)
    let stale = world.ask("PATCH", "/v1/users/\(id)", #"{"name":"B"}"#, as: .admin, headers: [("If-Match", user.etag)])
    #expect(stale.status == 412)
    #expect(stale.etag == "\"2\"")
    #expect(world.ask("GET", "/v1/users/\(id)", as: .admin, headers: [("If-None-Match", "\"2\"")]).status == 304)
  }

  @Test func aRetryWithTheSameKeyGetsTheSameAnswerAndHappensOnce() throws {
    let world = try World()
    let body = #"{"login":"petrov","name":"Пётр","role":"mechanic"}"#
    let first = world.ask("POST", "/v1/users", body, as: .admin, headers: [("Idempotency-Key", "k1")])
    #expect(first.status == 201)
    let again = world.ask("POST", "/v1/users", body, as: .admin, headers: [("Idempotency-Key", "k1")])
    #expect(again.status == 201)
    #expect(again.body == first.body)
    let other = world.ask(
      "POST", "/v1/users", #"{"login":"sidorov","name":"С","role":"mechanic"}"#, as: .admin, headers: [("Idempotency-Key", "k1")])
    #expect(other.code == "invalid")
    #expect(other.codes == ["idempotency_key_reused"])
  }

  @Test func aPasswordOpensASessionAndAfterTheFifthFailureTheAccountRests() throws {
    let world = try World()
    world.post("/v1/users", #"{"login":"petrov","name":"Пётр","role":"mechanic","password":"четыре лошади ждут"}"#, as: .admin)
    let right = #"{"login":"Petrov","password":"четыре лошади ждут"}"#
    let opened = world.post("/v1/login", right, as: nil)
    #expect(opened.status == 200)
    for _ in 1...5 { #expect(world.post("/v1/login", #"{"login":"petrov","password":"wrong"}"#, as: nil).status == 401) }
    let resting = world.post("/v1/login", right, as: nil)
    #expect(resting.status == 429)
    #expect(resting.headers["Retry-After"] != nil)
    #expect(resting.headers["RateLimit"] == "\"login\";r=3;t=60")
    world.wait(minutes: 2)
    #expect(world.post("/v1/login", right, as: nil).status == 200)
  }
}

@Suite struct GateTests {
  @Test func aTokenHasABurstAndIsThenToldToWait() throws {
    let world = try World()
    let secret = world.post("/v1/tokens", #"{"user_id":1,"name":"slow","rate_per_second":1,"burst":3}"#, as: .admin)["secret"].string ?? ""
    let headers = [("Authorization", "Bearer \(secret)")]
    for left in [2, 1, 0] {
      let answer = world.ask("GET", "/v1/me", as: nil, headers: headers)
      #expect(answer.status == 200)
      #expect(answer.headers["RateLimit"] == "\"token\";r=\(left);t=3")
    }
    let refused = world.ask("GET", "/v1/me", as: nil, headers: headers)
    #expect(refused.status == 429)
    #expect(refused.headers["Retry-After"] == "1")
    #expect(refused.headers["RateLimit-Policy"] == "\"token\";q=3;w=3")
    #expect(refused.headers["RateLimit"] == "\"token\";r=0;t=1")
    world.wait(minutes: 1)
    #expect(world.ask("GET", "/v1/me", as: nil, headers: headers).status == 200)
  }

  @Test func anAddressGetsTenLogInsAMinute() throws {
    let world = try World()
    // Uses a new name each time, because a name pauses after failures.
    func guess(_ number: Int) -> World.Answer { world.post("/v1/login", #"{"login":"nobody\#(number)","password":"guess"}"#, as: nil) }
    for left in (0...9).reversed() {
      let answer = guess(left)
      #expect(answer.status == 401)
      #expect(answer.headers["RateLimit"] == "\"login\";r=\(left);t=60")
    }
    let refused = guess(10)
    #expect(refused.status == 429)
    #expect(refused.headers["Retry-After"] == "6")
    #expect(refused.headers["RateLimit-Policy"] == "\"login\";q=10;w=60")
    #expect(refused.headers["RateLimit"] == "\"login\";r=0;t=6")
  }

  @Test func behindATrustedProxyItIsTheLastHopThatIsNotOursThatCounts() throws {
    let world = try World()
    let gate = Gate(trustedProxies: ["10.0.0.1", "10.0.0.2"], now: { 0 })
    var tries = 0
    func logIn(_ hops: String, from peer: String = "10.0.0.1") -> Int {
      tries += 1
      let body = #"{"login":"nobody\#(tries)","password":"guess"}"#
      let head =
        "POST /v1/login HTTP/1.1\r\nHost: desk\r\nX-Forwarded-For: \(hops)\r\nContent-Type: application/json\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n"
      return world.send(Array((head + body).utf8), through: nil, gate, from: peer).status
    }
    // The client can put addresses into X-Forwarded-For only at its left end, which does not reset the limit.
    for number in 1...10 { #expect(logIn("9.9.9.\(number), 203.0.113.7, 10.0.0.2") == 401) }
    #expect(logIn("203.0.113.7") == 429)
    #expect(logIn("203.0.113.8") == 401)
    // A peer that is not a trusted proxy is counted by its own address, whatever the header says.
    for number in 1...10 { #expect(logIn("9.9.9.\(number)", from: "198.51.100.5") == 401) }
    #expect(logIn("203.0.113.9", from: "198.51.100.5") == 429)
  }

  @Test func aBodyThatIsNotJSONIsOfAnUnsupportedKind() throws {
    let world = try World()
    #expect(world.ask("POST", "/v1/login", "login=a", as: nil, headers: [("Content-Type", "text/plain")]).status == 415)
    #expect(world.post("/v1/login", "{", as: nil).status == 400)
    #expect(world.post("/v1/login", "[]", as: nil).status == 422)
  }

  @Test func aPathOfAnotherMethodSaysWhichThereAre() throws {
    let world = try World()
    let answer = world.ask("PUT", "/v1/me", "{}", as: .admin)
    #expect(answer.status == 405)
    #expect(answer.headers["Allow"] == "GET, HEAD, OPTIONS")
    #expect(world.ask("OPTIONS", "/v1/me", as: nil).status == 204)
    #expect(world.get("/v1/nothing").status == 404)
  }

  @Test func theServerItselfIsAskedWithAnAsteriskAndMethodsAreCaseSensitive() throws {
    let world = try World()
    let server = world.ask("OPTIONS", "*", as: nil)
    #expect(server.status == 204)
    #expect(server.headers["Allow"] == "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")
    #expect(world.ask("OPTIONS", "http://desk", as: nil).status == 204)
    for method in ["get", "Get", "TRACE", "BREW"] {
      let answer = world.ask(method, "/v1/me", as: .admin)
      #expect(answer.status == 405 && answer.headers["Allow"] == "GET, HEAD, OPTIONS", "\(method)")
      #expect(!answer.text.contains(world.token(.admin)))
    }
    #expect(world.ask("TRACE", "/v1/nothing", as: .admin).status == 404)
  }
}
