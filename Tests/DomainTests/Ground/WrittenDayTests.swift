import Testing

@testable import Domain

@Suite struct WrittenDayTests {
  private func birthday(_ written: String) -> String? {
    WrittenDay(written).flatMap { Birthday.meant(by: $0, today: Given.day("2026-03-02")) }?.text
  }

  @Test func aDateIsReadAsOfficeProgramsWriteIt() {
    for written in [
      "22.08.1976", "22.8.1976", "1976-08-22", "22.08.1976 0:00:00", "22.08.1976 00:00", "1976-08-22T00:00:00", "22.08.76",
      "22.08.1976 г.", "22 августа 1976 г.", "22 Августа 1976", "22 авг 1976 года", "22\u{A0}августа\u{A0}1976\u{A0}г.",
    ] {
      #expect(birthday(written) == "1976-08-22", "\(written)")
    }
    for none in [
      "", "28004", "22/08/1976", "22.08", "22.08.976", "22.08.19766", "22-08-1976", "+1.+2.+1990", "22.08.1976 10:00", "..", "a.b.cc",
      "22 августа", "22 брюмера 1976", "августа 22 1976", "22 августа 1976 10:00", "г.",
    ] {
      #expect(WrittenDay(none) == nil, "\(none)")
    }
    #expect(birthday("31.02.1980") == nil && birthday("31.02.80") == nil && birthday("29.02.00") == "2000-02-29")
  }

  @Test func aYearWithoutItsCenturyIsCompletedWhereOneIsPossible() {
    #expect(birthday("01.02.90") == "1990-02-01" && birthday("01.02.05") == "2005-02-01" && birthday("01.02.12") == "2012-02-01")
    #expect(birthday("01.04.26") == "1926-04-01", "a hundred years, and not three months before birth")
    for either in ["01.02.13", "01.02.20", "01.02.25"] { #expect(birthday(either) == nil, "\(either)") }
    let today = Given.day("2026-03-02")
    let years = [95, 0, 26, 27, 28, 49, 50, 1995, 100].map { Vehicle.year(meantBy: $0, today: today) }
    #expect(years == [1995, 2000, 2026, 2027, nil, nil, 1950, 1995, 100])
  }

  @Test func aBirthdayLiesInTheLast120Years() {
    let today = Given.day("2026-03-02")
    func code(_ day: String) -> String? { Birthday.reason(against: Given.day(day), today: today)?.code }
    #expect(code("1906-03-02") == nil && code("2026-03-02") == nil)
    #expect(code("1906-03-01") == "birth_too_early" && code("0090-02-01") == "birth_too_early" && code("1090-02-01") == "birth_too_early")
    #expect(code("2026-03-03") == "birth_in_future")
  }

  @Test func thePossibleYearsBeginIn1900AndEndIn2199() {
    #expect(Day.possible.lowerBound.text == "1900-01-01" && Day.possible.upperBound.text == "2199-12-31")
    #expect(Instant.possible.lowerBound.text == "1900-01-01T00:00:00.000Z")
    #expect(Instant.possible.upperBound.text == "2199-12-31T23:59:59.999Z")
  }
}
