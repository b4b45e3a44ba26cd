import HTTP
import Testing

/// Framing of bodies, in the cases of the suites that `WellKnownCasesTests` names.
private let host = Wire.host
private func get(_ fields: String, _ line: String = "GET / HTTP/1.1") -> String { Wire.get(fields, line) }
private func post(_ fields: String, _ body: String = "") -> String { Wire.post(fields, body) }
private func chunks(_ body: String) -> String { Wire.chunks(body) }

private let framings: [ParserCase] = [
  ParserCase("no length is no body", post("") + get(host), "POST /a", "GET /"),
  ParserCase("length nought", post("Content-Length: 0\r\n") + get(host), "POST /a", "GET /"),
  ParserCase("length nought, twice written", post("Content-Length: 00\r\n") + get(host), "POST /a", "GET /"),
  ParserCase("leading zeros are decimal", post("Content-Length: 010\r\n", "0123456789") + get(host), "POST /a + 0123456789", "GET /"),
  ParserCase("very many leading zeros", post("Content-Length: \(String(repeating: "0", count: 90))2\r\n", "hi"), "POST /a + hi"),
  ParserCase("HEAD with a body", get("\(host)Content-Length: 2\r\n", "HEAD / HTTP/1.1") + "hi" + get(host), "HEAD / + hi", "GET /"),
  ParserCase(
    "OPTIONS with a body", get("\(host)Content-Length: 2\r\n", "OPTIONS / HTTP/1.1") + "hi" + get(host), "OPTIONS / + hi", "GET /"),
  ParserCase("a request within a body", post("Content-Length: 18\r\n", "GET / HTTP/1.1\r\n\r\n"), "POST /a + GET / HTTP/1.1\r\n\r\n"),
  ParserCase("the coding in capitals", post("TRANSFER-ENCODING: CHUNKED\r\n", "0\r\n\r\n"), "asks", "POST /a"),
  ParserCase("the coding behind a tab", post("Transfer-Encoding:\tchunked\t\r\n", "0\r\n\r\n"), "asks", "POST /a"),
  ParserCase("chunks and 100", post("Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n", "0\r\n\r\n"), "asks 100", "POST /a"),
  ParserCase("100 without a body", get("\(host)Expect: 100-continue\r\n"), "GET /"),
  ParserCase("a length with a minus", post("Content-Length: -1\r\n"), "400"),
  ParserCase("a length of minus nought", post("Content-Length: -0\r\n"), "400"),
  ParserCase("a length with plus five", post("Content-Length: +5\r\n", "hello"), "400"),
  ParserCase("a length in words", post("Content-Length: abc\r\n"), "400"),
  ParserCase("a length with a tail", post("Content-Length: 5a\r\n", "hello"), "400"),
  ParserCase("a length with a blank in it", post("Content-Length: 1 0\r\n", "0123456789"), "400"),
  ParserCase("a length with an underscore", post("Content-Length: 1_0\r\n", "0123456789"), "400"),
  ParserCase("a length in octal", post("Content-Length: 0o5\r\n", "hello"), "400"),
  ParserCase("a length with a fraction", post("Content-Length: 5.0\r\n", "hello"), "400"),
  ParserCase("a length in quotes", post("Content-Length: \"5\"\r\n", "hello"), "400"),
  ParserCase("a length in other digits", post("Content-Length: ５\r\n", "hello"), "400"),
  ParserCase("a length with NUL", post("Content-Length: 5\0\r\n", "hello"), "400"),
  ParserCase("a folded length", post("Content-Length:\r\n 5\r\n", "hello"), "400"),
  ParserCase("a length as an empty list", post("Content-Length: ,\r\n"), "400"),
  ParserCase("a length with a comma behind", post("Content-Length: 5,\r\n", "hello"), "400"),
  ParserCase("five, five, five", post("Content-Length: 5, 5, 5\r\n", "hello"), "400"),
  ParserCase("five, ten", post("Content-Length: 5, 10\r\n", "hello"), "400"),
  ParserCase("length in two cases", post("Content-Length: 5\r\ncontent-length: 6\r\n", "hello!"), "400"),
  ParserCase("a length and then an empty one", post("Content-Length: 5\r\nContent-Length:\r\n", "hello"), "400"),
  ParserCase("one more than 63 bits", post("Content-Length: 9223372036854775808\r\n"), "413"),
  ParserCase("one more than 64 bits", post("Content-Length: 18446744073709551616\r\n"), "413"),
  ParserCase("both framings, the coding first", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\nX"), "400"),
  ParserCase("both framings, length nought", post("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), "400"),
  ParserCase("a length and a coding nobody knows", post("Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n", "hello"), "400"),
  ParserCase("a length and an empty coding", post("Content-Length: 5\r\nTransfer-Encoding:\r\n", "hello"), "400"),
  ParserCase("chunked, identity", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), "400"),
  ParserCase("chunked, gzip", post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"), "400"),
  ParserCase(
    "chunked and identity in two lines", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"), "400"),
  ParserCase("identity, chunked", post("Transfer-Encoding: identity, chunked\r\n", "0\r\n\r\n"), "501"),
  ParserCase("gzip and chunked in two lines", post("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), "501"),
  ParserCase("gzip alone", post("Transfer-Encoding: gzip\r\n"), "400"),
  ParserCase("chunked, gzip, chunked", post("Transfer-Encoding: chunked, gzip, chunked\r\n", "0\r\n\r\n"), "400"),
  ParserCase("a comma before the coding", post("Transfer-Encoding: , chunked\r\n", "0\r\n\r\n"), "400"),
  ParserCase("a comma after the coding", post("Transfer-Encoding: chunked,\r\n", "0\r\n\r\n"), "400"),
  ParserCase("a parameter of the coding", post("Transfer-Encoding: chunked;a=b\r\n", "0\r\n\r\n"), "400"),
  ParserCase("a coding in quotes", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"), "400"),
  ParserCase("two words of coding", post("Transfer-Encoding: chunked chunked\r\n", "0\r\n\r\n"), "400"),
  ParserCase("a coding with a mark of its own", post("Transfer-Encoding: chunked\u{85}\r\n", "0\r\n\r\n"), "400"),
  ParserCase("a coding with NUL", post("Transfer-Encoding: chunked\0\r\n", "0\r\n\r\n"), "400"),
  ParserCase("a folded coding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), "400"),
  ParserCase("a coding with a blank before the colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), "400"),
  ParserCase("a coding behind a bare return", post("X: a\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), "400"),
]

private let chunked: [ParserCase] = [
  ParserCase("leading zeros in a size", chunks("0005\r\nhello\r\n00000\r\n\r\n"), "asks", "POST /a + hello"),
  ParserCase("an extension with a quoted value", chunks("5;a=\"b;\\\"c\\\\\"\r\nhello\r\n0\r\n\r\n"), "asks", "POST /a + hello"),
  ParserCase("blanks around an extension's signs", chunks("5 ; a = b ; c=\"d\" ;e\r\nhello\r\n0;f\r\n\r\n"), "asks", "POST /a + hello"),
  ParserCase(
    "an extension of a signed upload", chunks("5;chunk-signature=0a1b\r\nhello\r\n0;chunk-signature=2c\r\n\r\n"), "asks", "POST /a + hello"),
  ParserCase(
    "trailers frame and route nothing",
    chunks("1\r\nx\r\n0\r\nContent-Length: 50\r\nTransfer-Encoding: chunked\r\nHost: other\r\nAuthorization: Bearer x\r\n\r\n") + get(host),
    "asks", "POST /a + x", "GET /"),
  ParserCase("a trailer beyond ASCII", chunks("0\r\nX: имя\r\n\r\n"), "asks", "POST /a"),
  ParserCase("no last chunk", chunks("5\r\nhello\r\n"), "asks", "…"),
  ParserCase("no end after the last chunk", chunks("5\r\nhello\r\n0\r\n"), "asks", "…"),
  ParserCase("sixteen digits", chunks("0000000000000005\r\nhello\r\n"), "asks", "400"),
  ParserCase("sixteen digits of the highest", chunks("FFFFFFFFFFFFFFFF\r\n"), "asks", "400"),
  ParserCase("digits without end", chunks(String(repeating: "0", count: 300)), "asks", "400"),
  ParserCase("an underscore in a size", chunks("1_0\r\n0123456789abcdef\r\n0\r\n\r\n"), "asks", "400"),
  ParserCase("a letter that is no digit", chunks("g\r\n"), "asks", "400"),
  ParserCase("a dot in a size", chunks("5.0\r\nhello\r\n"), "asks", "400"),
  ParserCase("a comma in a size", chunks("5,5\r\nhello\r\n"), "asks", "400"),
  ParserCase("a tab after a size", chunks("5\t\r\nhello\r\n"), "asks", "400"),
  ParserCase("NUL after a size", chunks("5\0\r\nhello\r\n"), "asks", "400"),
  ParserCase("a bare semicolon", chunks("5;\r\nhello\r\n0\r\n\r\n"), "asks", "400"),
  ParserCase("semicolons alone", chunks("5;;;\r\nhello\r\n0\r\n\r\n"), "asks", "400"),
  ParserCase("an extension without a name", chunks("5;=b\r\nhello\r\n0\r\n\r\n"), "asks", "400"),
  ParserCase("an extension without its value", chunks("5;a=\r\nhello\r\n0\r\n\r\n"), "asks", "400"),
  ParserCase("a bracket in an extension", chunks("5;a[=b\r\nhello\r\n0\r\n\r\n"), "asks", "400"),
  ParserCase("two words in an extension", chunks("5;a b\r\nhello\r\n0\r\n\r\n"), "asks", "400"),
  ParserCase("an extension without semicolon", chunks("5 a\r\nhello\r\n0\r\n\r\n"), "asks", "400"),
  ParserCase("a quoted value that does not end", chunks("5;a=\"b\r\nhello\r\n0\r\n\r\n"), "asks", "400"),
  ParserCase("words after a quoted value", chunks("5;a=\"b\"c\r\nhello\r\n0\r\n\r\n"), "asks", "400"),
  ParserCase("a return escaped in a quoted value", chunks("5;a=\"\\\r\n\"\r\nhello\r\n"), "asks", "400"),
  ParserCase("a bare return in an extension", chunks("5;a\rX\r\nhello\r\n0\r\n\r\n"), "asks", "400"),
  ParserCase("a bare line feed ends an extension", chunks("5;a\nhello\r\n0\r\n\r\n"), "asks", "400"),
  ParserCase("a bare line feed after data", chunks("5\r\nhello\n0\r\n\r\n"), "asks", "400"),
  ParserCase("a bare return after data", chunks("5\r\nhello\r0\r\n\r\n"), "asks", "400"),
  ParserCase("a bare line feed after the last size", chunks("0\n\r\n"), "asks", "400"),
  ParserCase("two returns after a size", chunks("5\r\r\nhello\r\n"), "asks", "400"),
  ParserCase("data shorter than its size", chunks("6\r\nhello\r\n0\r\n\r\n"), "asks", "400"),
  ParserCase("a trailer with a blank before its colon", chunks("0\r\nX : a\r\n\r\n"), "asks", "400"),
  ParserCase("a trailer without name", chunks("0\r\n: a\r\n\r\n"), "asks", "400"),
  ParserCase("a trailer with a bare return", chunks("0\r\nX: a\rY: b\r\n\r\n"), "asks", "400"),
  ParserCase("a trailer with a bare line feed", chunks("0\r\nX: a\nY: b\r\n\r\n"), "asks", "400"),
  ParserCase("a trailer with NUL", chunks("0\r\nX: a\0\r\n\r\n"), "asks", "400"),
]

@Test(arguments: framings + chunked)
func aBodyEndsWhereItsFramingSaysHoweverTheBytesAreCut(_ example: ParserCase) {
  let parsing = Parsing()
  #expect(parsing.events(example.text) == example.events)
  for size in 1...3 { #expect(parsing.events(example.text, pieces: size) == example.events, "in pieces of \(size)") }
}
