import HTTP
import Testing

/// Cases from the suites of other parsers and servers that `RequestParserTests` lacks: llhttp, picohttpparser, hyper, Go's
/// net/http, h1spec, Http11Probe. Where they differ, RFC 9110 and 9112 decide.
private let host = Wire.host
private func get(_ fields: String, _ line: String = "GET / HTTP/1.1") -> String { Wire.get(fields, line) }

private let requestLines: [ParserCase] = [
  ParserCase("the smallest request", get("", "GET / HTTP/1.0"), "GET /"),
  ParserCase("query, marks in it, and an empty one", get(host, "GET /a??b=/c?d&e;f=[1] HTTP/1.1"), "GET /a"),
  ParserCase("a query right after the slash", get(host, "GET /?a HTTP/1.1"), "GET /"),
  ParserCase("two slashes are a path", get(host, "GET //desk/a HTTP/1.1"), "GET //desk/a"),
  ParserCase("escapes stay as they are", get(host, "GET /a%2Fb%0d%0aX:%20y HTTP/1.1"), "GET /a%2Fb%0d%0aX:%20y"),
  ParserCase("a method with all kinds of letters", get(host, "M-SEARCH!#$%&'*+.^_`|~ / HTTP/1.1"), "M-SEARCH!#$%&'*+.^_`|~ /"),
  ParserCase("a method of WebDAV", get(host, "PROPFIND /a HTTP/1.1"), "PROPFIND /a"),
  ParserCase("absolute-form with an empty query", get(host, "GET http://desk? HTTP/1.1"), "GET /"),
  ParserCase("absolute-form of another host", get(host, "GET http://other/a HTTP/1.1"), "GET /a"),
  ParserCase("absolute-form with IPv6", get(host, "GET http://[::1]:8080/a HTTP/1.1"), "GET /a"),
  ParserCase("OPTIONS absolute without path", get(host, "OPTIONS http://desk HTTP/1.1"), "OPTIONS /"),
  ParserCase("OPTIONS of a path", get(host, "OPTIONS /a HTTP/1.1"), "OPTIONS /a"),
  ParserCase("HTTP/1.2", get(host, "GET / HTTP/1.2"), "GET /"),
  ParserCase("four empty lines", "\r\n\r\n\r\n\r\n" + get(host), "GET /"),
  ParserCase("an empty line between two", get(host, "GET /a HTTP/1.1") + "\r\n" + get(host, "GET /b HTTP/1.1"), "GET /a", "GET /b"),
  ParserCase("an empty line after a body", Wire.post("Content-Length: 1\r\n", "x\r\n") + get(host), "POST /a + x", "GET /"),
  ParserCase("authority-form for GET", get(host, "GET desk:80 HTTP/1.1"), "400"),
  ParserCase("a mark of a query alone", get(host, "GET ?a HTTP/1.1"), "400"),
  ParserCase("a scheme alone", get(host, "GET http:// HTTP/1.1"), "400"),
  ParserCase("a scheme with one slash", get(host, "GET http:/desk/a HTTP/1.1"), "400"),
  ParserCase("absolute-form with a bad port", get(host, "GET http://desk:99999/ HTTP/1.1"), "400"),
  ParserCase("absolute-form with an open bracket", get(host, "GET http://[::1/a HTTP/1.1"), "400"),
  ParserCase("an asterisk and more", get(host, "OPTIONS *a HTTP/1.1"), "400"),
  ParserCase("CONNECT without port", get(host, "CONNECT desk HTTP/1.1"), "501"),
  ParserCase("no target", get(host, "GET HTTP/1.1"), "400"),
  ParserCase("no target but its blank", get(host, "GET  HTTP/1.1"), "400"),
  ParserCase("a blank in the target", get(host, "GET /a b HTTP/1.1"), "400"),
  ParserCase("a tab in the target", get(host, "GET /a\tb HTTP/1.1"), "400"),
  ParserCase("quotes in the target", get(host, "GET /\"a\" HTTP/1.1"), "400"),
  ParserCase("DEL in the target", get(host, "GET /\u{7F} HTTP/1.1"), "400"),
  ParserCase("a vertical tab between", get(host, "GET\u{B}/ HTTP/1.1"), "400"),
  ParserCase("a blank before the method", " " + get(host), "400"),
  ParserCase("blanks alone", "   \r\n\r\n", "400"),
  ParserCase("a bare line feed before the method", "\n" + get(host), "400"),
  ParserCase("a bare return before the method", "\rG", "400"),
  ParserCase("a method with a colon", get(host, "GET: / HTTP/1.1"), "400"),
  ParserCase("a method in brackets", get(host, "[GET] / HTTP/1.1"), "400"),
  ParserCase("a method beyond ASCII", get(host, "ГЕТ / HTTP/1.1"), "400"),
  ParserCase("words before the method", get(host, "Extra lineGET / HTTP/1.1"), "400"),
  ParserCase("an answer instead of a request", "HTTP/1.1 200 OK\r\n\r\n", "400"),
  ParserCase("HTTP/0.9", "GET /\r\n", "400"),
  ParserCase("no version behind a blank", get(host, "GET / "), "400"),
  ParserCase("a version without minor", get(host, "GET / HTTP/1"), "400"),
  ParserCase("a version ending with its dot", get(host, "GET / HTTP/1."), "400"),
  ParserCase("a version with leading zeros", get(host, "GET / HTTP/01.01"), "400"),
  ParserCase("a version with a blank in it", get(host, "GET / HTTP/ 1.1"), "400"),
  ParserCase("a version of another protocol", get(host, "GET / HTTPS/1.1"), "400"),
  ParserCase("a version of another trade", get(host, "SOURCE /a ICE/1.0"), "400"),
  ParserCase("a version with letters", get(host, "GET / HTTP/1.x"), "400"),
  ParserCase("a comma for the dot", get(host, "GET / HTTP/1,1"), "400"),
  ParserCase("HTTP/9.9", get(host, "GET / HTTP/9.9"), "505"),
  ParserCase("HTTP/2.0 without its preface", get(host, "GET / HTTP/2.0"), "505"),
  ParserCase("more after the version", get(host, "GET / HTTP/1.1 x"), "400"),
  ParserCase("a bare return ends the line", "GET / HTTP/1.1\r\(host)\r\n", "400"),
  ParserCase("two returns end the line", "GET / HTTP/1.1\r\r\n\(host)\r\n", "400"),
  ParserCase("a bare line feed ends the line", "GET / HTTP/1.1\n\(host)\r\n", "400"),
]

private let fields: [ParserCase] = [
  ParserCase("names in any case, a tab before the value", get("hOSt:\tdesk\r\nEMPTY:\r\n"), "GET /"),
  ParserCase("a value of blanks alone", get("\(host)X: \t \t\r\n"), "GET /"),
  ParserCase("tabs and blanks within a value", get("\(host)X: a \t b\r\n"), "GET /"),
  ParserCase("colons in a value", get("\(host)X: ::a:b:\r\n"), "GET /"),
  ParserCase("all letters of a name", get("\(host)!#$%&'*+-.^_`|~09azAZ: a\r\n"), "GET /"),
  ParserCase(
    "an underscore frames nothing", Wire.post("Transfer_Encoding: chunked\r\nContent_Length: 9\r\nContent-Length: 1\r\n", "x"),
    "POST /a + x"),
  ParserCase("two types of content", Wire.post("Content-Type: a/b\r\nContent-Type: c/d\r\nContent-Length: 1\r\n", "x"), "POST /a + x"),
  ParserCase("a host with a port", get("Host: desk:8080\r\n"), "GET /"),
  ParserCase("a host with an empty port", get("Host: desk:\r\n"), "GET /"),
  ParserCase("a host of four numbers", get("Host: 127.0.0.1\r\n"), "GET /"),
  ParserCase("a host with an escape", get("Host: %64esk\r\n"), "GET /"),
  ParserCase("a host with a broken escape", get("Host: %6\r\n"), "400"),
  ParserCase("a host with two ports", get("Host: desk:1:2\r\n"), "400"),
  ParserCase("a host that is a port", get("Host: :80\r\n"), "400"),
  ParserCase("a host with a signed port", get("Host: desk:+80\r\n"), "400"),
  ParserCase("a host with a scheme", get("Host: http://desk\r\n"), "400"),
  ParserCase("a host with a query", get("Host: desk?a\r\n"), "400"),
  ParserCase("two hosts in one line", get("Host: desk, other\r\n"), "400"),
  ParserCase("a second Host in another case", get("\(host)hOST: other\r\n"), "400"),
  ParserCase("a bracketed host with a tail", get("Host: [::1]a\r\n"), "400"),
  ParserCase("empty brackets", get("Host: []\r\n"), "400"),
  ParserCase("a zone in brackets", get("Host: [fe80::1%25eth0]\r\n"), "400"),
  ParserCase("a host beyond ASCII", get("Host: стол\r\n"), "400"),
  ParserCase("a host with NUL", get("Host: de\0sk\r\n"), "400"),
  ParserCase("a host only in the trailers", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\(host)\r\n", "400"),
  ParserCase("brackets in a name", get("\(host)X[]: a\r\n"), "400"),
  ParserCase("a comma in a name", get("\(host)X,Y: a\r\n"), "400"),
  ParserCase("a slash in a name", get("\(host)X/Y: a\r\n"), "400"),
  ParserCase("quotes in a name", get("\(host)\"X\": a\r\n"), "400"),
  ParserCase("a tab before the colon", get("\(host)X\t: a\r\n"), "400"),
  ParserCase("a bell in a value", get("\(host)X: a\u{7}\r\n"), "400"),
  ParserCase("a form feed in a value", get("\(host)X: \u{C}a\r\n"), "400"),
  ParserCase("an escape sign in a value", get("\(host)X: a\u{1B}[0m\r\n"), "400"),
  ParserCase("a bare return and then a name", get("\(host)X: a\r Y: b\r\n"), "400"),
  ParserCase("a line of blanks before the fields", "GET / HTTP/1.1\r\n \r\n\(host)\r\n", "400"),
  ParserCase("a line of blanks among the fields", get("\(host) \t\r\nX: a\r\n"), "400"),
  ParserCase("a folded line with a tab", get("\(host)X: a\r\n\tb\r\n"), "400"),
  ParserCase("a folded empty value", get("\(host)X:\r\n a\r\n"), "400"),
  ParserCase("a return that begins the end", "GET / HTTP/1.1\r\n\(host)\rX: a\r\n\r\n", "400"),
  ParserCase("line feeds that end the head", "GET / HTTP/1.1\r\n\(host)\n\n", "400"),
]

@Suite struct WellKnownCasesTests {
  @Test(arguments: requestLines + fields)
  func theParserSaysTheSameHoweverTheBytesAreCut(_ example: ParserCase) {
    let parsing = Parsing()
    #expect(parsing.events(example.text) == example.events)
    for size in 1...3 { #expect(parsing.events(example.text, pieces: size) == example.events, "in pieces of \(size)") }
  }

  @Test(arguments: [0x80, 0xA0, 0xE9, 0xFF] as [UInt8])
  func obsTextIsLetThroughInAValueAndNowhereElse(_ byte: UInt8) {
    func events(_ before: String, _ after: String) -> [String] { Parsing().events(Array(before.utf8) + [byte] + Array(after.utf8)) }
    #expect(events("GET / HTTP/1.1\r\n\(host)X: a", "b\r\n\r\n") == ["GET /"])
    #expect(events("GET / HTTP/1.1\r\n\(host)X", ": b\r\n\r\n") == ["400"])
    #expect(events("GET /", " HTTP/1.1\r\n\(host)\r\n") == ["400"])
    #expect(events("GE", "T / HTTP/1.1\r\n\(host)\r\n") == ["400"])
    #expect(events("GET / HTTP/1.", "1\r\n\(host)\r\n") == ["400"])
    #expect(events("GET / HTTP/1.1\r\nHost: d", "\r\n\r\n") == ["400"])
    #expect(events(Wire.chunks("5"), "\r\n") == ["asks", "400"])
  }

  /// Tries every byte at each place that allows only some (RFC 9110, 5.6.2 and 5.5).
  @Test func everyByteIsJudgedByItsClass() {
    let name = Set("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    for byte in UInt8.min...UInt8.max {
      func isTaken(_ before: String, _ after: String) -> Bool {
        Parsing().events(Array(before.utf8) + [byte] + Array(after.utf8)).last?.hasPrefix("4") == false
      }
      #expect(isTaken("GET / HTTP/1.1\r\n\(host)X", "Y: b\r\n\r\n") == (name.contains(byte) || byte == 58), "\(byte) in a name")
      #expect(isTaken("GET / HTTP/1.1\r\n\(host)X: a", "b\r\n\r\n") == (byte == 9 || byte >= 32 && byte != 127), "\(byte) in a value")
      #expect(isTaken("G", "T / HTTP/1.1\r\n\(host)\r\n") == name.contains(byte), "\(byte) in a method")
    }
  }

  @Test func aMethodWithoutEndIs501AndATargetWithoutEnd414() {
    let long = String(repeating: "A", count: 100_000)
    for size in [1000, .max] {
      #expect(Parsing().events(long, pieces: size) == ["501"])
      #expect(Parsing().events("\(long) / HTTP/1.1\r\n\(host)\r\n", pieces: size) == ["501"])
      #expect(Parsing().events("GET /\(long) HTTP/1.1\r\n\(host)\r\n", pieces: size) == ["414"])
      #expect(Parsing().events("GET / HTTP/1.1\r\n\(host)\(long): a\r\n\r\n", pieces: size) == ["431"])
      #expect(Parsing().events("GET / HTTP/1.1\r\n\(host)X: \(long)\r\n\r\n", pieces: size) == ["431"])
    }
    let path = "/" + String(repeating: "a", count: 7900)
    #expect(Parsing().events("GET \(path) HTTP/1.1\r\n\(host)\r\n") == ["GET \(path)"], "8000 octets are to be taken (RFC 9112, 3)")
  }

  @Test func nothingIsReadBehindAFault() {
    for bad in ["Host : x\r\n", "Content-Length: 1\r\nContent-Length: 2\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"] {
      #expect(Parsing().events("POST / HTTP/1.1\r\n\(host)\(bad)\r\n" + get(host, "GET /admin HTTP/1.1")) == ["400"])
    }
    #expect(Parsing().events(Wire.chunks("x\r\n") + get(host, "GET /admin HTTP/1.1")) == ["asks", "400"])
  }
}
