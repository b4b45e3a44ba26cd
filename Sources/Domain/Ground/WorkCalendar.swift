/// Working time of the centre: hours by weekday with breaks, public holidays, moved working days, short days.
package struct WorkCalendar: Equatable, Sendable {
  /// Minutes after local midnight; `until` may pass 1440 for a night shift (22:00–06:00 is 1320–1800).
  package struct Interval: Hashable, Sendable {
    package let from: Int
    package let until: Int
    package init(_ from: Int, _ until: Int) {
      self.from = from
      self.until = until
    }
  }

  package let zone: Zone
  package let week: [Weekday: [Interval]]
  package let holidays: Set<Day>
  /// Days off that are worked because a day off was moved.
  package let workingDays: Set<Day>
  /// Days that end one hour earlier.
  package let shortDays: Set<Day>

  /// Refuses a week without hours, an interval that ends before it starts, and overlapping intervals of a day.
  package init(
    zone: Zone, week: [Weekday: [Interval]], holidays: Set<Day> = [], workingDays: Set<Day> = [], shortDays: Set<Day> = []
  ) throws(Refusal) {
    let sorted = week.mapValues { $0.sorted { $0.from < $1.from } }
    guard sorted.values.contains(where: { !$0.isEmpty }) else { throw .invalid(.calendarWithoutHours) }
    let wrong = Weekday.allCases.filter { weekday in !WorkCalendar.fits(sorted[weekday] ?? []) }
    guard wrong.isEmpty else { throw .invalid(wrong.map(Reason.calendarHoursWrong)) }
    self.zone = zone
    self.week = sorted
    self.holidays = holidays
    self.workingDays = workingDays
    self.shortDays = shortDays
  }

  private static func fits(_ intervals: [Interval]) -> Bool {
    intervals.allSatisfy { (0..<1440).contains($0.from) && $0.from < $0.until && $0.until <= 2880 && $0.until - $0.from <= 1440 }
      && zip(intervals, intervals.dropFirst()).allSatisfy { $0.until <= $1.from }
  }

  /// The hours of one date, in minutes after its midnight.
  package func intervals(on day: Day) -> [Interval] {
    let usual = week[day.weekday] ?? []
    let hours: [Interval]
    if workingDays.contains(day) {
      hours = usual.isEmpty ? hoursBefore(day.weekday) : usual
    } else {
      hours = holidays.contains(day) ? [] : usual
    }
    return shortDays.contains(day) ? WorkCalendar.shortened(hours, by: 60) : hours
  }

  /// A moved working Saturday has the hours of the last weekday before it that has any.
  private func hoursBefore(_ weekday: Weekday) -> [Interval] {
    let all = Weekday.allCases
    let index = all.firstIndex(of: weekday) ?? 0
    for step in 1...7 {
      if let hours = week[all[(index + 7 - step) % 7]], !hours.isEmpty { return hours }
    }
    return []
  }

  private static func shortened(_ hours: [Interval], by minutes: Int) -> [Interval] {
    var (hours, rest) = (hours, minutes)
    while rest > 0, let last = hours.popLast() {
      let cut = min(rest, last.until - last.from)
      if last.until - cut > last.from { hours.append(Interval(last.from, last.until - cut)) }
      rest -= cut
    }
    return hours
  }
}
