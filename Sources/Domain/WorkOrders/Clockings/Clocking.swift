/// A mechanic's time on a labour line or on diagnosis. A corrected row is kept and points to its replacement.
package struct Clocking: Equatable, Sendable {
  package enum ClosedBy: String, CaseIterable, Sendable {
    case mechanic
    /// Forgotten and closed by the desk. It is flagged for a check.
    case shiftEnd = "shift_end"
    case manager
  }

  package var id: Int64
  package var workOrderID: Int64
  // nil: diagnosis.
  package var orderLineID: Int64?
  package var mechanicID: Int64
  package var startedAt: Instant
  package var endedAt: Instant?
  package var closedBy: ClosedBy?
  package var replacedByID: Int64?
  package var correctedReason: String?
  // The user who wrote the row.
  package var userID: Int64

  package init(
    id: Int64, workOrderID: Int64, orderLineID: Int64? = nil, mechanicID: Int64, startedAt: Instant, endedAt: Instant? = nil,
    closedBy: ClosedBy? = nil, replacedByID: Int64? = nil, correctedReason: String? = nil, userID: Int64
  ) {
    self.id = id
    self.workOrderID = workOrderID
    self.orderLineID = orderLineID
    self.mechanicID = mechanicID
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.closedBy = closedBy
    self.replacedByID = replacedByID
    self.correctedReason = correctedReason
    self.userID = userID
  }
}

extension Clocking {
  /// A longer clocking is a forgotten clock.
  package static let longestMinutes: Int64 = 12 * 60

  package var counts: Bool { replacedByID == nil }

  /// True if the clocking overlaps an interval. Intervals are half-open: one may start in the minute in which another ends.
  package func overlaps(from start: Instant, to end: Instant?) -> Bool {
    let last = Instant(rawValue: .max)
    return counts && startedAt < (end ?? last) && start < (endedAt ?? last)
  }

  /// The time when the desk stops a forgotten clock: the end of the shift in which it was started. If started after
  /// hours, when it reaches the longest duration.
  package func closesItselfAt(_ calendar: WorkingHours, longestMinutes: Int64 = Clocking.longestMinutes) -> Instant {
    let latest = startedAt.adding(milliseconds: longestMinutes.multipliedReportingOverflow(by: 60_000).partialValue)
    guard let shift = calendar.shiftEnd(at: startedAt), shift > startedAt else { return latest }
    return min(shift, latest)
  }

  /// Man-hours: two mechanics on one job count twice. Replaced rows do not count, a running clock counts up to `now`.
  package static func worked(_ rows: some Sequence<Clocking>, now: Instant) throws(Refusal) -> Quantity {
    var milliseconds: Int128 = 0
    for row in rows where row.counts {
      milliseconds += max(0, Int128((row.endedAt ?? now).rawValue) - Int128(row.startedAt.rawValue))
    }
    return Quantity(thousandths: try Money(rounding: milliseconds, over: 3600).rawValue)
  }
}
