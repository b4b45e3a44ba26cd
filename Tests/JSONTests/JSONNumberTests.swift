import JSON
import Testing

private func number(_ text: String) throws -> JSONNumber {
  guard case .number(let number) = try JSONReader.parse(text) else { throw NotANumber() }
  return number
}

private struct NotANumber: Error {}

@Test(
  arguments: [
    ("0", 0), ("-0", 0), ("7", 7), ("-7", -7), ("1.0", 1), ("1e2", 100), ("1E+2", 100), ("1.5e1", 15), ("1500e-2", 15), ("0e99999999", 0),
    ("0.000", 0),
    ("10.0000000000000000000000000", 10), ("1000000000000000000000e-21", 1),
    ("9223372036854775807", .max), ("-9223372036854775808", .min),
    ("9223372036854775808", nil), ("-9223372036854775809", nil), ("99999999999999999999", nil), ("1e19", nil),
    ("1e99999999999999999999", nil),
    ("1.5", nil), ("1e-1", nil), ("1e-99999999999999999999", nil), ("0.1", nil),
  ] as [(String, Int64?)])
func anIntegerIsExactHoweverItIsWritten(text: String, value: Int64?) throws {
  #expect(try number(text).int64 == value)
}

@Test(
  arguments: [
    ("4.5", 4500), ("0.1", 100), ("-0.5", -500), ("1", 1000), ("0.001", 1), ("0.0010", 1), ("1e-3", 1), ("12.345", 12_345),
    ("1.1e1", 11_000),
    ("9223372036854775.807", .max), ("-9223372036854775.808", .min), ("0", 0), ("-0.000", 0),
    ("0.0001", nil), ("1.2345", nil), ("9223372036854775.808", nil), ("1e-4", nil), ("1e16", nil),
  ] as [(String, Int64?)])
func thousandthsAreExactOrAbsent(text: String, value: Int64?) throws {
  #expect(try number(text).thousandths == value)
}

@Test(
  arguments: [
    ("0.25", 250_000_000), ("1", 1_000_000_000), ("0.000000001", 1), ("1e-9", 1), ("0.0000000001", nil), ("1e300", nil),
    ("-0.5", -500_000_000),
  ] as [(String, Int64?)])
func billionthsAreExactOrAbsent(text: String, value: Int64?) throws {
  #expect(try number(text).billionths == value)
}

@Test func theTextOfANumberIsKeptAsItWas() throws {
  #expect(try number("-1.500E+02").text == "-1.500E+02")
}

@Test func aFloatIsThereForTheRareReader() throws {
  #expect(try number("2.5").double == 2.5)
  #expect(try number("1e400").double == nil)
}
