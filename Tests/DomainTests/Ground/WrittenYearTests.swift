import Domain
import Testing

@Suite struct WrittenYearTests {
  @Test(
    arguments: [
      ("2015", 2015), ("15", 15), ("00", 0), ("2 015", 2015), ("2015 г.", 2015), ("2015г.в.", 2015), ("95 г.", 95), ("2015 год", 2015),
      ("2015,0", 2015), ("2015.00", 2015), ("01.02.2015", 2015), ("2015-02-01", 2015), ("01.02.15", 15), ("0999", nil), ("0015", nil),
      ("015", nil), ("00015", nil), ("5", nil), ("0", nil), ("-15", nil), ("15 лет", nil), ("21 год", nil), ("20 15", nil), ("2015.5", nil),
      ("20155", nil), ("", nil), ("нет", nil), ("31.02.2015", nil),
    ] as [(String, Int64?)])
  func aYearHasTwoOrFourDigits(_ text: String, _ year: Int64?) { #expect(WrittenYear.number(text) == year) }
}
