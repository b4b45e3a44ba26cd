package import Domain

/// A period measured in working time.
package struct WorkingPeriod: Sendable {
  /// The most intervals shown.
  package static let most = 1_000

  package let until: Instant
  package let minutes: Int64
  /// nil unless asked for.
  package let spans: [Range<Instant>]?
}

/// A date and its hours by all rules.
package struct WorkingDay: Sendable {
  package let day: Day
  package let hours: [WorkingHours.Interval]
  package var minutes: Int64 { hours.reduce(0) { $0 + Int64($1.until - $1.from) } }
}

package struct WorkingDays: Sendable {
  package let days: [WorkingDay]
}

/// Answers questions about a calendar's working time.
package struct WorkingPeriods {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func due(_ id: Int64, from: Instant, minutes: Int64, explains: Bool) throws -> WorkingPeriod {
    let hours = try context.hours(of: id)
    guard let due = hours.add(workingMinutes: minutes, to: from) else { throw Refusal.conflict(.dueBeyond) }
    return WorkingPeriod(until: due, minutes: minutes, spans: explains ? shown(hours, from, due) : nil)
  }

  package func minutes(_ id: Int64, from: Instant, to: Instant, explains: Bool) throws -> WorkingPeriod {
    let hours = try context.hours(of: id)
    return WorkingPeriod(
      until: to, minutes: hours.workingMinutes(from: from, to: to),
      spans: explains ? shown(hours, from, to) : nil)
  }

  private func shown(_ hours: WorkingHours, _ from: Instant, _ to: Instant) -> [Range<Instant>] {
    Array(hours.spans(from: from, to: to).prefix(WorkingPeriod.most))
  }

  /// The dates of a period of at most a year.
  package func days(_ id: Int64, _ period: Period) throws -> WorkingDays {
    let hours = try context.hours(of: id)
    _ = try period.span(in: hours.zone, years: 1)
    guard let from = period.from?.rawValue, let to = period.to?.rawValue else { return WorkingDays(days: []) }
    return WorkingDays(days: (from...to).map(Day.init).map { WorkingDay(day: $0, hours: hours.intervals(on: $0)) })
  }
}
