/// Working hours in one time zone: the usual week, and the dates that differ from it.
///
/// For a date, breaks cut the hours of its override, which replaces a holiday, which replaces the week. An interval
/// past midnight is cut there, and each part obeys its own date.
package struct WorkingHours: Equatable, Sendable {
  /// Minutes after local midnight; `until` may pass 1440 for a night shift (22:00–06:00 is 1320–1800).
  package struct Interval: Hashable, Sendable {
    package let from: Int
    package let until: Int
    package init(_ from: Int, _ until: Int) {
      self.from = from
      self.until = until
    }
  }

  package typealias Week = [Weekday: [Interval]]
  package typealias Dated = [Day: [Interval]]

  package let zone: Zone
  /// By weekday of Monday to Sunday, cut at midnight and sorted.
  private let week: [[Interval]]
  /// The hours of each date that differs from the week, cut at midnight and sorted.
  private let exceptions: Dated

  /// Refuses rules without hours or with wrong intervals, and names all of them.
  package init(zone: Zone, _ rules: HourRules) throws(Refusal) {
    let reasons = rules.reasons
    guard reasons.isEmpty else { throw .invalid(reasons) }
    self.init(zone: zone, unchecked: rules)
  }

  /// Joins intervals that overlap.
  package init(zone: Zone, unchecked rules: HourRules) {
    self.zone = zone
    week = Weekday.allCases.map { weekday in
      WorkingHours.joined(WorkingHours.before(rules.week[weekday]) + WorkingHours.after(rules.week[weekday.previous]))
    }
    exceptions = rules.exceptions(week)
  }

  /// The hours of one date, in minutes after its midnight.
  package func intervals(on day: Day) -> [Interval] { exceptions[day] ?? week[day.weekday.index] }
}

/// Working hours as people enter them: the usual week, and lists of dates that differ from it.
package struct HourRules: Equatable, Sendable {
  package typealias Interval = WorkingHours.Interval

  package var week: WorkingHours.Week
  package var holidays: Set<Day> = []
  /// Intervals taken out of the hours of a date.
  package var breaks: WorkingHours.Dated = [:]
  /// Dates with hours of their own; an empty list is a closed day.
  package var overrides: WorkingHours.Dated = [:]
  /// Days off that are worked because a day off was moved.
  package var workingDays: Set<Day> = []
  /// Dates that end earlier, by so many minutes.
  package var shortDays: [Day: Int] = [:]

  package init(week: WorkingHours.Week = [:]) { self.week = week }
}

// MARK: The hours of a date

extension HourRules {
  /// The hours of every date that has a rule of its own, or that comes after one.
  fileprivate func exceptions(_ usual: [[Interval]]) -> WorkingHours.Dated {
    var days = holidays.union(workingDays).union(shortDays.keys).union(breaks.keys).union(overrides.keys)
    for day in days where goesOn(day) { days.insert(day.adding(1)) }
    return days.reduce(into: [:]) { hours, day in hours[day] = self.hours(on: day, usual) }
  }

  /// True if a rule of this date can reach the next one.
  private func goesOn(_ day: Day) -> Bool {
    [overrides[day], breaks[day], workingDays.contains(day) ? moved(day) : nil].contains { $0?.contains { $0.until > 1_440 } ?? false }
  }

  private func hours(on day: Day, _ usual: [[Interval]]) -> [Interval] {
    let before = day.adding(-1)
    var hours: [Interval]
    if let own = overrides[day] {
      // A closed day has not even the end of the night before.
      hours = own.isEmpty ? [] : WorkingHours.before(own) + WorkingHours.after(overrides[before])
    } else {
      hours = shortened(ordinary(day, usual), by: shortDays[day] ?? 0) + WorkingHours.after(overrides[before])
    }
    let pauses = WorkingHours.before(breaks[day]) + WorkingHours.after(breaks[before])
    hours = WorkingHours.joined(hours)
    for pause in pauses { hours = hours.flatMap { $0.without(pause) } }
    return hours
  }

  /// The hours of a date without override, by the week, holidays and moved working days.
  private func ordinary(_ day: Day, _ usual: [[Interval]]) -> [Interval] {
    guard !holidays.contains(day) else { return [] }
    let before = day.adding(-1)
    var hours = usual[day.weekday.index]
    if workingDays.contains(day) { hours += WorkingHours.before(moved(day)) }
    if workingDays.contains(before), !holidays.contains(before), overrides[before] == nil { hours += WorkingHours.after(moved(before)) }
    return WorkingHours.joined(hours)
  }

  /// A moved working Saturday has the hours of the last weekday before it that has any.
  private func moved(_ day: Day) -> [Interval] {
    var weekday = day.weekday
    for _ in Weekday.allCases {
      if let hours = week[weekday], !hours.isEmpty { return hours }
      weekday = weekday.previous
    }
    return []
  }

  private func shortened(_ hours: [Interval], by minutes: Int) -> [Interval] {
    var (hours, rest) = (hours, minutes)
    while rest > 0, let last = hours.popLast() {
      let cut = min(rest, last.until - last.from)
      if last.until - cut > last.from { hours.append(Interval(last.from, last.until - cut)) }
      rest -= cut
    }
    return hours
  }
}

extension WorkingHours {
  /// The parts of intervals before midnight.
  fileprivate static func before(_ intervals: [Interval]?) -> [Interval] {
    (intervals ?? []).map { Interval($0.from, min($0.until, 1_440)) }
  }

  /// The parts of intervals after midnight, as intervals of the next date.
  fileprivate static func after(_ intervals: [Interval]?) -> [Interval] {
    (intervals ?? []).filter { $0.until > 1_440 }.map { Interval(0, $0.until - 1_440) }
  }

  /// Sorted intervals; those that overlap or touch become one.
  fileprivate static func joined(_ intervals: [Interval]) -> [Interval] {
    intervals.sorted { $0.from < $1.from }.reduce(into: []) { joined, next in
      if let last = joined.last, next.from <= last.until {
        joined[joined.count - 1] = Interval(last.from, max(last.until, next.until))
      } else {
        joined.append(next)
      }
    }
  }
}

extension WorkingHours.Interval {
  /// The parts that lie outside `pause`.
  fileprivate func without(_ pause: Self) -> [Self] {
    [Self(from, min(until, pause.from)), Self(max(from, pause.until), until)].filter { $0.from < $0.until }
  }
}

// MARK: Faults

extension HourRules {
  /// Every fault of the rules, each with its pointer.
  package var reasons: [Reason] {
    var reasons: [Reason] = []
    if (Array(week.values) + overrides.values).allSatisfy(\.isEmpty) { reasons.append(Reason.calendarWithoutHours.at("/week")) }
    for weekday in Weekday.allCases where !HourRules.fits(week[weekday] ?? []) {
      reasons.append(.calendarHoursWrong(weekday).at("/week/\(weekday.rawValue)"))
    }
    for (name, dated) in [("breaks", breaks), ("overrides", overrides)] {
      for (day, intervals) in dated.sorted(by: { $0.key < $1.key }) where !HourRules.fits(intervals) {
        reasons.append(.calendarDateWrong(day).at("/\(name)/\(day.text)"))
      }
    }
    return reasons
  }

  private static func fits(_ intervals: [Interval]) -> Bool {
    let sorted = intervals.sorted { $0.from < $1.from }
    return sorted.allSatisfy { (0..<1_440).contains($0.from) && $0.from < $0.until && $0.until - $0.from <= 1_440 }
      && zip(sorted, sorted.dropFirst()).allSatisfy { $0.until <= $1.from }
  }
}
