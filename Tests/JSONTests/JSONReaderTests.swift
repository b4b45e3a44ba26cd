import JSON
import Testing

/// The kind of fault for which `text` is refused; nil if it is read.
private func fault(_ text: String) -> JSONFault.Kind? { fault([UInt8](text.utf8)) }

private func fault(_ bytes: [UInt8]) -> JSONFault.Kind? {
  do throws(JSONFault) {
    _ = try JSONReader.parse(bytes)
    return nil
  } catch {
    return error.kind
  }
}

@Test(
  arguments: [
    "{}", "[]", " \t\r\n[ ] \n", "0", "-0", "-1", "1.5e+3", "1E-2", "true", "false", "null", "\"\"", "[[[]]]", "[1,\"a\",null,{}]",
    "{\"a\":{\"b\":[]}}", "\"\u{7F}\"", "\"\u{2028}\u{2029}\"", "{\"\":0}", "\"\\u0000\"", "[\"\u{10FFFF}\",\"\u{FFFE}\"]",
  ])
func aWellFormedTextIsRead(text: String) {
  #expect(fault(text) == nil)
}

@Test(
  arguments: [
    "[1,]", "[,1]", "[1 2]", "{\"a\":1,}", "{,}", "{\"a\" 1}", "{\"a\",1}", "{a:1}", "{'a':1}", "{1:1}", "[1}", "{\"a\":1]", "]", "}", ":",
    ",",
    "nul", "nulL", "True", "tru", "NaN", "Infinity", "-Infinity", "+1", ".5", "1.", "1.e1", "1e", "1e+", "-", "--1", "0x1", "1_000", "01",
    "-01",
    "00", "// a\n1", "/* a */ 1", "1;", "[", "{", "[1", "{\"a\"", "{\"a\":", "{\"a\":1", "\"", "\"a", "\"\\", "\"\\\"", "\"\\u00",
    "\"\\x41\"",
    "\"\\u00G0\"", "\"\\U0041\"", "'a'", "\u{A0}1", "\u{FEFF}1", "1 2", "{}{}", "[] x", "\"a\nb\"", "\"a\tb\"", "\"a\u{0}b\"", "\u{0}",
    "\u{C}1", "", "  ",
    "\"\\uD800\"", "\"\\uDC00\"", "\"\\uD800\\uD800\"", "\"\\uD800\\n\"", "\"\\uD83D \\uDE00\"", "\"\\uDE00\\uD83D\"", "1\u{0}", "[1]\u{0}",
  ])
func aMalformedTextIsRefused(text: String) {
  #expect(fault(text) != nil)
}

@Test func theKindOfFaultIsNamed() {
  #expect(fault("") == .empty)
  #expect(fault(" \n") == .empty)
  #expect(fault("\u{FEFF}{}") == .byteOrderMark)
  #expect(fault("[1") == .endsEarly)
  #expect(fault("tru") == .endsEarly)
  #expect(fault("-") == .endsEarly)
  #expect(fault("NaN") == .unexpected(0x4E, wanted: .value))
  #expect(fault("{a:1}") == .unexpected(0x61, wanted: .key))
  #expect(fault("{\"a\":1,}") == .unexpected(0x7D, wanted: .key))
  #expect(fault("{\"a\"=1}") == .unexpected(0x3D, wanted: .colon))
  #expect(fault("{\"a\":1;}") == .unexpected(0x3B, wanted: .commaOrBrace))
  #expect(fault("[1:2]") == .unexpected(0x3A, wanted: .commaOrBracket))
  #expect(fault("{} {}") == .trailingBytes)
  #expect(fault("{\"a\":1,\"b\":2,\"a\":3}") == .duplicateKey("a"))
  #expect(fault("{\"a\":1,\"\\u0061\":3}") == .duplicateKey("a"))
  #expect(fault("\"a\u{1}\"") == .controlCharacter(1))
  #expect(fault("\"\\q\"") == .badEscape)
  #expect(fault("\"\\uD800x\"") == .loneSurrogate)
  #expect(fault("1.x") == .badNumber)
  #expect(fault("012") == .leadingZero)
}

@Test(
  arguments: [
    [0xFF], [0xC0, 0x80], [0xC1, 0xBF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0x80],
    [0xE0, 0x9F, 0xBF], [0xCF, 0xF0],
  ] as [[UInt8]])
func aStringThatIsNotUTF8IsRefusedWhereItBreaks(bytes: [UInt8]) {
  let text = [0x5B, 0x22, 0x61, 0x62] + bytes + [0x22, 0x5D]
  #expect {
    _ = try JSONReader.parse(text)
  } throws: { error in
    let fault = error as? JSONFault
    return fault?.kind == .invalidUTF8 && fault?.offset == 4
  }
}

@Test func depthIsBoundedHoweverLongTheBomb() {
  let bomb = [UInt8](repeating: 0x5B, count: 1_000_000)
  #expect(fault(bomb) == .tooDeep(limit: 32))
  #expect(fault(String(repeating: "{\"a\":", count: 100_000)) == .tooDeep(limit: 32))
  #expect(fault(String(repeating: "[", count: 32) + String(repeating: "]", count: 32)) == nil)
  #expect(fault(String(repeating: "[", count: 33) + String(repeating: "]", count: 33)) == .tooDeep(limit: 32))
  #expect(throws: JSONFault.self) { try JSONReader.parse(bomb, depth: .max) }
  #expect(throws: JSONFault.self) { try JSONReader.parse("[]", depth: 0) }
}

@Test func aNumberIsAtMostSixtyFourCharacters() {
  #expect(fault(String(repeating: "1", count: 64)) == nil)
  #expect(fault(String(repeating: "1", count: 65)) == .longNumber(limit: 64))
  #expect(fault("[1." + String(repeating: "0", count: 63) + "]") == .longNumber(limit: 64))
}

@Test func aDuplicateAmongManyNamesIsFound() {
  let names = (0..<1000).map { "\"n\($0)\":0" }.joined(separator: ",")
  #expect(fault("{\(names)}") == nil)
  #expect(fault("{\(names),\"n7\":0}") == .duplicateKey("n7"))
  #expect(fault("{\(names),\"n999\":0}") == .duplicateKey("n999"))
}

@Test func aFaultNamesOffsetLineAndColumn() {
  #expect {
    _ = try JSONReader.parse("{\n  \"имя\": \"я\", x\n}")
  } throws: { error in
    guard let fault = error as? JSONFault else { return false }
    return fault.offset == 20 && fault.line == 2 && fault.column == 15
      && fault.message == "\"x\" stands where a name in double quotes should (line 2, column 15)"
  }
}

@Test func everyEscapeIsRead() throws {
  let text = #""\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\uD83D\uDE00я""#
  #expect(try JSONReader.parse(text) == .string("\"\\/\u{8}\u{C}\n\r\tA\u{E9}\u{20AC}\u{1F600}я"))
}

@Test func membersKeepTheirOrderAndAreFoundByName() throws {
  guard case .object(let object) = try JSONReader.parse(#"{"z":1,"a":null,"м":[true]}"#) else {
    Issue.record("not an object")
    return
  }
  #expect(object.members.map(\.key) == ["z", "a", "м"])
  #expect(object["z"] == .number(JSONNumber(1)))
  #expect(object["a"] == .null)
  #expect(object["м"] == .array([.bool(true)]))
  #expect(object["b"] == nil)
}

@Test func everyPrefixOfATextIsRefusedAndNothingTraps() throws {
  let text = [UInt8](#"{"a":[1,-2.5e3,"x\n\u00e9\uD83D\uDE00я"],"b":{"c":true,"d":null}}"#.utf8)
  for length in 0..<text.count {
    #expect(throws: JSONFault.self) { try JSONReader.parse([UInt8](text[..<length])) }
  }
  for position in text.indices {
    for byte in [0x00, 0x22, 0x5C, 0x7B, 0x80, 0xFF] as [UInt8] {
      var broken = text
      broken[position] = byte
      _ = try? JSONReader.parse(broken)
    }
  }
}
