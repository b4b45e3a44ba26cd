import HTTP
import Testing

@Test func fieldsAreFoundInAnyCaseAndJoined() throws {
  let request = try #require(Parsing.request("GET / HTTP/1.1\r\nHOST: desk\r\nAccept: a\r\nX: 1\r\naccept:  b \r\n\r\n"))
  #expect(request.header("host") == "desk")
  #expect(request.header("accept") == "a, b")
  #expect(request.header("absent") == nil)
  #expect(request.withHeader("x") { $0?.count == 1 && $0?.begins(with: "1") == true })
  #expect(request.withHeader("y") { $0 == nil })
}

@Test func aQueryIsDecodedInOrder() throws {
  let request = try #require(Parsing.get("/a?q=%D0%B0+b&empty=&bare&&x=1=2&q=c"))
  let items = try request.queryItems()
  #expect(items.map { "\($0.name)|\($0.value)" } == ["q|а b", "empty|", "bare|", "x|1=2", "q|c"])
  #expect(request.path == "/a")
  #expect(request.hasQuery)
  #expect(try Parsing.get("/a")?.queryItems().isEmpty == true)
}

@Test(arguments: ["/a?ok=1&bad=%zz", "/a?bad=%4", "/a?bad=%", "/a?bad=%FF", "/a?bad=%C0%AF"])
func aQueryThatCannotBeDecodedNamesItsParameter(_ target: String) throws {
  let request = try #require(Parsing.get(target))
  #expect(throws: BadQuery.self) { try request.queryItems() }
  do throws(BadQuery) { _ = try request.queryItems() } catch { #expect(error.name == "bad") }
}

@Test func theIdentifierOfARequestIsItsNumberBehindTheProcess() throws {
  let request = try #require(Parsing.get("/"))
  #expect(request.id == 7)
  #expect(request.requestID.hasSuffix("-7"))
  #expect(request.requestID.utf8.count == 10)
}

@Test(
  arguments: [
    ("0", 0), ("7", 7), ("9223372036854775807", Int64.max), ("9223372036854775808", nil), ("007", nil), ("00", nil), ("+7", nil),
    ("-7", nil),
    ("7a", nil), ("%37", nil), ("99999999999999999999999", nil),
  ] as [(String, Int64?)])
func aNumberInThePathIsReadStrictly(_ text: String, _ value: Int64?) throws {
  var router = Router()
  router.add(.get, "/v1/things/{id}", route: 3)
  var request = try #require(Parsing.get("/v1/things/\(text)"))
  #expect(router.match(&request) == .found(3))
  #expect(request.integer(0) == value)
  #expect(request.integer(1) == nil)
}
