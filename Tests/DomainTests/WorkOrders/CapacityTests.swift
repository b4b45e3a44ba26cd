import Domain
import Testing

/// Tests over random but repeatable workshops that nobody is planned above capacity, however the work is split.
struct CapacityTests {
  /// SplitMix64.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    mutating func hours(_ most: Int64) -> Quantity { Quantity(thousandths: Int64.random(in: 0...most * 1000, using: &self)) }
    /// Returns zero in every other case.
    mutating func maybe(_ most: Int64) -> Quantity { Bool.random(using: &self) ? .zero : hours(most) }
  }

  private struct Workshop {
    let calendar: WorkingHours
    let now: Instant
    let parts: [AwaitedPart]
    let mechanics: [MechanicLoad]
    let remaining: Quantity
  }

  private let weeks: [[WorkingHours.Interval]] = [
    [.init(540, 1260)], [.init(540, 780), .init(840, 1080)], [.init(600, 840)], [.init(1320, 1800)], [.init(0, 1440)],
  ]

  private func workshop(_ dice: inout Dice) throws -> Workshop {
    let zone = Bool.random(using: &dice) ? Given.berlin : Given.moscow
    let days = Weekday.allCases.filter { _ in Int.random(in: 0..<4, using: &dice) > 0 }
    let calendar = try Given.calendar(weeks.randomElement(using: &dice) ?? [], on: days.isEmpty ? [.sun] : days, zone: zone)
    // Days around the last Sunday of March, when Berlin's clocks are set forward.
    let now = Given.at("2026-03-26 00:00", zone).adding(seconds: Int64.random(in: 0..<5 * 86_400, using: &dice))
    var mechanics: [MechanicLoad] = []
    for index in 0..<Int.random(in: 1...4, using: &dice) {
      let perDay = Quantity(thousandths: Int64.random(in: 500...12_000, using: &dice))
      let committed = dice.maybe(20)
      mechanics.append(
        MechanicLoad(
          name: "\(index)", hoursPerDay: perDay, committed: committed, assigned: dice.maybe(10), workedToday: dice.maybe(9)))
    }
    mechanics = try MechanicLoad.sharing(dice.maybe(60), among: mechanics)
    let assigned = try Quantity.sum(mechanics.map(\.assigned))
    let part = AwaitedPart(
      title: "Диск",
      source: .purchaseOrder("ЗП", expectedOn: zone.day(of: now).adding(Int64.random(in: 0...6, using: &dice))))
    return Workshop(
      calendar: calendar, now: now, parts: Bool.random(using: &dice) ? [] : [part], mechanics: mechanics,
      remaining: try assigned.adding(dice.hours(12)).adding(.one))
  }

  /// The most that a mechanic can work on a day, computed without the plan's code.
  private func capacity(_ mechanic: MechanicLoad, on day: Day, _ shop: Workshop) -> Int64 {
    let zone = shop.calendar.zone
    let open = shop.calendar.workingMinutes(
      from: max(shop.now, zone.instant(of: day)), to: zone.instant(of: day.adding(1)))
    let worked = day == zone.day(of: shop.now) ? mechanic.workedToday.rawValue : 0
    return max(0, min(open, (mechanic.hoursPerDay.rawValue - worked) * 60 / 1000))
  }

  private func minutes(_ hours: Quantity) -> Int64 { (hours.rawValue * 60 + 999) / 1000 }

  @Test func nobodyIsPlannedAboveCapacityOnAnyDayAndNothingIsLost() throws {
    var dice = Dice(state: 2026)
    for round in 0..<3000 {
      let shop = try workshop(&dice)
      let plan = try PromisePlan(
        parts: shop.parts, remaining: shop.remaining, mechanics: shop.mechanics, calendar: shop.calendar, now: shop.now)
      var rests: [Int64] = []
      for mechanic in shop.mechanics {
        let days = plan.planned.filter { $0.mechanic == mechanic.name }
        #expect(Set(days.map(\.day)).count == days.count)
        for planned in days {
          #expect(planned.minutes <= capacity(mechanic, on: planned.day, shop), "round \(round), \(mechanic), \(planned)")
        }
        rests.append(days.map(\.minutes).reduce(0, +) - minutes(mechanic.committed) - minutes(mechanic.assigned))
      }
      let assigned = try Quantity.sum(shop.mechanics.map(\.assigned))
      let rest = minutes(try shop.remaining.subtracting(assigned))
      #expect(rests.sorted() == Array(repeating: 0, count: rests.count - 1) + [rest], "round \(round)")
      let last = plan.planned.map { shop.calendar.zone.instant(of: $0.day) }.max() ?? shop.now
      #expect(plan.earliest <= shop.calendar.zone.instant(of: shop.calendar.zone.day(of: last).adding(1)))
    }
  }

  @Test func theEarliestDateIsNoLaterThanTheHoursOfTheDaysDemand() throws {
    var dice = Dice(state: 7)
    for round in 0..<1000 {
      let shop = try workshop(&dice)
      let plan = try PromisePlan(
        parts: [], remaining: shop.remaining, mechanics: shop.mechanics, calendar: shop.calendar, now: shop.now)
      let zone = shop.calendar.zone
      // The last day of the work. Midnight belongs to the day before.
      let (first, end) = (zone.day(of: shop.now), zone.day(of: plan.earliest.adding(milliseconds: -1)))
      func fits(_ mechanic: MechanicLoad, _ own: Int64, before day: Day) -> Bool {
        let days = (0..<max(0, day.rawValue - first.rawValue)).map { first.adding($0) }
        return days.map { capacity(mechanic, on: $0, shop) }.reduce(0, +) >= minutes(mechanic.committed) + own
      }
      let assigned = try Quantity.sum(shop.mechanics.map(\.assigned))
      let rest = minutes(try shop.remaining.subtracting(assigned))
      func allFit(before day: Day) -> Bool {
        shop.mechanics.allSatisfy { $0.assigned == .zero || fits($0, minutes($0.assigned), before: day) }
          && shop.mechanics.contains { fits($0, minutes($0.assigned) + rest, before: day) }
      }
      #expect(allFit(before: end.adding(1)), "round \(round)")
      #expect(!allFit(before: end), "round \(round)")
    }
  }

  @Test func whatIsSharedIsSharedToTheLast() throws {
    let loads = [3, 0, 5].map { MechanicLoad(name: "\($0)", hoursPerDay: Quantity(thousandths: $0 * 1000), committed: .one) }
    let shared = try MechanicLoad.sharing(Quantity(thousandths: 1001), among: loads).map(\.committed.rawValue)
    #expect(shared == [1375, 1000, 1626])
    #expect(try MechanicLoad.sharing(.one, among: []).isEmpty)
    #expect(codes { _ = try MechanicLoad.sharing(Quantity(thousandths: .max), among: [loads[0]]) } == ["number_too_large"])
  }
}
