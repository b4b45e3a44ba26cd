import Foundation
import Testing

@Suite struct SecretsInLogTests {
  @Test func noSecretIsInTheLog() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.run("user", "add", "anna", "--role", "admin", input: "четыре лошади\n")
    let token = try binary.run("token", "create", "anna", "terminal").out.trimmingCharacters(in: .whitespacesAndNewlines)
    let server = try binary.serve()
    let session = try binary.ask("POST", "/v1/login", body: #"{"login":"anna","password":"четыре лошади"}"#)
    #expect(session.status == 200)
    let secret = session.body.firstMatch(of: /sd_[A-Za-z0-9_-]{20,}/).map { String($0.output) } ?? ""
    #expect(!secret.isEmpty)
    #expect(try binary.ask("POST", "/v1/login", body: #"{"login":"anna","password":"угаданное слово"}"#).status == 401)
    #expect(try binary.ask("GET", "/v1/clients?q=79031234567&token=\(token)", token: token).status == 400)
    #expect(try binary.ask("GET", "/v1/clients?q=79031234567", token: token).status == 200)
    #expect(try binary.ask("POST", "/v1/clients", token: secret, body: #"{"name":"Тайный","phones":["89035550011"]}"#).status == 201)
    #expect(try binary.ask("GET", "/v1/approval-links/ssylka-klienta-000", token: token).status == 404)
    #expect(try binary.ask("GET", "/nowhere/\(token)", token: token).status == 404)
    #expect(try binary.ask("POST", "/v1/clients", token: token, body: #"{"name": broken secret body"#).status == 400)
    server.terminate()
    server.waitUntilExit()
    let log = try String(contentsOf: binary.folder.appendingPathComponent("server.log"), encoding: .utf8)
    #expect(log.contains("/v1/approval-links/{token}") && log.contains(#""status":401"#), "the requests are in the log: \(log)")
    for word in [token, secret, "четыре лошади", "угаданное", "Тайный", "9035550011", "9031234567", "ssylka", "broken secret"] {
      #expect(!log.contains(word), "\(word)")
    }
  }
}
