import JSON
import Testing

private func written(_ write: (inout JSONWriter) -> Void) -> String {
  var json = JSONWriter(reserving: 0)
  write(&json)
  return String(decoding: json.finish(), as: UTF8.self)
}

@Test func commasStandBetweenMembersAndItemsOnly() {
  let text = written { json in
    json.beginObject()
    json.field("a", 1)
    json.beginArray("b")
    json.integer(1 as Int64)
    json.beginObject()
    json.endObject()
    json.beginArray()
    json.endArray()
    json.null()
    json.endArray()
    json.beginObject("c")
    json.field("d", true)
    json.field("e", false)
    json.endObject()
    json.key("f")
    json.raw("{\"x\":1}")
    json.key("ключ \"я\"")
    json.raw([0x31])
    json.endObject()
  }
  #expect(text == #"{"a":1,"b":[1,{},[],null],"c":{"d":true,"e":false},"f":{"x":1},"ключ \"я\"":1}"#)
}

@Test func anAbsentFieldIsNull() {
  let text = written { json in
    json.beginObject()
    json.field("a", nil as String?)
    json.field("b", nil as Int64?)
    json.field("c", nil as Bool?)
    json.field("d", time: nil)
    json.field("e", date: nil as Int?)
    json.field("f", thousandths: nil)
    json.field("g", utf8: nil)
    json.field("h", "x" as String?)
    json.field("i", ["a", "b"])
    json.field("j", [1, 2] as [Int64])
    json.field("k", value: .null)
    json.endObject()
  }
  #expect(
    text == #"{"a":null,"b":null,"c":null,"d":null,"e":null,"f":null,"g":null,"h":"x","i":["a","b"],"j":[1,2],"k":null}"#)
}

@Test func everyCharacterThatMustBeEscapedIs() {
  let all = String(String.UnicodeScalarView((0...0x20).compactMap(UnicodeScalar.init)))
  #expect(
    written { $0.string(all + "\"\\/\u{7F}") }
      == #""\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f "#
      + "\\\"\\\\/\u{7F}\"")
}

@Test func anEscapeIsFoundAtEveryPlaceOfAString() throws {
  for length in 1...40 {
    for position in 0..<length {
      for odd in ["\"", "\\", "\n", "\u{1F}", "я", "\u{1F600}"] {
        var characters = [String](repeating: "x", count: length)
        characters[position] = odd
        let text = characters.joined()
        let json = written { $0.string(text) }
        #expect(try JSONReader.parse(json) == .string(text))
      }
    }
  }
}

@Test func aStringOfNothingButEscapesGrowsTheBuffer() throws {
  let text = String(repeating: "\u{1}", count: 10_000)
  let json = written { $0.string(text) }
  #expect(json.utf8.count == 60_002)
  #expect(try JSONReader.parse(json) == .string(text))
}

@Test func integersAreWrittenInFull() {
  #expect(written { $0.integer(0 as Int64) } == "0")
  #expect(written { $0.integer(Int64.min) } == "-9223372036854775808")
  #expect(written { $0.integer(Int64.max) } == "9223372036854775807")
  for power in 0..<18 {
    let value = (0..<power).reduce(1) { value, _ in value * 10 }
    #expect(written { $0.integer(value) } == String(value))
    #expect(written { $0.integer(value - 1) } == String(value - 1))
    #expect(written { $0.integer(-value) } == String(-value))
  }
}

@Test(
  arguments: [
    (4500, "4.5"), (1000, "1"), (-500, "-0.5"), (0, "0"), (1, "0.001"), (10, "0.01"), (-1, "-0.001"), (1050, "1.05"), (999_999, "999.999"),
    (.max, "9223372036854775.807"), (.min, "-9223372036854775.808"),
  ] as [(Int64, String)])
func thousandthsHaveNoMorePlacesThanTheyNeed(value: Int64, text: String) throws {
  #expect(written { $0.thousandths(value) } == text)
  guard case .number(let number) = try JSONReader.parse(text) else {
    Issue.record("not a number")
    return
  }
  #expect(number.thousandths == value)
}

@Test func momentsAndDatesAreWrittenOrNull() {
  #expect(written { $0.time(1_795_333_440_123) } == "\"2026-11-22T07:44:00.123Z\"")
  #expect(written { $0.time(Timestamp.range.upperBound + 1) } == "null")
  #expect(written { $0.time(.min) } == "null")
  #expect(written { $0.date(20_779) } == "\"2026-11-22\"")
  #expect(written { $0.date(Int64.max) } == "null")
  #expect(written { $0.date(Int32.min) } == "null")
}

@Test func whatWasReadIsWrittenTheSame() throws {
  let text = #"{"a":[1,-2.50e3,"x\n\"я"],"b":{"c":true,"d":null},"":[{}]}"#
  let value = try JSONReader.parse(text)
  #expect(written { $0.value(value) } == text)
}

@Test func textOfEveryLengthIsCopiedWhole() {
  for length in 0...70 {
    let text = String("abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщ".utf8.prefix(length).map { Character(UnicodeScalar($0)) })
    #expect(written { $0.string(text) } == "\"\(text)\"", "\(length)")
  }
  for length in 1...20 {
    for place in 0..<length {
      let text = String(repeating: "x", count: place) + "\"" + String(repeating: "y", count: length - place - 1)
      #expect(written { $0.string(text) } == "\"\(text.replacing("\"", with: "\\\""))\"", "\(length) \(place)")
    }
  }
  let names = written { json in
    json.beginObject()
    for name in ["i", "at", "sum", "name", "total", "status", "version", "operator", "client_id", "odometer_kilometres"] as [StaticString] {
      json.field(name, 1 as Int64)
    }
    json.endObject()
  }
  #expect(
    names
      == #"{"i":1,"at":1,"sum":1,"name":1,"total":1,"status":1,"version":1,"operator":1,"client_id":1,"odometer_kilometres":1}"#)
}

@Test func numbersOfEveryLengthAreWrittenWhole() {
  for number in [0, 9, 10, 99, 100, -1, -9, -10, 1_000_000_007, .max, .min] as [Int64] {
    #expect(written { $0.integer(number) } == "\(number)")
  }
}

@Test func aMomentIsTheSameHoweverOftenItIsSaid() {
  let (one, other): (Int64, Int64) = (1_795_678_800_123, 1_795_678_800_124)
  let text = written { json in
    json.beginArray()
    for moment in [one, one, other, one, other, other] { json.time(moment) }
    json.endArray()
  }
  let (a, b) = (Timestamp.text(one) ?? "", Timestamp.text(other) ?? "")
  #expect(text == "[" + [a, a, b, a, b, b].map { "\"\($0)\"" }.joined(separator: ",") + "]")
}

@Test func aWriterInTheMemoryOfTheOneBeforeWritesItsOwnText() {
  for length in [10, 600, 5_000, 200_000, 700, 3] {
    let text = String(repeating: "я", count: length)
    var outer = JSONWriter()
    var inner = JSONWriter()
    outer.string(text)
    inner.string("x")
    #expect(outer.finish() == Array("\"\(text)\"".utf8) && inner.finish() == Array("\"x\"".utf8))
  }
}

@Test(
  arguments: [
    (0.1, "0.1"), (-0.0, "-0.0"), (1e-7, "1e-07"), (1e22, "1e+22"), (100, "100.0"), (.leastNonzeroMagnitude, "5e-324"), (.infinity, "null"),
    (.nan, "null"),
  ] as [(Double, String)])
func aFractionIsWrittenSoThatItReadsAsTheSame(value: Double, text: String) throws {
  let written = written { $0.number(value) }
  #expect(written == text)
  if case .number(let number) = try JSONReader.parse(written) { #expect(number.double == value) }
}
