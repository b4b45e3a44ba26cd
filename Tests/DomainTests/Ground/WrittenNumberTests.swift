import Testing

@testable import Domain

@Suite struct WrittenNumberTests {
  @Test(arguments: [
    ("1250", "1250"), ("1 250", "1250"), ("1\u{A0}234,50", "1234.5"), ("1\u{2009}234,50", "1234.5"),
    ("1\u{202F}234\u{202F}567.5", "1234567.5"),
    ("1.250,00", "1250"), ("1,250.00", "1250"), ("1'250", "1250"), ("1’250,75", "1250.75"), ("1,250,000", "1250000"),
    ("1.250.000", "1250000"),
    ("1.250.000,5", "1250000.5"), ("1,250,000.5", "1250000.5"), ("1 250,125", "1250.125"), ("1250,125", "1250.125"), ("0,250", "0.25"),
    ("0.125", "0.125"), ("12,5", "12.5"), ("-3,5", "-3.5"), ("−1 250", "-1250"), (" 17 043,74 ", "17043.74"), ("12,50", "12.5"),
    ("100", "100"),
    ("007", "7"),
  ])
  func whatIsProperlyGroupedIsTaken(_ written: String, _ number: String) throws {
    #expect(try WrittenNumber.quantity(written).text == number, "\(written)")
  }

  @Test(arguments: ["1,250", "1.250", "12,500", "999.999", "-1,250", "1,000", "250,000"])
  func aLoneMarkWithThreeDigitsBehindItIsAmbiguous(_ written: String) {
    #expect(codes { _ = try WrittenNumber.quantity(written) } == ["number_ambiguous"], "\(written)")
  }

  @Test(arguments: [
    "12 50", "1 5", "1'5", "1  250", "1250 000", "12 345 67", "0 250", "1 234 5", "1.25,00", "1,25,000", "12,50,5", "1,250 50", "1,250,00",
    "1.5.2", "1 250.000.5", "1'250 000", "1,250.5,0", "3,5 7", "1 2 3", "1 ,250",
  ])
  func digitsGroupedOtherwiseAreNoNumber(_ written: String) {
    #expect(codes { _ = try WrittenNumber.quantity(written) } == ["number_grouped_oddly"], "\(written)")
  }

  @Test(arguments: [
    "", "-", "х", "1e3", "1,25E+03", "1.25e3", ",5", "5,", "--5", "+5", "5-", "(5)", "5 шт", "½", "１２", "0x10", "1_000", "1/2",
  ])
  func whatIsNoNumberIsNone(_ written: String) {
    #expect(codes { _ = try WrittenNumber.quantity(written) } == ["not_a_number"], "\(written)")
  }

  @Test func decimalsAndSizeHaveTheirEnd() {
    #expect(codes { _ = try WrittenNumber.quantity("1,2345") } == ["too_many_decimals"])
    #expect(codes { _ = try WrittenNumber.quantity("99999999999999999999") } == ["number_too_large"])
  }
}
