import Crypto
import Desk
import Domain
import Foundation
import HTTP
import SQLite
import Synchronization
import Testing

@testable import API

/// Tests that no secret is in the file, in a response or in the log.
@Suite struct SecretsTests {
  private static let password = "четыре лошади ждут"

  @Test func theDatabaseHoldsNoTokenNoPasswordAndNoLink() throws {
    let scene = try RepairScene()
    let world = scene.world
    let created = #"{"login":"petrov","name":"Пётр","role":"mechanic","password":"\#(Self.password)"}"#
    #expect(world.post("/v1/users", created, as: .admin, key: "0b0f1a52-made").status == 201)
    let logIn = #"{"login":"petrov","password":"\#(Self.password)"}"#
    let session = world.post("/v1/login", logIn, as: nil, key: "77aa-log-in")["secret"].string ?? ""
    let token = world.post("/v1/tokens", #"{"user_id":1,"name":"terminal"}"#, as: .admin, key: "k3")["secret"].string ?? ""
    let estimated = try scene.estimated()
    scene.offer(estimated.order, estimated.estimate)
    let link = String(scene.link(estimated.estimate).split(separator: "/").last ?? "")
    #expect(session.count > 40 && token.count > 40 && link.count > 20)

    let copy = NSTemporaryDirectory() + "desk-\(UUID().uuidString).db"
    defer { try? FileManager.default.removeItem(atPath: copy) }
    try world.desk.db.copy(to: copy)
    let file = try Data(contentsOf: URL(fileURLWithPath: copy))
    #expect(file.range(of: Data("Пётр".utf8)) != nil, "the search finds what is there")
    for secret in [Self.password, session, token, link, world.token(.admin)] {
      #expect(file.range(of: Data(secret.utf8)) == nil, "\(secret.prefix(6))")
    }
    // A fast hash makes guessing fast. So the file must not hold a hash of a body with a password that can be computed from the
    // body alone.
    for body in [created, logIn] { #expect(file.range(of: Data(SHA256.hash(body))) == nil) }
    for key in ["0b0f1a52-made", "77aa-log-in"] { #expect(file.range(of: Data(key.utf8)) == nil, "the key of the kept hash") }
  }

  @Test func aFailureIsOpaqueInTheAnswerAndWithoutSecretsInTheLog() throws {
    let world = try World()
    let said = Mutex<[String]>([])
    nonisolated(unsafe) let desk = world.desk
    let service = Service(rooms: World.rooms, onDesk: OnDesk { body in body(desk) }, says: { line in said.withLock { $0.append(line) } })
    let token = world.token(.admin)
    #expect(world.get("/v1/me", as: .admin).status == 200)
    try desk.db.script("ALTER TABLE users RENAME COLUMN name TO gone")
    let body = #"{"login":"petrov","name":"Пётр Тайный","role":"mechanic","password":"\#(Self.password)"}"#
    for (method, path) in [("POST", "/v1/users"), ("GET", "/v1/users?login=%D1%82%D0%B0%D0%B9%D0%BD%D1%8B%D0%B9")] {
      let text = method == "POST" ? body : ""
      let head =
        "\(method) \(path) HTTP/1.1\r\nHost: d\r\nAuthorization: Bearer \(token)\r\nIdempotency-Key: k\r\n"
        + "Content-Type: application/json\r\nContent-Length: \(text.utf8.count)\r\n\r\n"
      // The session is cached by an earlier request, so the failure comes from the handler.
      let answer = world.send(Array((head + text).utf8), through: service)
      #expect(answer.status == 500 || answer.status == 503, "\(answer)")
      for word in ["SELECT", "INSERT", "users", "gone", "no such", "sqlite", "SQL", "swift"] {
        #expect(!answer.text.contains(word), "\(answer)")
      }
    }
    let log = said.withLock { $0 }
    #expect(!log.isEmpty, "the reason is in the log")
    for secret in [Self.password, token, "Тайный", "тайный"] { #expect(!log.joined().contains(secret), "\(log)") }
  }

  @Test func noAnswerGivesBackWhatAuthorisesTheRequest() throws {
    let world = try World()
    let token = world.token(.viewer)
    for path in ["/v1/me", "/v1/nothing", "/v1/users/999", "/v1/users?x=1", "/v1/tokens", "/v1/%zz", "/openapi.json"] {
      for method in ["GET", "POST", "TRACE", "OPTIONS"] {
        let answer = world.ask(method, path, as: .viewer)
        #expect(!answer.text.contains(token) && !answer.headers.values.contains { $0.contains(token) }, "\(method) \(path)")
      }
    }
  }

  @Test func whatIsSentCannotBeginAFieldOfTheAnswer() throws {
    let world = try World()
    for name in ["A", "B"] {
      world.post("/v1/parts", #"{"article":"\#(name)","maker":"x","name":"p","unit":"piece","price_minor":1}"#, as: .storekeeper)
    }
    let list = world.get("/v1/parts?limit=1&maker=x%0d%0aSet-Cookie:%20a=b")
    #expect(list.headers["Set-Cookie"] == nil)
    let next = world.get("/v1/parts?limit=1&q=p%20%0d%0aX-Evil:1", as: .storekeeper)
    let paged = world.get("/v1/parts?limit=1", as: .storekeeper)
    #expect(paged.headers["Link"] != nil)
    for answer in [list, next, paged] {
      for (name, value) in answer.headers { #expect(value.utf8.allSatisfy { $0 >= 32 && $0 != 127 }, "\(name): \(value)") }
    }
    let odd = world.ask(
      "GET", "/v1/me", as: .viewer, headers: [("Accept-Language", "ru;q=1,<script>"), ("X-Request-Id", "mine"), ("If-None-Match", "\"x\"")])
    #expect(odd.status == 200 && !odd.headers.values.contains { $0.contains("script") || $0.contains("mine") })
  }

  @Test(
    arguments: [
      "/docs/../openapi.json", "/docs/%2e%2e/healthz", "/v1/../../etc/passwd", "/v1/users/..%2f..%2fetc%2fpasswd", "/..%2f..%2fetc/passwd",
      "/v1/users/%2e%2e", "/v1/users/1%00", "/v1/users/1/", "//v1/users", "/v1//users", "/V1/users", "/v1/users/1%2f", "/a/..%5c..%5cx",
      "/a/%00", "/v1/users/%31", "/etc/passwd", "/.git/config", "/config/servicedesk.json", "/desk.db",
    ])
  func aPathIsItsOwnSpellingAndNothingIsServedFromTheDisk(_ path: String) throws {
    let answer = try World().get(path, as: .admin)
    #expect(answer.status == 404, "\(answer)")
    #expect(!answer.text.contains("root:"))
  }
}
