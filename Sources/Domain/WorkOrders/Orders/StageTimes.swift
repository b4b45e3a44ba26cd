/// The time that an order spent in each stage, and how much of it waiting for parts, from its history.
package struct StageTimes: Equatable, Sendable {
  /// A change in the order's history.
  package struct Mark: Equatable, Sendable {
    package enum Change: Equatable, Sendable {
      case status(WorkOrder.Status)
      case waitsForParts(Bool)
    }
    package let at: Instant
    package let change: Change
    package init(_ at: Instant, _ change: Change) {
      self.at = at
      self.change = change
    }
  }

  /// One stay in one status. An order that returns to a status has another stay.
  package struct Stage: Equatable, Sendable {
    package let status: WorkOrder.Status
    package let from: Instant
    /// nil: the present stage.
    package let until: Instant?
    package let minutes: Int64
    package let workingMinutes: Int64
    package let partsMinutes: Int64
    package let partsWorkingMinutes: Int64
  }

  package let stages: [Stage]

  /// `marks` are in the order of the history, which begins with the status at `openedAt`. The last stage lasts until
  /// `now`. Delivered and cancelled are ends, not stages.
  package init(openedAt: Instant, marks: [Mark], calendar: WorkingHours, now: Instant) {
    var stages: [Stage] = []
    var status = WorkOrder.Status.open
    var start = openedAt
    var waits = StageTimes.waits(marks)
    if let last = waits.indices.last, waits[last].upperBound == .max {
      waits[last] = waits[last].lowerBound..<max(now.rawValue, waits[last].lowerBound)
    }
    func end(_ at: Instant, _ open: Bool) {
      let until = max(at, start)
      let overlaps = waits.map {
        max($0.lowerBound, start.rawValue)..<max(min($0.upperBound, until.rawValue), max($0.lowerBound, start.rawValue))
      }
      stages.append(
        Stage(
          status: status, from: start, until: open ? nil : until, minutes: (until.rawValue - start.rawValue) / 60_000,
          workingMinutes: calendar.workingMinutes(from: start, to: until),
          partsMinutes: overlaps.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) } / 60_000,
          partsWorkingMinutes: overlaps.reduce(0) {
            $0 + calendar.workingMinutes(from: Instant(rawValue: $1.lowerBound), to: Instant(rawValue: $1.upperBound))
          }))
    }
    for mark in marks {
      guard case .status(let next) = mark.change, next != status else { continue }
      end(mark.at, false)
      (status, start) = (next, mark.at)
    }
    if !status.isClosed { end(now, true) }
    self.stages = stages
  }

  /// Spans in which the order waited for parts. The last may be open.
  private static func waits(_ marks: [Mark]) -> [Range<Int64>] {
    var spans: [Range<Int64>] = []
    var since: Int64?
    for mark in marks {
      guard case .waitsForParts(let waits) = mark.change else { continue }
      if waits, since == nil { since = mark.at.rawValue }
      if !waits, let start = since {
        spans.append(start..<max(start, mark.at.rawValue))
        since = nil
      }
    }
    if let start = since { spans.append(start..<Int64.max) }
    return spans
  }
}

extension StageTimes {
  /// The sum of all stays in a status; nil without any.
  package func total(_ status: WorkOrder.Status) -> (minutes: Int64, workingMinutes: Int64, partsWorkingMinutes: Int64)? {
    let stays = stages.filter { $0.status == status }
    guard !stays.isEmpty else { return nil }
    return (
      stays.reduce(0) { $0 + $1.minutes }, stays.reduce(0) { $0 + $1.workingMinutes }, stays.reduce(0) { $0 + $1.partsWorkingMinutes }
    )
  }
}
