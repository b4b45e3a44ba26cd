import Domain
import HTTP
import JSON
import Testing

@testable import API

/// Tests that a request is refused by its head if possible, so that no client sends a body in vain.
@Suite struct HeadRefusalTests {
  /// The final response to a client that waits for `100 Continue`; nil if it may go on.
  private func heard(_ world: World, _ head: String, as role: Role? = .manager, length: Int = 2, _ fields: String...) -> Response? {
    let token = role.map { "Authorization: Bearer \(world.token($0))\r\n" } ?? ""
    let lines = fields.map { $0 + "\r\n" }.joined()
    let bytes = Array("\(head) HTTP/1.1\r\nHost: d\r\n\(token)\(lines)Expect: 100-continue\r\nContent-Length: \(length)\r\n\r\n".utf8)
    var parser = RequestParser(limits: Limits())
    var consumed = 0
    let origin = Origin(id: 1, peer: .address("127.0.0.1"), arrivedAt: 0)
    guard case .head(var request, true) = bytes.withUnsafeBytes({ parser.parse($0, origin: origin, consumed: &consumed) }) else {
      Issue.record("no head that waits: \(head)")
      return nil
    }
    switch world.service.planHead(&request, world.desk, world.gate, BodyLimits(usual: 1_000, imports: 9_000, mail: 9_000, file: 9_000)) {
    case .refuse(let response): return response
    case .body, .pieces: return nil
    }
  }

  private let json = "Content-Type: application/json"

  @Test func eachRefusalOfTheHeadComesAtOnce() throws {
    let world = try World()
    let refused: [(Response?, Int)] = [
      (heard(world, "PUT /v1/clients", json), 405), (heard(world, "POST /v1/clientele", json), 404),
      (heard(world, "POST /v1/clients", as: nil, json), 401), (heard(world, "POST /v1/clients", as: .viewer, json), 403),
      (heard(world, "POST /v1/clients", "Content-Type: text/plain"), 415), (heard(world, "POST /v1/clients"), 415),
      (heard(world, "POST /v1/imports/clients", json), 415), (heard(world, "POST /v1/clients?dry_run=true", json), 400),
      (heard(world, "PATCH /v1/clients/1", json), 428), (heard(world, "POST /v1/payments", as: .advisor, json), 400),
      (heard(world, "PUT /v1/clients", as: nil, json), 405), (heard(world, "POST /v1/imports/nothing", "Content-Type: text/csv"), 404),
    ]
    for (index, (response, status)) in refused.enumerated() { #expect(response?.status == status, "\(index)") }
  }

  @Test func whatMayBeRightIsLetCome() throws {
    let world = try World()
    #expect(heard(world, "POST /v1/clients", json) == nil)
    #expect(heard(world, "POST /v1/imports/clients", "Content-Type: text/csv; charset=windows-1251") == nil)
    #expect(heard(world, "POST /v1/imports/clients", "Content-Type: application/octet-stream") == nil)
    #expect(heard(world, "PATCH /v1/clients/1", json, "If-Match: \"1\"") == nil)
    #expect(heard(world, "POST /v1/login", as: nil, json) == nil)
    #expect(heard(world, "POST /a/nothing", as: nil, "Content-Type: application/x-www-form-urlencoded") == nil)
  }

  /// A head that may go on takes nothing from the bucket, because the whole request is counted later. A refused head takes one.
  @Test func onlyARefusedHeadIsCounted() throws {
    let world = try World()
    for _ in 0..<30 { #expect(heard(world, "POST /v1/login", as: nil, json) == nil) }
    for _ in 0..<10 { #expect(heard(world, "POST /v1/login", as: nil, "Content-Type: text/plain")?.status == 415) }
    #expect(heard(world, "POST /v1/login", as: nil, json)?.status == 429)
  }
}
