/// A mechanic's working time: hours per day, hours worked today, and hours already taken.
package struct MechanicLoad: Equatable, Sendable {
  package var name: String
  package var hoursPerDay: Quantity
  /// Hours for other orders, which come first.
  package var committed: Quantity
  /// Hours of this order that only this mechanic does.
  package var assigned: Quantity
  /// Hours clocked since midnight, on anything.
  package var workedToday: Quantity
  package init(
    name: String, hoursPerDay: Quantity, committed: Quantity, assigned: Quantity = .zero, workedToday: Quantity = .zero
  ) {
    self.name = name
    self.hoursPerDay = hoursPerDay
    self.committed = committed
    self.assigned = assigned
    self.workedToday = workedToday
  }

  /// Distributes work that nobody is assigned to among all mechanics by their hours per day, without a remainder.
  package static func sharing(_ backlog: Quantity, among loads: [MechanicLoad]) throws(Refusal) -> [MechanicLoad] {
    var loads = loads
    for (index, share) in backlog.split(by: loads.map(\.hoursPerDay)).enumerated() {
      loads[index].committed = try loads[index].committed.adding(share)
    }
    return loads
  }
}

/// A mechanic's days from now on, filled one after another. All work shares the same hours. A day holds at most the
/// mechanic's hours, less the hours worked today, and at most the opening hours.
struct MechanicDays {
  private static let horizon = 3660
  private let calendar: WorkingHours
  private let daily: Int64
  private var day: Day
  private var left: Int64
  private(set) var time: Instant
  /// Minutes planned on each day.
  private(set) var planned: [Day: Int64] = [:]

  /// Only whole minutes are planned.
  init(_ mechanic: MechanicLoad, from now: Instant, _ calendar: WorkingHours) throws(Refusal) {
    self.calendar = calendar
    daily = Int64(clamping: Int128(mechanic.hoursPerDay.rawValue) * 60 / 1000)
    day = calendar.zone.day(of: now)
    left = max(0, daily.subtractingReportingOverflow(try mechanic.workedToday.wholeMinutes()).partialValue)
    time = now
  }

  /// True if none of today's hours are left.
  var isSpent: Bool { left == 0 }

  /// Plans this many minutes, none before `start`. Returns their end; nil if ten years are not enough.
  mutating func work(_ minutes: Int64, from start: Instant) -> Instant? {
    time = max(time, start)
    var unplanned = minutes
    for _ in 0..<Self.horizon {
      if unplanned == 0 { return time }
      guard let open = next() else { return nil }
      let midnight = calendar.zone.instant(of: day.adding(1))
      let share = min(unplanned, left, calendar.workingMinutes(from: open, to: midnight))
      if share > 0, let end = calendar.add(workingMinutes: share, to: open) {
        planned[day, default: 0] += share
        (time, left, unplanned) = (end, left - share, unplanned - share)
      }
      if unplanned > 0 { time = midnight }
    }
    return unplanned == 0 ? time : nil
  }

  /// The first moment at which the mechanic has time left.
  mutating func next() -> Instant? {
    for _ in 0..<Self.horizon {
      guard let open = calendar.firstOpen(from: time) else { return nil }
      let today = calendar.zone.day(of: open)
      if today != day { (day, left) = (today, daily) }
      if left > 0 { return open }
      time = calendar.zone.instant(of: today.adding(1))
    }
    return nil
  }
}

extension Quantity {
  /// Hours in whole minutes, rounded up.
  func wholeMinutes() throws(Refusal) -> Int64 {
    guard let minutes = Int64(exactly: (Int128(rawValue) * 60 + 999) / 1000) else { throw .invalid(.numberTooLarge) }
    return minutes
  }

  /// Shares in proportion to the weights, in thousandths; together they are the whole. Without any weight all are zero.
  package func split(by weights: [Quantity]) -> [Quantity] {
    let total = weights.reduce(Int128(0)) { $0 + Int128($1.rawValue) }
    guard total > 0 else { return weights.map { _ in .zero } }
    var (sum, given) = (Int128(0), Int128(0))
    return weights.map { weight in
      sum += Int128(weight.rawValue)
      let until = Int128(rawValue) * sum / total
      defer { given = until }
      return Quantity(thousandths: Int64(clamping: until - given))
    }
  }
}
