/// A clocking with the number of its order, so that a refusal can name it.
package struct Clocked: Equatable, Sendable {
  package let clocking: Clocking
  package let number: String
  package init(_ clocking: Clocking, number: String) {
    self.clocking = clocking
    self.number = number
  }
}

/// The order and line that a clocking is for.
package struct ClockingPlace: Equatable, Sendable {
  package let number: String
  package let status: WorkOrder.Status
  /// nil: diagnosis.
  package let line: OrderLine?
  package init(number: String, status: WorkOrder.Status, line: OrderLine?) {
    self.number = number
    self.status = status
    self.line = line
  }

  /// Reasons against clocking here. Diagnosis can be clocked before approval; repair only in repair, on an approved
  /// line that is not done.
  package var reasons: [Reason] {
    guard let line else { return status.takesDiagnosis ? [] : [.notDiagnosable(number, status)] }
    var reasons: [Reason] = []
    if status != .inRepair { reasons.append(.notInRepair(number, status)) }
    if line.kind != .labour {
      reasons.append(.notLabour(line))
    } else if line.status != .approved {
      reasons.append(line.status == .done ? .lineDone(line) : .lineNotApproved(line))
    }
    return reasons
  }
}

/// Rules of the clock. `others` are the same mechanic's clockings around that time.
package struct ClockingRules: Sendable {
  package let now: Instant
  package let zone: Zone
  package let longestMinutes: Int64

  package init(now: Instant, zone: Zone, longestMinutes: Int64 = Clocking.longestMinutes) {
    self.now = now
    self.zone = zone
    self.longestMinutes = longestMinutes
  }

  /// Reasons against starting a clock. A mechanic has one running clock: a second start is refused and names the first.
  package func reasons(againstStartAt start: Instant, on place: ClockingPlace, others: [Clocked]) -> [Reason] {
    var reasons = place.reasons
    let running = others.filter { $0.clocking.counts && $0.clocking.endedAt == nil }
    reasons += running.map { .clockAlreadyRunning($0, zone) }
    if start > now { reasons.append(.clockFuture(zone, start)) }
    if isTooLong(from: start, to: now) { reasons.append(.clockTooLong(hours)) }
    reasons += overlaps(from: start, to: nil, others: others.filter { $0.clocking.endedAt != nil })
    return reasons
  }

  package func reasons(againstStopping clocking: Clocking, at end: Instant) -> [Reason] {
    if clocking.endedAt != nil { return [.clockStopped] }
    return interval(from: clocking.startedAt, to: end)
  }

  /// Reasons against a correction, which writes a new row and keeps the original. It needs a reason, a stopped clock
  /// and an order that is not closed.
  package func reasons(
    againstCorrecting original: Clocked, from start: Instant, to end: Instant, reason: String?, status: WorkOrder.Status, openedAt: Instant,
    others: [Clocked]
  ) -> [Reason] {
    var reasons: [Reason] = []
    if start < openedAt { reasons.append(.clockBeforeOrder(original.number)) }
    if end == start { reasons.append(.clockEmpty) }
    if original.clocking.replacedByID != nil { reasons.append(.clockReplaced) }
    if original.clocking.endedAt == nil { reasons.append(.clockStillRunning(original, zone)) }
    if reason == nil { reasons.append(.clockReasonMissing) }
    if status.isClosed { reasons.append(.workOrderClosed(original.number)) }
    reasons += interval(from: start, to: end)
    reasons += overlaps(from: start, to: end, others: others.filter { $0.clocking.id != original.clocking.id })
    return reasons
  }

  private func interval(from start: Instant, to end: Instant) -> [Reason] {
    var reasons: [Reason] = []
    if end < start { reasons.append(.clockEndsBefore(zone, start, end)) }
    if start > now || end > now { reasons.append(.clockFuture(zone, max(start, end))) }
    if isTooLong(from: start, to: end) { reasons.append(.clockTooLong(hours)) }
    return reasons
  }

  private func overlaps(from start: Instant, to end: Instant?, others: [Clocked]) -> [Reason] {
    others.filter { $0.clocking.overlaps(from: start, to: end) }.map { .clockOverlaps($0, zone) }
  }

  private func isTooLong(from start: Instant, to end: Instant) -> Bool {
    Int128(end.rawValue) - Int128(start.rawValue) > Int128(longestMinutes) * 60_000
  }

  private var hours: Quantity { Quantity(thousandths: Int64(clamping: Int128(longestMinutes) * 1000 / 60)) }
}
