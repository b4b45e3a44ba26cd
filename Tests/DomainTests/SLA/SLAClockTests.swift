import Domain
import Testing

/// Clocks that follow a ticket step by step, against counting minute by minute and against counting again from history.
@Suite struct SLAClockTests {
  private let hours: WorkingHours
  private let friday = Instant(rawValue: 1_772_800_200_000)  // 2026-03-06, 15:30 in Moscow
  private static let minute: Int64 = 60_000

  init() throws {
    let day = [WorkingHours.Interval(9 * 60, 13 * 60), WorkingHours.Interval(14 * 60, 17 * 60)]
    let week = Dictionary(uniqueKeysWithValues: [Weekday.mon, .tue, .wed, .thu, .fri].map { ($0, day) })
    hours = try WorkingHours(zone: Zone.named("Europe/Moscow"), HourRules(week: week))
  }

  private func terms(resolution: Int64, escalation: [EscalationStep] = []) -> SLATerms {
    var policy = SLAPolicy(at: .epoch)
    policy.targets.resolution = resolution
    policy.escalation = escalation
    return SLATerms(policy: policy, calendarID: 1, hours: hours)
  }

  private func at(_ minutes: Int64) -> Instant { friday.adding(seconds: minutes * 60) }

  @Test func anHourOnFridayAfternoonEndsOnMondayMorning() throws {
    let clock = try #require(SLAClock.started(.resolution, at: at(60), of: 1, terms(resolution: 60)))
    // Half an hour is left on Friday; Monday opens at nine.
    #expect(clock.dueAt == Instant(rawValue: 1_773_037_800_000), "9:30")
    let closing = try #require(SLAClock.started(.resolution, at: at(60), of: 1, terms(resolution: 30)))
    #expect(closing.dueAt == at(90), "due exactly at closing is that closing")
  }

  @Test func aPauseOverTheNightCostsNothing() throws {
    var clock = try #require(SLAClock.started(.resolution, at: at(0), of: 1, terms(resolution: 120)))
    clock.pause(at: at(60), hours)
    #expect(clock.dueAt == nil && clock.spent == 60 * Self.minute && clock.state == .paused)
    // Sunday morning.
    clock.resume(at: at(60 + 40 * 60), hours)
    #expect(clock.dueAt == Instant(rawValue: 1_773_039_600_000), "an hour is left, which ends on Monday at ten")
  }

  @Test func aTargetThatWasMissedStaysMissed() throws {
    var clock = try #require(SLAClock.started(.resolution, at: at(0), of: 1, terms(resolution: 30)))
    clock.pause(at: at(31), hours)
    #expect(clock.breachedAt == at(30) && clock.dueAt == at(30))
    clock.recount(terms(resolution: 600), [TicketPause(from: at(31), until: nil, status: .pendingClient)], at: at(40))
    #expect(clock.breachedAt == at(30) && clock.dueAt == nil && clock.minutes == 600)
    var inTime = try #require(SLAClock.started(.resolution, at: at(0), of: 1, terms(resolution: 30)))
    inTime.end(.met, at: at(30), hours)
    #expect(inTime.breachedAt == nil && inTime.state == .met && inTime.endedAt == at(30))
  }

  @Test func alarmsComeOnceAndInWorkingTime() throws {
    let step = EscalationStep(afterMinutes: 60, personID: nil, teamID: 2)
    let terms = terms(resolution: 90, escalation: [step])
    var clock = try #require(SLAClock.started(.resolution, at: at(0), of: 1, terms))
    let first = try #require(clock.nextAlarm(terms.policy, hours))
    #expect(first.alarm == .warning && first.at == at(0).adding(seconds: 67 * 60 + 30), "75 % of 90 minutes")
    clock.warnedAt = first.at
    let second = try #require(clock.nextAlarm(terms.policy, hours))
    let monday = Instant(rawValue: 1_773_036_000_000)
    #expect(second.alarm == .breach && second.at == monday, "due at closing is told when somebody works again")
    clock.breachedAt = clock.dueAt
    let third = try #require(clock.nextAlarm(terms.policy, hours))
    #expect(third.alarm == .escalation(0) && third.at == monday.adding(seconds: 3_600))
    clock.level = 1
    #expect(clock.nextAlarm(terms.policy, hours) == nil)
  }

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
  }

  @Test(arguments: 0..<200) func aClockAgreesWithItsHistoryAndWithCountingMinutes(seed: Int) throws {
    var dice = Dice(state: UInt64(seed))
    let target = Int64.random(in: 1...900, using: &dice)
    let terms = terms(resolution: target)
    var clock = try #require(SLAClock.started(.resolution, at: at(0), of: 1, terms))
    var pauses: [TicketPause] = []
    var now: Int64 = 0
    for _ in 0..<Int.random(in: 0...8, using: &dice) {
      now += Int64.random(in: 1...700, using: &dice)
      if clock.state == .running {
        clock.pause(at: at(now), hours)
        pauses.append(TicketPause(from: at(now), until: nil, status: .pendingClient))
      } else {
        clock.resume(at: at(now), hours)
        let last = pauses.removeLast()
        pauses.append(TicketPause(from: last.from, until: at(now), status: .pendingClient))
      }
    }
    var again = try #require(SLAClock.started(.resolution, at: at(0), of: 1, terms))
    again.recount(terms, pauses, at: at(now))
    #expect(again.dueAt == clock.dueAt && again.spent == clock.spent && again.state == clock.state && again.countedAt == clock.countedAt)
    let counted = minuteByMinute(target, pauses, until: at(now))
    #expect(counted.spent == clock.spent(at: at(now), hours) / Self.minute)
    #expect(clock.dueAt == counted.due)
    let stretches = clock.stretches(pauses, until: at(now)).reduce(0) { $0 + hours.workingMinutes(from: $1.lowerBound, to: $1.upperBound) }
    #expect(stretches == counted.spent)
  }

  /// Looks at every minute: is it worked, is the clock paused, is the target reached?
  private func minuteByMinute(_ target: Int64, _ pauses: [TicketPause], until end: Instant) -> (spent: Int64, due: Instant?) {
    var (spent, left): (Int64, Int64) = (0, target)
    var due: Instant?
    var moment = at(0)
    let last = pauses.last.flatMap { $0.until == nil ? $0.from : nil }
    while due == nil || moment < end {
      if let last, moment >= last { break }
      let isPaused = pauses.contains { $0.from <= moment && moment < ($0.until ?? .init(rawValue: .max)) }
      if !isPaused, hours.isOpen(at: moment) {
        // With nothing left at the end of a stretch, the next working minute is the due moment.
        if left == 0, due == nil { due = moment }
        left -= 1
        if moment < end { spent += 1 }
        // The target is reached at the end of this minute, if the clock runs on then or has not stopped.
        let next = moment.adding(seconds: 60)
        if left == 0, due == nil, !pauses.contains(where: { $0.from == next }) { due = next }
      }
      moment = moment.adding(seconds: 60)
    }
    return (spent, due)
  }
}
