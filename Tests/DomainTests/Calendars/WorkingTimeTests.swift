import Domain
import Testing

struct WorkingTimeTests {
  @Test func fridayHalfPastFourPlusAnHourIsMondayHalfPastNine() throws {
    let calendar = try Given.calendar()
    #expect(calendar.add(workingMinutes: 60, to: Given.at("2026-03-13 16:30")) == Given.at("2026-03-16 09:30"))
  }

  @Test func whatStartsAtOpeningOrClosingOrOffHoursCountsFromTheNextOpenMinute() throws {
    let calendar = try Given.calendar()
    #expect(calendar.add(workingMinutes: 60, to: Given.at("2026-03-12 09:00")) == Given.at("2026-03-12 10:00"))
    #expect(calendar.add(workingMinutes: 60, to: Given.at("2026-03-12 17:00")) == Given.at("2026-03-13 10:00"))
    #expect(calendar.add(workingMinutes: 60, to: Given.at("2026-03-12 03:00")) == Given.at("2026-03-12 10:00"))
    #expect(calendar.add(workingMinutes: 480, to: Given.at("2026-03-12 09:00")) == Given.at("2026-03-12 17:00"))
    #expect(calendar.add(workingMinutes: 0, to: Given.at("2026-03-12 03:00")) == Given.at("2026-03-12 03:00"))
  }

  @Test func lunchIsNotWorked() throws {
    let calendar = try Given.calendar([.init(540, 780), .init(840, 1080)])
    #expect(calendar.add(workingMinutes: 60, to: Given.at("2026-03-12 12:30")) == Given.at("2026-03-12 14:30"))
    #expect(!calendar.isOpen(at: Given.at("2026-03-12 13:00")))
    #expect(calendar.isOpen(at: Given.at("2026-03-12 14:00")))
    #expect(calendar.nextOpening(after: Given.at("2026-03-12 09:00")) == Given.at("2026-03-12 14:00"))
    #expect(calendar.workingMinutes(from: Given.at("2026-03-12 12:30"), to: Given.at("2026-03-12 14:30")) == 60)
  }

  @Test func theDayBeforeAHolidayEndsAnHourEarlier() throws {
    let calendar = try Given.calendar(holidays: [Given.day("2026-06-12")], short: [Given.day("2026-06-11")])
    #expect(calendar.closing(of: Given.day("2026-06-11")) == Given.at("2026-06-11 16:00"))
    #expect(calendar.closing(of: Given.day("2026-06-12")) == nil)
    #expect(calendar.add(workingMinutes: 60, to: Given.at("2026-06-11 15:30")) == Given.at("2026-06-15 09:30"))
  }

  @Test func aMovedSaturdayIsWorkedLikeFridayAndMayBeShort() throws {
    let saturday = Given.day("2025-11-01")
    let calendar = try Given.calendar(working: [saturday], short: [saturday])
    #expect(calendar.intervals(on: saturday) == [.init(540, 960)])
    #expect(calendar.add(workingMinutes: 60, to: Given.at("2025-10-31 16:30")) == Given.at("2025-11-01 09:30"))
  }

  @Test func aShortDayCutsThroughABreak() throws {
    let day = Given.day("2026-03-12")
    let calendar = try Given.calendar([.init(540, 780), .init(840, 870)], short: [day])
    #expect(calendar.intervals(on: day) == [.init(540, 750)])
  }

  @Test func aNightShiftRunsPastMidnight() throws {
    let calendar = try Given.calendar([.init(1320, 1800)])
    #expect(calendar.isOpen(at: Given.at("2026-03-13 02:00")))
    #expect(calendar.isOpen(at: Given.at("2026-03-14 05:59")))  // Saturday, from Friday's shift
    #expect(!calendar.isOpen(at: Given.at("2026-03-14 06:00")))
    #expect(calendar.add(workingMinutes: 120, to: Given.at("2026-03-14 05:00")) == Given.at("2026-03-16 23:00"))
    #expect(calendar.shiftEnd(at: Given.at("2026-03-13 02:00")) == Given.at("2026-03-13 06:00"))
    #expect(calendar.shiftEnd(at: Given.at("2026-03-12 23:00")) == Given.at("2026-03-13 06:00"))
  }

  @Test func theShiftsEndOutsideHoursIsTheLastOnes() throws {
    let calendar = try Given.calendar()
    #expect(calendar.shiftEnd(at: Given.at("2026-03-12 16:00")) == Given.at("2026-03-12 17:00"))
    #expect(calendar.shiftEnd(at: Given.at("2026-03-12 20:00")) == Given.at("2026-03-12 17:00"))
    #expect(calendar.shiftEnd(at: Given.at("2026-03-15 12:00")) == Given.at("2026-03-13 17:00"))
  }

  @Test func clocksSetForwardTakeAnHourOutOfTheNight() throws {
    let calendar = try Given.calendar([.init(0, 1440)], on: Weekday.allCases, zone: Given.berlin)
    let midnight = Given.at("2026-03-29 00:00", Given.berlin)
    #expect(calendar.workingMinutes(from: midnight, to: Given.at("2026-03-30 00:00", Given.berlin)) == 23 * 60)
    #expect(calendar.add(workingMinutes: 180, to: midnight) == Given.at("2026-03-29 04:00", Given.berlin))
    let autumn = Given.at("2026-10-25 00:00", Given.berlin)
    #expect(calendar.workingMinutes(from: autumn, to: Given.at("2026-10-26 00:00", Given.berlin)) == 25 * 60)
    #expect(calendar.nextOpening(after: midnight) == nil)  // it never closes
  }

  @Test func workingMinutesAndAddAreEachOthersInverse() throws {
    let calendar = try Given.calendar([.init(540, 780), .init(840, 1080)], holidays: [Given.day("2026-03-09")])
    let start = Given.at("2026-03-06 15:17")
    for minutes in [Int64(1), 59, 60, 480, 481, 3000, 100_000] {
      let end = try #require(calendar.add(workingMinutes: minutes, to: start))
      #expect(calendar.workingMinutes(from: start, to: end) == minutes)
    }
    #expect(calendar.workingMinutes(from: start, to: start) == 0)
    #expect(calendar.add(workingMinutes: .max, to: start) == nil)
    #expect(calendar.add(workingMinutes: 100_000_000, to: start) == nil)
  }

  @Test func aCalendarWithoutHoursIsRefused() {
    #expect(codes { _ = try Given.calendar([], on: Weekday.allCases) } == ["calendar_without_hours"])
    #expect(codes { _ = try Given.calendar([.init(600, 540)], on: [.mon]) } == ["calendar_hours_wrong"])
    #expect(
      codes { _ = try Given.calendar([.init(540, 700), .init(690, 800)], on: [.mon, .tue]) } == [
        "calendar_hours_wrong", "calendar_hours_wrong",
      ])
  }
}
