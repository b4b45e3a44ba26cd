import Domain
import Testing

@Suite struct HourRulesTests {
  private typealias Interval = WorkingHours.Interval

  private func rules(_ change: (inout HourRules) -> Void) -> HourRules {
    var rules = HourRules(week: [.mon: [Interval(540, 1_080)], .tue: [Interval(1_320, 1_800)]])
    change(&rules)
    return rules
  }

  @Test func hoursAreReadAndWrittenAlike() {
    for (text, from, until) in [
      ("09:00-18:00", 540, 1_080), ("22:00-06:00", 1_320, 1_800), ("00:00-24:00", 0, 1_440), ("18:00-24:00", 1_080, 1_440),
      ("18:00-00:00", 1_080, 1_440),
    ] {
      #expect(Interval(text: text) == Interval(from, until))
      #expect(text == "18:00-00:00" || Interval(from, until).text == text)
    }
    #expect(Interval(text: "9:00-18:00")?.text == "09:00-18:00")
    for wrong in [
      "", "9-18", "009:00-18:00", "09:00", "09:00-25:00", "24:00-06:00", "09:60-10:00", "09:00-09:00", "09:00-24:01", "09.00-18.00",
      "09:00--1:00",
    ] {
      #expect(Interval(text: wrong) == nil, "\(wrong)")
    }
  }

  @Test func rulesSurviveTheirWrittenForm() throws {
    let day = Given.day("2026-03-10")
    let rules = rules {
      $0.holidays = [day, day.adding(30)]
      $0.breaks = [day.adding(1): [Interval(600, 660), Interval(700, 720)]]
      $0.overrides = [day.adding(2): [], day.adding(3): [Interval(1_320, 1_800)]]
      $0.workingDays = [day.adding(4)]
      $0.shortDays = [day.adding(5): 60, day.adding(6): 90]
    }
    var read = HourRules()
    read.weekText = rules.weekText
    read.holidaysText = rules.holidaysText
    read.breaksText = rules.breaksText
    read.overridesText = rules.overridesText
    read.workingDaysText = rules.workingDaysText
    read.shortDaysText = rules.shortDaysText
    #expect(read == rules)
    #expect(rules.weekText == "mon 09:00-18:00; tue 22:00-06:00")
    #expect(rules.overridesText == "2026-03-12; 2026-03-13 22:00-06:00")
    #expect(rules.shortDaysText == "2026-03-15 60; 2026-03-16 90")
  }

  @Test func everyFaultIsNamedAtOnceWithItsPlace() {
    let day = Given.day("2026-03-10")
    let wrong = rules {
      $0.week = [.wed: [Interval(540, 700), Interval(690, 800)], .fri: [Interval(600, 540)]]
      $0.breaks = [day: [Interval(600, 600)]]
      $0.overrides = [day: [Interval(0, 1_441)]]
    }
    #expect(wrong.reasons.map(\.pointer) == ["/week/wed", "/week/fri", "/breaks/2026-03-10", "/overrides/2026-03-10"])
    #expect(rules { $0.week = [.mon: []] }.reasons.map(\.code) == ["calendar_without_hours"])
    #expect(rules { ($0.week, $0.overrides) = ([:], [day: [Interval(600, 660)]]) }.reasons.isEmpty, "a calendar of single dates")
  }

  @Test func theProductionCalendarYieldsToTheCalendarsOwnWord() throws {
    var production = ProductionDays()
    let (holiday, moved) = (Given.day("2026-03-09"), Given.day("2026-03-10"))
    production.holidays = [holiday]
    production.workingDays = [Given.day("2026-03-14")]
    production.shortDays = [moved: 60]
    func hours(_ change: (inout HourRules) -> Void) throws -> WorkingHours {
      try DeskCalendar(in: "Europe/Moscow", at: .epoch).with {
        $0.rules.week = [.mon: [Interval(540, 1_080)], .tue: [Interval(540, 1_080)], .fri: [Interval(540, 1_020)]]
        $0.hasProductionDays = true
        change(&$0.rules)
      }.hours(production)
    }
    #expect(try hours { _ in }.intervals(on: holiday) == [])
    #expect(try hours { $0.workingDays = [holiday] }.intervals(on: holiday) == [Interval(540, 1_080)])
    #expect(try hours { $0.overrides = [holiday: [Interval(600, 660)]] }.intervals(on: holiday) == [Interval(600, 660)])
    #expect(try hours { _ in }.intervals(on: moved) == [Interval(540, 1_020)])
    #expect(try hours { $0.shortDays = [moved: 120] }.intervals(on: moved) == [Interval(540, 960)])
    #expect(try hours { _ in }.intervals(on: Given.day("2026-03-14")) == [Interval(540, 1_020)])
    #expect(try hours { $0.holidays = [Given.day("2026-03-14")] }.intervals(on: Given.day("2026-03-14")) == [])
  }
}
