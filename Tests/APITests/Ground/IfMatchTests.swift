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
    #""1""#, #"W/"2""#, #"W/"2", "1""#, "2", #""02x""#, #""1", 2"#, #""2"#, #""1" "2""#, #"2", "1"#, #""*""#, "", #"w/"2""#,
  ])
  func aWeakTagOrWhatIsNoneMatchesNothing(_ header: String) {
    let answer = world.ask("PATCH", path, #"{"name":"Мария"}"#, headers: [("If-Match", header)])
    #expect(answer.status == 412 && answer.code == "stale" && answer.etag == "\"2\"", "\(header) \(answer)")
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
    for header in [#"W/"2""#, #""1", W/"2""#, "*", #""a,b","2""#] { #expect(read(header) == 304, "\(header)") }
    for header in [#""1""#, #"2"#, #""2,3""#] { #expect(read(header) == 200, "\(header)") }
  }
}
