import Domain
import Testing

@testable import API
@testable import Desk

/// RFC 9110, 13.1.1: a list of entity tags, strongly compared, or `*`.
@Suite struct IfMatchTests {
  private let world: World
  private let path: String

  /// A client of version 2.
  init() throws {
    world = try World()
    path = "/v1/clients/\(world.client("Анна"))"
    #expect(world.ask("PATCH", path, #"{"name":"Анна К."}"#).etag == "\"2\"")
  }

  private func status(_ header: String, _ more: String? = nil) -> Int {
    let lines = [("If-Match", header)] + (more.map { [("If-Match", $0)] } ?? [])
    return world.ask("PATCH", path, #"{"name":"Анна К."}"#, headers: lines).status
  }

  @Test(arguments: [#""2""#, #""1", "2""#, #""1","2""#, #", "9" , "2" ,"#, #"W/"1", "2""#, #""a,b", "2""#, "*", " * "])
  func aListThatNamesTheVersionOrAnyMatches(_ header: String) { #expect(status(header) == 200) }

  @Test(arguments: [
    #""1""#, #"W/"1""#, #"W/"1", "3""#, #""02x""#, #""1", 2"#, #""2"#, #""1" "2""#, #"2", "1"#, #""*""#, "", #"w/"2""#, #""2-x""#,
  ])
  func anotherTagOrWhatIsNoneMatchesNothing(_ header: String) {
    let answer = world.ask("PATCH", path, #"{"name":"Мария"}"#, headers: [("If-Match", header)])
    #expect(answer.status == 412 && answer.code == "stale" && answer.etag == "\"2\"", "\(header) \(answer)")
  }

  private static let altered = [#"W/"2""#, #"W/"2", "1""#, #""2-gzip""#, #"W/"2-br""#, #""1", "2-zstd""#]

  @Test(arguments: altered) func aTagThatAProxyHasAlteredIsRefusedWithAWordAboutIt(_ header: String) {
    let answer = world.ask("PATCH", path, #"{"name":"Мария"}"#, headers: [("If-Match", header)])
    #expect(answer.status == 412 && answer.code == "if_match_altered" && answer.etag == "\"2\"", "\(header) \(answer)")
    #expect(answer["detail"].string?.contains("trusted_proxies") == true && answer.pointers == ["If-Match"])
  }

  @Test func aTagWithoutQuotesIsToldSo() {
    let answer = world.ask("PATCH", path, #"{"name":"Мария"}"#, headers: [("If-Match", " 2 ")])
    #expect(answer.status == 412 && answer.code == "if_match_bare", "\(answer)")
  }

  /// Sends a request through `peer`, which may be one of the centre's own proxies.
  private func through(_ peer: String, _ lines: [String], _ door: Gate) -> World.Answer {
    let body = #"{"name":"Анна К."}"#
    let head = ["PATCH \(path) HTTP/1.1", "Host: desk", "Authorization: Bearer \(world.token(.manager))", "Content-Type: application/json"]
    return world.send(
      Array(((head + lines + ["Content-Length: \(body.utf8.count)"]).joined(separator: "\r\n") + "\r\n\r\n" + body).utf8), door, from: peer)
  }

  @Test(arguments: altered) func aListedTrustedProxyMayAlterTags(_ header: String) {
    let door = Gate(trustedProxies: ["10.0.0.1"], now: { 0 })
    let tag = "If-Match: \(header)"
    #expect(through("10.0.0.1", [tag, "X-Forwarded-For: 203.0.113.7"], door).status == 200)
    #expect(through("10.0.0.2", [tag, "X-Forwarded-For: 203.0.113.7"], door).code == "if_match_altered")
    #expect(through("10.0.0.1", [tag], door).code == "if_match_altered", "one that speaks for itself")
  }

  @Test func throughAProxyAnotherVersionIsStaleAllTheSame() {
    let door = Gate(trustedProxies: ["10.0.0.1"], now: { 0 })
    let stale = through("10.0.0.1", [#"If-Match: W/"1""#, "X-Forwarded-For: 203.0.113.7"], door)
    #expect(stale.status == 412 && stale.code == "stale")
  }

  @Test func linesOfOneNameAreOneList() {
    #expect(status(#""1""#, #""2""#) == 200)
    #expect(status(#""1""#, #"W/"2""#) == 412)
  }

  @Test func actionsHonourAListToo() {
    let visit = world.visit()
    func estimate(_ header: String) -> Int {
      world.ask("POST", "\(visit.path)/estimate", "{}", as: .advisor, headers: [("If-Match", header)]).status
    }
    let tag = visit.read().etag
    #expect(estimate("\"0\", W/\(tag)") == 412)
    #expect(estimate("\"0\", \(tag)") == 200)
  }

  @Test func readingIsComparedWeakly() {
    func read(_ header: String) -> Int { world.ask("GET", path, headers: [("If-None-Match", header)]).status }
    for header in [#"W/"2""#, #""1", W/"2""#, "*", #""a,b","2""#, #""2-gzip""#] { #expect(read(header) == 304, "\(header)") }
    for header in [#""1""#, #"2"#, #""2,3""#, #""2-x""#] { #expect(read(header) == 200, "\(header)") }
  }
}
