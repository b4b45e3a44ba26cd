import Crypto
import Desk
import Domain
import HTTP
import SQLite
import Testing

@testable import API

/// Attempts to guess names and passwords.
@Suite struct LogInTests {
  private let world: World
  private let password = "четыре лошади ждут"

  init() throws {
    world = try World()
    world.post("/v1/users", #"{"login":"petrov","name":"Пётр","role":"mechanic","password":"\#(password)"}"#, as: .admin)
  }

  /// Logs in from one address. A new gate for each call leaves out the limit per address, which another test covers.
  private func logIn(_ login: String, _ password: String, key: String = "", from peer: String = "203.0.113.7") -> World.Answer {
    let body = #"{"login":"\#(login)","password":"\#(password)"}"#
    let head =
      "POST /v1/login HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
      + (key.isEmpty ? "" : "Idempotency-Key: \(key)\r\n")
    return world.send(Array((head + "\r\n" + body).utf8), through: nil, Gate(trustedProxies: [], now: { 0 }), from: peer)
  }

  /// The response without the request's id and the state of the limit.
  private func told(_ answer: World.Answer) -> String {
    "\(answer.status) \(answer.code) \(answer["detail"].string ?? "") \(answer.headers["Retry-After"] ?? "")"
  }

  @Test func aNameThatNobodyHasIsAnsweredAndRestsLikeOneThatSomebodyHas() throws {
    for _ in 0..<3 {
      for _ in 1...6 {
        let (known, unknown) = (logIn("petrov", "wrong"), logIn("Nobody", "wrong"))
        #expect(told(known) == told(unknown), "\(known) \(unknown)")
      }
      // The 429 comes from the name's pause, not from the limit of the address.
      #expect(logIn("petrov", password).status == 429)
      world.wait(minutes: 60)
    }
    #expect(logIn("petrov", password).status == 200)
  }

  @Test func aDisabledUserIsAnsweredLikeAWrongPassword() throws {
    let id = world.get("/v1/users?login=petrov", as: .admin)["items/0/id"].int ?? 0
    #expect(world.ask("PATCH", "/v1/users/\(id)", #"{"status":"disabled"}"#, as: .admin).status == 200)
    #expect(told(logIn("petrov", password)) == told(logIn("petrov", "wrong")))
  }

  @Test func whileANameRestsNoPasswordIsComparedAndTheOwnerIsToldToWait() throws {
    for _ in 1...5 { #expect(logIn("petrov", "wrong").status == 401) }
    #expect(told(logIn("petrov", password)) == told(logIn("petrov", "wrong")), "a right guess is not told from a wrong one")
  }

  @Test func strangersElsewhereDoNotKeepTheOwnerOut() throws {
    for _ in 1...8 { _ = logIn("petrov", "wrong", from: "198.51.100.1") }
    #expect(logIn("petrov", password, from: "198.51.100.1").status == 429)
    #expect(logIn("petrov", password).status == 200, "another address")
  }

  @Test func afterFiftyFailuresFromAnywhereOnlyAnAddressThatIsKnownPasses() throws {
    #expect(logIn("petrov", password, from: "203.0.113.7").status == 200)
    for number in 1...50 { #expect(logIn("petrov", "wrong", from: "198.51.100.\(number)").status == 401) }
    #expect(logIn("petrov", password, from: "198.51.100.99").status == 429)
    #expect(logIn("petrov", password, from: "203.0.113.7").status == 200)
    #expect(logIn("petrov", password, from: "198.51.100.99").status == 429, "the others go on waiting")
    world.wait(minutes: 2)
    #expect(logIn("petrov", password, from: "198.51.100.99").status == 200)
    let kept: [[UInt8]] = try world.desk.db.all("SELECT address_hash FROM login_addresses") { row in try row[0] }
    #expect(kept.count == 2 && kept.allSatisfy { $0.count == 32 })
  }

  @Test func aNewPasswordForgetsTheGuessesAtTheOldOne() throws {
    for _ in 1...5 { _ = logIn("petrov", "wrong") }
    #expect(logIn("petrov", password).status == 429)
    let id = world.get("/v1/users?login=petrov", as: .admin)["items/0/id"].int ?? 0
    #expect(world.post("/v1/users/\(id)/password", #"{"password":"пять лошадей ждут"}"#, as: .admin).status == 200)
    #expect(logIn("petrov", "пять лошадей ждут").status == 200)
  }

  /// Unicode lower-cases U+212A to k, but in a login it is not a k.
  @Test func aLetterThatOnlyUnicodeTakesForALatinOneIsAnotherName() throws {
    world.post("/v1/users", #"{"login":"kim","name":"Ким","role":"mechanic","password":"\#(password)"}"#, as: .admin)
    #expect(logIn("KIM", password).status == 200)
    #expect(logIn("\u{212A}im", password).status == 401)
    for name in ["\u{212A}im", "\u{212A}at"] {
      let statuses = (1...7).map { _ in told(logIn(name, "wrong", from: "198.51.100.7")) }
      #expect(statuses == (1...7).map { _ in told(logIn("nobody-\(name.count)\(name.last ?? "x")", "wrong", from: "198.51.100.8")) })
    }
  }

  @Test func twoStrangersMayChooseTheSameKey() throws {
    world.post("/v1/users", #"{"login":"sidorov","name":"С","role":"mechanic","password":"\#(password)"}"#, as: .admin)
    #expect(logIn("petrov", password, key: "1").status == 200)
    #expect(logIn("sidorov", password, key: "1").status == 200)
  }

  @Test func aLoginOf64LettersLogsIn() throws {
    let name = String(repeating: "a", count: 64)
    let user = #"{"login":"\#(name)","name":"А","role":"mechanic","password":"\#(password)"}"#
    #expect(world.post("/v1/users", user, as: .admin).status == 201)
    #expect(logIn(name, password).status == 200)
  }

  @Test func aRefusedLogInIsNoAnswerToKeep() throws {
    for name in ["petrov", "nobody"] {
      #expect(logIn(name, "wrong", key: "k-\(name)").status == 401)
      #expect(logIn(name, "wrong", key: "k-\(name)").status == 401, "a retry is told the same, and counts")
    }
    #expect(logIn("petrov", password, key: "k-petrov").status == 200, "a key that was refused is free")
    #expect(logIn("petrov", password, key: "k-petrov").code == "answered_with_secret")
  }

  @Test func failuresOfBothKindsWaitForTheDisk() throws {
    let before = world.desk.db.totalChanges
    #expect(logIn("nobody", "wrong").status == 401)
    #expect(world.desk.db.totalChanges > before, "or the time of the answer would tell the names there are")
  }

  /// Tokens are looked up by digest. A token itself is compared only with valid ones that were used lately, over all its bytes.
  @Test func aTokenIsKnownByItsDigest() throws {
    let secret = world.token(.viewer)
    let digests = try world.desk.db.all("SELECT hash FROM tokens") { row in try row[0] as [UInt8] }
    #expect(digests.allSatisfy { $0.count == 32 })
    #expect(digests.contains(SHA256.hash(secret)))
    for scheme in ["Bearer", "bearer", "BEARER"] {
      #expect(world.ask("GET", "/v1/me", as: nil, headers: [("Authorization", "\(scheme) \(secret)")]).status == 200, "RFC 9110, 11.1")
    }
    for wrong in [String(secret.dropLast()), secret + "A", secret.lowercased(), " " + secret, "", String(repeating: "a", count: 5_000)] {
      let answer = world.ask("GET", "/v1/me", as: nil, headers: [("Authorization", "Bearer \(wrong)")])
      #expect(answer.status == 401 && answer.headers["WWW-Authenticate"] == "Bearer", "\(wrong.count)")
    }
    for scheme in ["Basic \(secret)", secret, "Bearer", "Bearer\t\(secret)", "Token \(secret)"] {
      #expect(world.ask("GET", "/v1/me", as: nil, headers: [("Authorization", scheme)]).status == 401, "\(scheme.prefix(8))")
    }
    #expect(world.ask("GET", "/v1/me?token=\(secret)", as: nil).status == 401, "a token in an address would be in every log")
    #expect(world.ask("GET", "/v1/me", as: nil, headers: [("Cookie", "token=\(secret)")]).status == 401, "no cookie, no forged click")
  }

  @Test func aSessionEndsAfterTwelveHoursAndWithAChangedPasswordOrRole() throws {
    func session() -> [(String, String)] { [("Authorization", "Bearer \(logIn("petrov", password)["secret"].string ?? "")")] }
    func may(_ session: [(String, String)]) -> Int { world.ask("GET", "/v1/me", as: nil, headers: session).status }
    let old = session()
    #expect(may(old) == 200)
    world.wait(minutes: 12 * 60)
    #expect(may(old) == 401)
    let second = session()
    let id = world.get("/v1/users?login=petrov", as: .admin)["items/0/id"].int ?? 0
    #expect(world.post("/v1/users/\(id)/password", #"{"password":"пять лошадей ждут"}"#, as: .admin).status == 200)
    #expect(may(second) == 401)
  }

  @Test func nobodyRaisesTheirOwnRoleOrMakesThemselvesAKey() throws {
    for role in Role.allCases where role != .admin {
      let id = world.users[role] ?? 0
      #expect(world.ask("PATCH", "/v1/users/\(id)", #"{"role":"admin"}"#, as: role).status == 403, "\(role)")
      #expect(world.post("/v1/tokens", #"{"user_id":\#(id),"name":"x"}"#, as: role).status == 403, "\(role)")
    }
  }
}
