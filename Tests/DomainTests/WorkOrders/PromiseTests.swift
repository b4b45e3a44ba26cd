import Domain
import Testing

struct PromiseTests {
  let now = Given.at("2026-03-12 15:00")  // Thursday

  func plan(_ parts: [AwaitedPart] = [], hours: Int64 = 2000, _ mechanics: [MechanicLoad] = []) throws -> PromisePlan {
    try PromisePlan(
      parts: parts, remaining: Quantity(thousandths: hours), mechanics: mechanics, calendar: try Given.calendar(), now: now)
  }

  func mechanic(_ name: String, perDay: Int64 = 8000, committed: Int64 = 0) -> MechanicLoad {
    MechanicLoad(name: name, hoursPerDay: Quantity(thousandths: perDay), committed: Quantity(thousandths: committed))
  }

  @Test func withoutMissingPartsTheWorkGoesOnOverTheCalendar() throws {
    #expect(try plan(hours: 2000).earliest == Given.at("2026-03-12 17:00"))
    #expect(try plan(hours: 3000).earliest == Given.at("2026-03-13 10:00"))
    #expect(try plan(hours: 0).earliest == now)
  }

  @Test func theLastPartDecidesAndTheWorkFollowsIt() throws {
    let plan = try plan([
      AwaitedPart(title: "Колодки", source: .purchaseOrder("ЗП-2026-000001", expectedOn: Given.day("2026-03-14"))),
      AwaitedPart(title: "Диск", source: .leadTime(LeadTime(actualDays: [2, 3], statedForPart: nil, stated: 14))),
    ])
    // The pads come on Saturday: the centre opens on Monday. The disc takes three days, until Sunday.
    #expect(plan.earliest == Given.at("2026-03-16 11:00"))
    #expect(plan.steps.map(\.code) == ["part_on_order", "part_lead_time_measured", "labour"])
    #expect(plan.steps[0].ru.contains("ЗП-2026-000001") && plan.steps[0].ru.contains("14.03.2026"))
  }

  @Test func withoutHistoryTheStatedLeadTimeCounts() throws {
    let plan = try plan([AwaitedPart(title: "Диск", source: .leadTime(LeadTime(actualDays: [], statedForPart: 4, stated: 14)))])
    #expect(plan.steps.map(\.code) == ["part_lead_time_stated", "labour"])
    #expect(plan.earliest == Given.at("2026-03-16 11:00"))
  }

  @Test func aPartOverdueAtItsSupplierCannotComeBeforeNow() throws {
    let late = AwaitedPart(title: "Диск", source: .purchaseOrder("ЗП-2026-000001", expectedOn: Given.day("2026-03-01")))
    #expect(try plan([late]).steps[0].at == now)
  }

  @Test func theMechanicWhoIsFreeFirstDoesIt() throws {
    let plan = try plan(hours: 2000, [mechanic("Пётр", committed: 20_000), mechanic("Олег", committed: 3000)])
    #expect(plan.earliest == Given.at("2026-03-13 12:00"))
    #expect(plan.steps.map(\.code) == ["mechanic_busy", "labour"])
    #expect(plan.steps[0].ru.hasPrefix("Олег"))
  }

  @Test func aMechanicWorksOnlySoManyHoursADay() throws {
    // Two hours today, four on Friday, one on Monday.
    #expect(try plan(hours: 7000, [mechanic("Пётр", perDay: 4000)]).earliest == Given.at("2026-03-16 10:00"))
    #expect(codes { _ = try plan(hours: 1000, [mechanic("Пётр", perDay: 0)]) } == ["promise_beyond"])
    #expect(codes { _ = try plan(hours: .max) } == ["promise_beyond"])
    #expect(codes { _ = try plan(hours: 1_000_000_000_000) } == ["promise_beyond"])
  }

  @Test func whatIsCommittedAndTheOrderShareTheHoursOfADay() throws {
    let long = try Given.calendar([.init(540, 1260)])
    func plan(
      _ hours: Int64, _ mechanics: MechanicLoad..., parts: [AwaitedPart] = [], at now: String = "2026-03-12 09:00"
    ) throws -> Instant {
      try PromisePlan(
        parts: parts, remaining: Quantity(thousandths: hours), mechanics: mechanics, calendar: long, now: Given.at(now)
      ).earliest
    }
    #expect(try plan(3000, mechanic("Пётр", committed: 7000), mechanic("Олег", committed: 7000)) == Given.at("2026-03-13 11:00"))
    #expect(try plan(1000, mechanic("Пётр", committed: 7000)) == Given.at("2026-03-12 17:00"))
    #expect(try plan(1000, mechanic("Пётр", committed: 8000)) == Given.at("2026-03-13 10:00"))
    // The part comes on the day on which the last four committed hours are worked.
    let part = AwaitedPart(title: "Диск", source: .purchaseOrder("ЗП-2026-000001", expectedOn: Given.day("2026-03-13")))
    #expect(try plan(5000, mechanic("Пётр", committed: 12_000), parts: [part]) == Given.at("2026-03-16 10:00"))
    #expect(try plan(4000, mechanic("Пётр", committed: 12_000), parts: [part]) == Given.at("2026-03-13 17:00"))
    // Five hours are clocked by two o'clock: three are left, two of them committed.
    var petr = mechanic("Пётр", committed: 2000)
    petr.workedToday = Quantity(thousandths: 5000)
    #expect(try plan(1000, petr, at: "2026-03-12 14:00") == Given.at("2026-03-12 17:00"))
    #expect(try plan(1500, petr, at: "2026-03-12 14:00") == Given.at("2026-03-13 09:30"))
    petr.workedToday = Quantity(thousandths: 9000)
    #expect(try plan(1000, petr, at: "2026-03-12 18:00") == Given.at("2026-03-13 12:00"))
  }

  @Test func aDayThatIsShorterThanTheMechanicsHoldsNoMore() throws {
    let calendar = try Given.calendar([.init(600, 840)], on: [.thu, .fri])
    let plan = try PromisePlan(
      parts: [], remaining: Quantity(thousandths: 3000), mechanics: [mechanic("Пётр", committed: 3000)], calendar: calendar,
      now: Given.at("2026-03-12 08:00"))
    #expect(plan.earliest == Given.at("2026-03-13 12:00"))
    #expect(plan.planned.map(\.minutes) == [240, 120])
  }

  @Test func whoeverIsAssignedDoesThatAndTheRestIsDoneByOne() throws {
    var (petr, oleg) = (mechanic("Пётр", committed: 1000), mechanic("Олег"))
    (petr.assigned, oleg.assigned) = (Quantity(thousandths: 3000), Quantity(thousandths: 500))
    // Two hours are left of Thursday: Пётр ends on Friday, Олег has time for the rest today.
    let plan = try plan(hours: 4500, [petr, oleg])
    #expect(plan.earliest == Given.at("2026-03-13 11:00"))
    #expect(plan.planned.map(\.minutes) == [120, 120, 90])
  }

  @Test func anEarlierPromiseNeedsAReasonAndAPastOneIsNone() throws {
    let plan = try plan(hours: 3000)
    func reasons(_ at: Instant, _ reason: String? = nil) -> [String] {
      Promise.reasons(against: at, plan: plan, reason: reason, now: now, zone: Given.moscow).map(\.code)
    }
    #expect(reasons(Given.at("2026-03-13 10:00")).isEmpty)
    #expect(reasons(Given.at("2026-03-13 09:59")) == ["promise_too_early"])
    #expect(reasons(Given.at("2026-03-13 09:59"), "мастер останется вечером").isEmpty)
    #expect(reasons(now, "хочется") == ["promise_in_past"])
    #expect(Promise.slips(Given.at("2026-03-13 09:59"), plan: plan))
    #expect(!Promise.slips(Given.at("2026-03-13 10:00"), plan: plan))
  }

  @Test func aPromiseIsKeptToTheMillisecond() {
    #expect(Promise.outcome(promisedAt: now, readyAt: now) == .kept)
    #expect(Promise.outcome(promisedAt: now, readyAt: now.adding(milliseconds: 1)) == .broken)
  }
}
