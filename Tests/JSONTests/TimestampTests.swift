import JSON
import Testing

@Test(
  arguments: [
    ("1970-01-01T00:00:00Z", 0), ("2026-11-22T07:44:00.123Z", 1_795_333_440_123), ("2026-11-22t07:44:00.123z", 1_795_333_440_123),
    ("2026-11-22T10:44:00.123+03:00", 1_795_333_440_123), ("2026-11-21T23:14:00.123-08:30", 1_795_333_440_123),
    ("2026-11-22T07:44:00.1239999Z", 1_795_333_440_123), ("2026-11-22T07:44:00.123456789Z", 1_795_333_440_123),
    ("1970-01-01T00:00:00.1Z", 100), ("1970-01-01T00:00:00-00:00", 0), ("1969-12-31T23:59:59.999Z", -1),
    ("2000-02-29T00:00:00Z", 951_782_400_000), ("2024-02-29T12:00:00Z", 1_709_208_000_000),
    ("0000-01-01T00:00:00Z", Timestamp.range.lowerBound), ("9999-12-31T23:59:59.999Z", Timestamp.range.upperBound),
  ] as [(String, Int64)])
func aMomentIsReadInAnyOffset(text: String, moment: Int64) {
  #expect(Timestamp.parse(text) == moment)
}

@Test(
  arguments: [
    "", "2026-11-22", "2026-11-22T07:44:00", "2026-11-22 07:44:00Z", "2026-11-22T07:44Z", "2026-11-22T24:00:00Z", "2026-11-22T07:60:00Z",
    "2026-12-31T23:59:60Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-01-00T00:00:00Z", "2026-11-22T07:44:00.Z", "2026-11-22T07:44:00.1234567890Z", "2026-11-22T07:44:00,5Z",
    "2026-11-22T07:44:00+0300",
    "2026-11-22T07:44:00+03", "2026-11-22T07:44:00+24:00", "2026-11-22T07:44:00+03:60", "2026-11-22T07:44:00Z ", " 2026-11-22T07:44:00Z",
    "10000-01-01T00:00:00Z", "+2026-11-22T07:44:00Z", "2026-11-22T07:44:00Zя", "２026-11-22T07:44:00Z", "2026-11-22T7:44:00Z",
    "-026-11-22T07:44:00Z",
    "9999-12-31T23:59:59-00:01", "0000-01-01T00:00:00+00:01", "2026-11-22T-7:44:00Z", "2026-11-22T07:44:00.5", "2026-11-22T07:44:00\u{0}",
  ])
func whatIsNoMomentIsRefused(text: String) {
  #expect(Timestamp.parse(text) == nil)
}

@Test func aMomentIsWrittenAsItIsRead() {
  for moment in stride(from: Timestamp.range.lowerBound, through: Timestamp.range.upperBound, by: 86_400_000 * 97 + 12_345_677) {
    let text = Timestamp.text(moment)
    #expect(text?.utf8.count == 24)
    #expect(text.flatMap { Timestamp.parse($0) } == moment)
  }
  #expect(Timestamp.text(-1) == "1969-12-31T23:59:59.999Z")
  #expect(Timestamp.text(.max) == nil)
  #expect(Timestamp.text(.min) == nil)
}

@Test func everyDayOfTenThousandYearsFollowsTheOneBefore() {
  var day = CalendarDate.range.lowerBound
  for year in 0...9999 {
    for month in 1...12 {
      let last = CalendarDate.lastDay(of: month, in: year)
      for date in [1, last]
      where CalendarDate.days(year: year, month: month, day: date) != day + date - 1
        || CalendarDate.civil(day + date - 1) != (year, month, date)
      {
        Issue.record("\(year)-\(month)-\(date)")
      }
      day += last
    }
  }
  #expect(day == CalendarDate.range.upperBound + 1)
}

@Test func aDateIsReadAndWritten() {
  #expect(CalendarDate.parse("1970-01-01") == 0)
  #expect(CalendarDate.parse("2026-11-22") == 20_779)
  #expect(CalendarDate.parse("2024-02-29").flatMap { CalendarDate.text($0) } == "2024-02-29")
  #expect(CalendarDate.text(CalendarDate.range.lowerBound) == "0000-01-01")
  #expect(CalendarDate.text(CalendarDate.range.upperBound) == "9999-12-31")
  #expect(CalendarDate.text(CalendarDate.range.upperBound + 1) == nil)
  for text in [
    "", "2026-11-2", "2026-1-22", "2026/11/22", "22.11.2026", "2026-02-30", "2026-11-22Z", "2026-11-3я", "20261122", "02026-11-2",
  ] {
    #expect(CalendarDate.parse(text) == nil)
  }
}
