import HTTP
import Testing

/// A case of the parser: input and expected events.
struct ParserCase: CustomTestStringConvertible, Sendable {
  let name: String
  let text: String
  let events: [String]

  init(_ name: String, _ text: String, _ events: String...) {
    self.name = name
    self.text = text
    self.events = events
  }

  var testDescription: String { name }
}

private let host = "Host: desk\r\n"

private let sound: [ParserCase] = [
  ParserCase("plain", "GET / HTTP/1.1\r\n\(host)\r\n", "GET /"),
  ParserCase("two in one piece", "GET /a HTTP/1.1\r\n\(host)\r\nGET /b HTTP/1.1\r\n\(host)\r\n", "GET /a", "GET /b"),
  ParserCase("an empty line before", "\r\nGET / HTTP/1.1\r\n\(host)\r\n", "GET /"),
  ParserCase("a body by length", "POST /a HTTP/1.1\r\n\(host)Content-Length: 5\r\n\r\nhello", "POST /a + hello"),
  ParserCase(
    "a body and the next request", "POST /a HTTP/1.1\r\n\(host)Content-Length: 2\r\n\r\nhiGET /b HTTP/1.1\r\n\(host)\r\n",
    "POST /a + hi", "GET /b"),
  ParserCase("leading zeros in a length", "POST / HTTP/1.1\r\n\(host)Content-Length: 0003\r\n\r\nabc", "POST / + abc"),
  ParserCase("GET with a body", "GET / HTTP/1.1\r\n\(host)Content-Length: 1\r\n\r\nx", "GET / + x"),
  ParserCase("HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n", "GET /"),
  ParserCase("a later minor version", "GET / HTTP/1.7\r\n\(host)\r\n", "GET /"),
  ParserCase("an unknown method", "BREW /pot HTTP/1.1\r\n\(host)\r\n", "BREW /pot"),
  ParserCase("methods are case-sensitive", "get / HTTP/1.1\r\n\(host)\r\n", "get /"),
  ParserCase("no blank after the colon", "GET / HTTP/1.1\r\nHost:desk\r\nX:\r\n\r\n", "GET /"),
  ParserCase("blanks around a value", "POST / HTTP/1.1\r\nHost: \t desk \t\r\nContent-Length:  1 \r\n\r\nx", "POST / + x"),
  ParserCase("text beyond ASCII in a value", "GET / HTTP/1.1\r\n\(host)X: имя\r\n\r\n", "GET /"),
  ParserCase("absolute-form", "GET http://desk:80/a?b HTTP/1.1\r\n\(host)\r\n", "GET /a"),
  ParserCase("absolute-form without path", "GET HTTPS://desk?b HTTP/1.1\r\n\(host)\r\n", "GET /"),
  ParserCase("OPTIONS *", "OPTIONS * HTTP/1.1\r\n\(host)\r\n", "OPTIONS *"),
  ParserCase("a bracketed host", "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", "GET /"),
  ParserCase("an unfinished head", "GET / HTTP/1.1\r\n\(host)", "…"),
  ParserCase("an unfinished body", "POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\n\r\nhel", "…"),
  ParserCase("100-continue", "POST / HTTP/1.1\r\n\(host)Expect: 100-Continue\r\nContent-Length: 1\r\n\r\nx", "asks 100", "POST / + x"),
  ParserCase("HTTP/1.0 cannot expect", "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx", "POST / + x"),
]

private let chunkedHead = "POST /a HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n"

private let chunked: [ParserCase] = [
  ParserCase("one chunk", chunkedHead + "5\r\nhello\r\n0\r\n\r\n", "asks", "POST /a + hello"),
  ParserCase("two chunks", chunkedHead + "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n", "asks", "POST /a + hello"),
  ParserCase("empty", chunkedHead + "0\r\n\r\n", "asks", "POST /a"),
  ParserCase(
    "hexadecimal in both cases", chunkedHead + "a\r\n0123456789\r\nB\r\n0123456789a\r\n000\r\n\r\n", "asks",
    "POST /a + 01234567890123456789a"),
  ParserCase("extensions", chunkedHead + "2;a=b;c=\"d e\"\r\nhi\r\n0;last\r\n\r\n", "asks", "POST /a + hi"),
  ParserCase("bad white space before an extension", chunkedHead + "2 ;a\r\nhi\r\n0\r\n\r\n", "asks", "POST /a + hi"),
  ParserCase("trailers", chunkedHead + "2\r\nhi\r\n0\r\nX-Sum: 1\r\nY:\r\n\r\n", "asks", "POST /a + hi"),
  ParserCase(
    "the next request after it", chunkedHead + "1\r\nx\r\n0\r\n\r\nGET /b HTTP/1.1\r\n\(host)\r\n", "asks", "POST /a + x", "GET /b"),
  ParserCase("data that looks like framing", chunkedHead + "7\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n", "asks", "POST /a + \r\n0\r\n\r\n"),
  ParserCase("no size", chunkedHead + "\r\nhello", "asks", "400"),
  ParserCase("a sign", chunkedHead + "+5\r\nhello\r\n0\r\n\r\n", "asks", "400"),
  ParserCase("a minus", chunkedHead + "-1\r\n", "asks", "400"),
  ParserCase("0x", chunkedHead + "0x5\r\nhello\r\n", "asks", "400"),
  ParserCase("a blank before the size", chunkedHead + " 5\r\nhello\r\n", "asks", "400"),
  ParserCase("a blank after the size", chunkedHead + "5 \r\nhello\r\n", "asks", "400"),
  ParserCase("a size that overflows", chunkedHead + "10000000000000005\r\nhello\r\n", "asks", "400"),
  ParserCase("a size beyond the limit", chunkedHead + "FFFFFFFFFFFFFFF\r\n", "asks", "413"),
  ParserCase("a bare line feed after the size", chunkedHead + "5\nhello\r\n0\r\n\r\n", "asks", "400"),
  ParserCase("a bare return after the size", chunkedHead + "5\rhello\r\n", "asks", "400"),
  ParserCase("data longer than its size", chunkedHead + "3\r\nhello\r\n0\r\n\r\n", "asks", "400"),
  ParserCase("data without its line end", chunkedHead + "5\r\nhello0\r\n\r\n", "asks", "400"),
  ParserCase("a bare line feed in an extension", chunkedHead + "1;a\n\r\nx\r\n0\r\n\r\n", "asks", "400"),
  ParserCase("NUL in an extension", chunkedHead + "1;a\0\r\nx\r\n", "asks", "400"),
  ParserCase("a folded trailer", chunkedHead + "0\r\nX: 1\r\n folded\r\n\r\n", "asks", "400"),
  ParserCase("a trailer without a colon", chunkedHead + "0\r\nGET / HTTP/1.1\r\n\r\n", "asks", "400"),
  ParserCase("a bare line feed at the end", chunkedHead + "0\r\n\n", "asks", "400"),
]

private let smuggled: [ParserCase] = [
  ParserCase("length twice, different", "POST / HTTP/1.1\r\n\(host)Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx", "400"),
  ParserCase("length twice, alike", "POST / HTTP/1.1\r\n\(host)Content-Length: 1\r\nContent-Length: 1\r\n\r\nx", "400"),
  ParserCase("length as a list", "POST / HTTP/1.1\r\n\(host)Content-Length: 1, 1\r\n\r\nx", "400"),
  ParserCase("length with a sign", "POST / HTTP/1.1\r\n\(host)Content-Length: +1\r\n\r\nx", "400"),
  ParserCase("length in hexadecimal", "POST / HTTP/1.1\r\n\(host)Content-Length: 0x1\r\n\r\nx", "400"),
  ParserCase("length empty", "POST / HTTP/1.1\r\n\(host)Content-Length:\r\n\r\n", "400"),
  ParserCase("length that overflows", "POST / HTTP/1.1\r\n\(host)Content-Length: 99999999999999999999\r\n\r\n", "413"),
  ParserCase("both framings", "POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"),
  ParserCase("chunked twice", "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked, chunked\r\n\r\n", "400"),
  ParserCase("chunked in two lines", "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", "400"),
  ParserCase("an unknown coding", "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: gzip, chunked\r\n\r\n", "501"),
  ParserCase("xchunked", "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: xchunked\r\n\r\n", "400"),
  ParserCase("identity", "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: identity\r\n\r\n", "400"),
  ParserCase("no coding named", "POST / HTTP/1.1\r\n\(host)Transfer-Encoding:\r\n\r\n", "400"),
  ParserCase("a coding behind a vertical tab", "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: \u{B}chunked\r\n\r\n", "400"),
  ParserCase("a coding in HTTP/1.0", "POST / HTTP/1.0\r\n\(host)Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"),
  ParserCase("a blank before the colon", "POST / HTTP/1.1\r\n\(host)Content-Length : 1\r\n\r\nx", "400"),
  ParserCase("a blank before the name", "GET / HTTP/1.1\r\n Host: desk\r\n\r\n", "400"),
  ParserCase("a folded line", "GET / HTTP/1.1\r\n\(host)X: a\r\n b\r\n\r\n", "400"),
  ParserCase("a line with a tab first", "GET / HTTP/1.1\r\n\(host)\tX: a\r\n\r\n", "400"),
  ParserCase("a name with a blank in it", "GET / HTTP/1.1\r\n\(host)X Y: a\r\n\r\n", "400"),
  ParserCase("no name", "GET / HTTP/1.1\r\n\(host): a\r\n\r\n", "400"),
  ParserCase("no colon", "GET / HTTP/1.1\r\n\(host)Content-Length\r\n\r\n", "400"),
  ParserCase("a name beyond ASCII", "GET / HTTP/1.1\r\n\(host)Имя: a\r\n\r\n", "400"),
  ParserCase("bare line feeds", "GET / HTTP/1.1\nHost: desk\n\n", "400"),
  ParserCase("a bare line feed between fields", "GET / HTTP/1.1\r\n\(host)X: a\nY: b\r\n\r\n", "400"),
  ParserCase("a bare return in a value", "GET / HTTP/1.1\r\n\(host)X: a\rY: b\r\n\r\n", "400"),
  ParserCase("a bare return at a line's start", "GET / HTTP/1.1\r\n\(host)\rContent-Length: 5\r\n\r\n", "400"),
  ParserCase("a return before the line end", "GET / HTTP/1.1\r\n\(host)X: a\r\r\n\r\n", "400"),
  ParserCase("NUL in a value", "GET / HTTP/1.1\r\n\(host)X: a\0b\r\n\r\n", "400"),
  ParserCase("NUL in a name", "GET / HTTP/1.1\r\n\(host)X\0: a\r\n\r\n", "400"),
  ParserCase("DEL in a value", "GET / HTTP/1.1\r\n\(host)X: a\u{7F}\r\n\r\n", "400"),
  ParserCase("Host missing", "GET / HTTP/1.1\r\n\r\n", "400"),
  ParserCase("Host twice", "GET / HTTP/1.1\r\n\(host)\(host)\r\n", "400"),
  ParserCase("Host twice in HTTP/1.0", "GET / HTTP/1.0\r\n\(host)\(host)\r\n", "400"),
  ParserCase("Host with user information", "GET / HTTP/1.1\r\nHost: me@desk\r\n\r\n", "400"),
  ParserCase("Host with a bad port", "GET / HTTP/1.1\r\nHost: desk:8o\r\n\r\n", "400"),
  ParserCase("Host with a port too high", "GET / HTTP/1.1\r\nHost: desk:65536\r\n\r\n", "400"),
  ParserCase("Host with an open bracket", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", "400"),
  ParserCase("Host with a path", "GET / HTTP/1.1\r\nHost: desk/a\r\n\r\n", "400"),
  ParserCase("Host with blanks", "GET / HTTP/1.1\r\nHost: desk other\r\n\r\n", "400"),
  ParserCase("Host empty", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "400"),
  ParserCase("a sound request, then a broken one", "GET /a HTTP/1.1\r\n\(host)\r\nGET /b HTTP/1.1\r\nHost : x\r\n\r\n", "GET /a", "400"),
]

private let lines: [ParserCase] = [
  ParserCase("two blanks after the method", "GET  / HTTP/1.1\r\n\(host)\r\n", "400"),
  ParserCase("two blanks before the version", "GET /  HTTP/1.1\r\n\(host)\r\n", "400"),
  ParserCase("a tab between", "GET\t/ HTTP/1.1\r\n\(host)\r\n", "400"),
  ParserCase("a blank at the end", "GET / HTTP/1.1 \r\n\(host)\r\n", "400"),
  ParserCase("no version", "GET /\r\n\r\n", "400"),
  ParserCase("a version in lower case", "GET / http/1.1\r\n\(host)\r\n", "400"),
  ParserCase("a version with two digits", "GET / HTTP/1.10\r\n\(host)\r\n", "400"),
  ParserCase("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505"),
  ParserCase("HTTP/0.9 in name", "GET / HTTP/0.9\r\n\(host)\r\n", "505"),
  ParserCase("a TLS greeting", "\u{16}\u{3}\u{1}", "400"),
  ParserCase("a method with a slash", "G/T / HTTP/1.1\r\n\(host)\r\n", "400"),
  ParserCase("NUL in the target", "GET /\0 HTTP/1.1\r\n\(host)\r\n", "400"),
  ParserCase("a return in the target", "GET /a\rb HTTP/1.1\r\n\(host)\r\n", "400"),
  ParserCase("a fragment", "GET /a#b HTTP/1.1\r\n\(host)\r\n", "400"),
  ParserCase("raw text beyond ASCII in the target", "GET /имя HTTP/1.1\r\n\(host)\r\n", "400"),
  ParserCase("a target that is no path", "GET a HTTP/1.1\r\n\(host)\r\n", "400"),
  ParserCase("another scheme", "GET ftp://desk/ HTTP/1.1\r\n\(host)\r\n", "400"),
  ParserCase("absolute-form without host", "GET http:///a HTTP/1.1\r\n\(host)\r\n", "400"),
  ParserCase("absolute-form with user information", "GET http://me@desk/ HTTP/1.1\r\n\(host)\r\n", "400"),
  ParserCase("an asterisk for GET", "GET * HTTP/1.1\r\n\(host)\r\n", "400"),
  ParserCase("CONNECT", "CONNECT desk:443 HTTP/1.1\r\n\(host)\r\n", "501"),
  ParserCase("an unknown expectation", "POST / HTTP/1.1\r\n\(host)Expect: tea\r\n\r\n", "417"),
  ParserCase("five empty lines", "\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\n\(host)\r\n", "400"),
]

@Test(arguments: sound + chunked + smuggled + lines)
func theParserSaysTheSameHoweverTheBytesAreCut(_ example: ParserCase) {
  let parsing = Parsing()
  #expect(parsing.events(example.text) == example.events)
  for size in 1...7 { #expect(parsing.events(example.text, pieces: size) == example.events, "in pieces of \(size)") }
}

@Test func aRequestLineTooLongIs414() {
  var parsing = Parsing()
  parsing.limits.requestLine = 64
  let fits = "GET /" + String(repeating: "a", count: 64 - 14) + " HTTP/1.1"
  #expect(fits.utf8.count == 64)
  let longer = fits.replacing("GET /", with: "GET /b")
  for size in [1, 5, .max] {
    #expect(parsing.events("\(fits)\r\n\(host)\r\n", pieces: size).first?.hasPrefix("GET /a") == true)
    #expect(parsing.events("\(longer)\r\n\(host)\r\n", pieces: size) == ["414"])
    #expect(parsing.events("GET /" + String(repeating: "a", count: 100), pieces: size) == ["414"], "refused before its end")
  }
}

@Test func aHeaderSectionTooLargeIs431() {
  var parsing = Parsing()
  parsing.limits.headers = 200
  let fill = "X: " + String(repeating: "a", count: 200) + "\r\n"
  for size in [1, 5, .max] {
    #expect(parsing.events("GET / HTTP/1.1\r\n\(host)\(fill)\r\n", pieces: size) == ["431"])
    #expect(parsing.events("GET / HTTP/1.1\r\n\(host)\(fill.dropLast(2))", pieces: size) == ["431"], "refused before its end")
  }
}

@Test func tooManyFieldsAre431() {
  let parsing = Parsing()
  let hundred = host + String(repeating: "X: a\r\n", count: 99)
  #expect(parsing.events("GET / HTTP/1.1\r\n\(hundred)\r\n") == ["GET /"])
  #expect(parsing.events("GET / HTTP/1.1\r\n\(hundred)X: a\r\n\r\n") == ["431"])
}

@Test func aBodyBeyondTheLimitIs413AsSoonAsItIsDeclared() {
  var parsing = Parsing()
  parsing.limits.body = 10
  parsing.admitted = 10
  #expect(parsing.events("POST / HTTP/1.1\r\n\(host)Content-Length: 10\r\n\r\n0123456789") == ["POST / + 0123456789"])
  #expect(parsing.events("POST / HTTP/1.1\r\n\(host)Content-Length: 11\r\n\r\n") == ["asks", "413"])
  parsing.admitted = 11
  #expect(parsing.events("POST / HTTP/1.1\r\n\(host)Content-Length: 11\r\n\r\n0123456789a") == ["asks", "POST / + 0123456789a"])
}

@Test func chunksTogetherBeyondTheLimitAre413() {
  var parsing = Parsing()
  parsing.admitted = 4
  for size in [1, .max] {
    #expect(parsing.events(chunkedHead + "2\r\nhi\r\n2\r\nho\r\n0\r\n\r\n", pieces: size) == ["asks", "POST /a + hiho"])
    #expect(parsing.events(chunkedHead + "2\r\nhi\r\n3\r\nhoh\r\n0\r\n\r\n", pieces: size) == ["asks", "413"])
  }
}

@Test func extensionsWithoutEndAreRefused() {
  #expect(Parsing().events(chunkedHead + "1;" + String(repeating: "a", count: 9000)) == ["asks", "400"])
  let tiny = String(repeating: "1;aaaaaaaa\r\nx\r\n", count: 1200)
  #expect(Parsing().events(chunkedHead + tiny) == ["asks", "400"])
}

@Test func aLongHeadIsReadInLinearTimeByteForByte() {
  let fields = (0..<90).map { "X-Field-\($0): " + String(repeating: "v", count: 300) + "\r\n" }.joined()
  #expect(Parsing().events("GET / HTTP/1.1\r\n\(host)\(fields)\r\n", pieces: 1) == ["GET /"])
}

@Test func noiseNeverTrapsTheParser() {
  var generator = SeededGenerator(seed: 20_260_101)
  let seeds = (sound + chunked + smuggled + lines).map { Array($0.text.utf8) }
  for _ in 0..<4000 {
    var bytes = seeds.randomElement(using: &generator) ?? []
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0...2, using: &generator) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
      default: if bytes.count > 1 { bytes.remove(at: place) }
      }
    }
    #expect(Parsing().events(bytes) == Parsing().events(bytes, pieces: Int.random(in: 1...9, using: &generator)))
  }
}

/// SplitMix64, so that the noise is the same every time.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
