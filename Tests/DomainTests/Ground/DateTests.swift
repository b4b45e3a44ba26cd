import Domain
import Testing

struct DateTests {
  @Test func daysAndDatesAreTheSameThing() {
    #expect(Given.day("1970-01-01").rawValue == 0)
    #expect(Given.day("2000-02-29").rawValue == 11_016)
    #expect(Given.day("2026-01-01").rawValue == 20_454)
    for raw in stride(from: Int64(-200_000), to: 200_000, by: 97) {
      let (year, month, day) = Day(rawValue: raw).parts
      #expect(Day(year: year, month: month, day: day)?.rawValue == raw)
    }
  }

  @Test func aDateThatDoesNotExistIsRefused() {
    for wrong in [
      "2025-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-01-01", "2026-1-1", "2026-01-01Z", "0000-01-01", "２026-01-01",
    ] {
      #expect(codes { _ = try Day(text: wrong) } == ["date_unreadable"])
    }
    #expect(Given.day("2024-02-29").text == "2024-02-29")
    #expect(Given.day("2024-02-29").text(.ru) == "29.02.2024")
  }

  @Test func weekdaysRunOnBeforeAndAfter1970() {
    #expect(Given.day("1970-01-01").weekday == .thu)
    #expect(Given.day("1969-12-31").weekday == .wed)
    #expect(Given.day("2026-03-09").weekday == .mon)
    #expect(Day(rawValue: .min).parts.year < -8000)
  }

  @Test func monthsAreAddedToTheLastDayOfAShorterMonth() {
    #expect(Given.day("2026-08-31").adding(months: 6) == Given.day("2027-02-28"))
    #expect(Given.day("2026-03-15").adding(months: 6) == Given.day("2026-09-15"))
    #expect(Given.day("2026-01-31").adding(months: -2) == Given.day("2025-11-30"))
  }

  @Test func aMomentIsWrittenInUtcAndReadWithAnyOffset() throws {
    let moment = try Instant(text: "2026-03-12T12:30:00.1234+03:00")
    #expect(moment.text == "2026-03-12T09:30:00.123Z")
    #expect(try Instant(text: "1969-12-31T23:59:59Z").text == "1969-12-31T23:59:59.000Z")
    for wrong in [
      "2026-03-12", "2026-03-12T09:30:00", "2026-03-12T24:00:00Z", "2026-03-12T09:30:00.Z", "2026-03-12 09:30:00Z", "2026-02-30T09:30:00Z",
    ] {
      #expect(codes { _ = try Instant(text: wrong) } == ["time_unreadable"])
    }
  }

  @Test func theDayTurnsAtLocalMidnight() throws {
    let late = try Instant(text: "2025-12-31T21:00:00Z")
    #expect(Given.moscow.day(of: late) == Given.day("2026-01-01"))
    #expect(Given.moscow.day(of: late.adding(milliseconds: -1)) == Given.day("2025-12-31"))
    #expect(Given.moscow.year(of: late) == 2026)
    #expect(Given.moscow.text(late, .ru) == "01.01.2026 00:00")
  }

  @Test func moscowChangedItsOffsetIn2011And2014() throws {
    #expect(Given.at("2010-07-01 12:00") == (try Instant(text: "2010-07-01T08:00:00Z")))
    #expect(Given.at("2012-01-01 12:00") == (try Instant(text: "2012-01-01T08:00:00Z")))
    #expect(Given.at("2026-07-01 12:00") == (try Instant(text: "2026-07-01T09:00:00Z")))
  }

  @Test func anHourThatComesTwiceIsTheFirstAndOneThatNeverComesIsTheJump() throws {
    #expect(Given.at("2026-10-25 02:30", Given.berlin) == (try Instant(text: "2026-10-25T00:30:00Z")))
    #expect(Given.at("2026-10-25 03:00", Given.berlin) == (try Instant(text: "2026-10-25T02:00:00Z")))
    #expect(Given.at("2026-03-29 02:30", Given.berlin) == (try Instant(text: "2026-03-29T01:00:00Z")))
    #expect(Given.at("2026-03-29 03:00", Given.berlin) == (try Instant(text: "2026-03-29T01:00:00Z")))
    #expect(Given.at("2026-03-29 03:30", Given.berlin) == (try Instant(text: "2026-03-29T01:30:00Z")))
    // On the other side of the world the clocks change on another date than in UTC.
    let sydney = Given.zone("Australia/Sydney")
    #expect(Given.at("2026-10-04 01:59", sydney) == (try Instant(text: "2026-10-03T15:59:00Z")))
    #expect(Given.at("2026-10-04 03:00", sydney) == (try Instant(text: "2026-10-03T16:00:00Z")))
  }

  @Test func everyWallTimeOfAYearComesBackFromItsMoment() {
    for name in ["Europe/Moscow", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"] {
      let zone = Given.zone(name)
      for offset in Int64(0)..<366 {
        let day = Given.day("2026-01-01").adding(offset)
        let noon = zone.instant(of: day, minutes: 720)
        #expect(zone.day(of: noon) == day && zone.minutes(of: noon) == 720)
      }
    }
  }

  @Test func anUnknownZoneIsRefused() { #expect(codes { _ = try Zone("Europe/Atlantis") } == ["time_zone_unknown"]) }

  @Test func documentNumbersCountPerKindAndYear() {
    #expect(DocumentNumber(.workOrder, year: 2026, sequence: 123).text == "ЗН-2026-000123")
    #expect(DocumentNumber(.creditNote, year: 2026, sequence: 1_234_567).text == "КС-2026-1234567")
    #expect(Set(DocumentNumber.Kind.allCases.map(\.prefix)).count == DocumentNumber.Kind.allCases.count)
  }
}
