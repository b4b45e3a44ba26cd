import Testing

@testable import Domain

@Suite struct ClockOverDaylightTests {
  private func night(_ started: Int64) throws -> (clocking: Clocking, calendar: WorkingHours) {
    let week = Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [WorkingHours.Interval(22 * 60, 30 * 60)]) })
    let calendar = try WorkingHours(zone: try Zone("Europe/Berlin"), HourRules(week: week))
    return (Clocking(id: 1, workOrderID: 1, mechanicID: 1, startedAt: Instant(rawValue: started * 1000), userID: 1), calendar)
  }

  /// Started on Saturday 2026-03-28 at 22:00; at two the clocks are set forward to three.
  @Test func aForgottenClockOfTheShortNightIsSevenHours() throws {
    var (clocking, calendar) = try night(1_774_731_600)
    clocking.endedAt = clocking.closesItselfAt(calendar)
    #expect(clocking.endedAt == Instant(rawValue: 1_774_756_800_000))
    #expect(try Clocking.worked([clocking], now: clocking.startedAt) == Quantity(thousandths: 7_000))
  }

  /// Started on Saturday 2026-10-24 at 22:00; at three the clocks are set back to two.
  @Test func aForgottenClockOfTheLongNightIsNineHours() throws {
    var (clocking, calendar) = try night(1_792_872_000)
    clocking.endedAt = clocking.closesItselfAt(calendar)
    #expect(try Clocking.worked([clocking], now: clocking.startedAt) == Quantity(thousandths: 9_000))
  }
}
