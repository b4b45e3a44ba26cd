import Crypto
import Desk
import Domain
import HTTP
import SQLite
import Testing

@testable import API

/// Guessing at names and passwords.
@Suite struct LogInTests {
  private let world: World
  private let password = "четыре лошади ждут"

  init() throws {
    world = try World()
    world.post("/v1/users", #"{"login":"petrov","name":"Пётр","role":"mechanic","password":"\#(password)"}"#, as: .admin)
  }

  /// Each from an address of its own, whose ten a minute are another test's.
  private func logIn(_ login: String, _ password: String, key: String = "") -> World.Answer {
    let body = #"{"login":"\#(login)","password":"\#(password)"}"#
    let head =
      "POST /v1/login HTTP/1.1\r\nHost: d\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
      + (key.isEmpty ? "" : "Idempotency-Key: \(key)\r\n")
    return world.send(Array((head + "\r\n" + body).utf8), from: "10.0.0.\(Int64.random(in: 0 ... .max))")
  }

  /// What an answer tells but for the number of its request and what is left to the address.
  private func told(_ answer: World.Answer) -> String {
    "\(answer.status) \(answer.code) \(answer["detail"].string ?? "") \(answer.headers["Retry-After"] ?? "")"
  }

  @Test func aNameThatNobodyHasIsAnsweredAndRestsLikeOneThatSomebodyHas() throws {
    for _ in 0..<3 {
      for _ in 1...6 {
        let (known, unknown) = (logIn("petrov", "wrong"), logIn("Nobody", "wrong"))
        #expect(told(known) == told(unknown), "\(known) \(unknown)")
      }
      // The bucket of the address is no part of this.
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

  /// A token is looked up by its digest; the token itself is compared with valid ones that came lately only, over every byte.
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
