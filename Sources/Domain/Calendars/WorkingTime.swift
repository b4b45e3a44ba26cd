/// Working time in real time. An instant is working time when its local date and wall time lie in the hours of that
/// date: an hour that clocks skip holds no time, an hour that they repeat counts twice.
extension WorkingHours {
  /// True in working time. The opening moment is inside, the closing moment is not.
  package func isOpen(at instant: Instant) -> Bool { firstOpen(from: instant) == instant }

  /// The first working moment at or after `instant`; nil if there is none within ten years.
  package func firstOpen(from instant: Instant) -> Instant? {
    var found: Instant?
    walk(from: instant) { span in
      found = span.lowerBound
      return false
    }
    return found
  }

  /// The first opening (in the morning, after a break) later than `instant`.
  package func nextOpening(after instant: Instant) -> Instant? {
    var found: Instant?
    walk(from: instant) { span in
      if span.lowerBound > instant, !isOpen(at: span.lowerBound.adding(milliseconds: -1)) { found = span.lowerBound }
      return found == nil
    }
    return found
  }

  /// The moment when this many working minutes have passed. Work that ends at closing time ends there, not at the next
  /// opening; work that starts at closing time starts at the next opening. nil if ten years are not enough.
  package func add(workingMinutes minutes: Int64, to start: Instant) -> Instant? {
    let (needed, overflow) = minutes.multipliedReportingOverflow(by: 60_000)
    return overflow ? nil : add(workingMilliseconds: needed, to: start)
  }

  package func add(workingMilliseconds needed: Int64, to start: Instant) -> Instant? {
    guard needed > 0 else { return start }
    var left = needed
    var end: Instant?
    walk(from: start) { span in
      let length = span.upperBound.rawValue - span.lowerBound.rawValue
      if left <= length { end = span.lowerBound.adding(milliseconds: left) }
      left -= length
      return end == nil
    }
    return end
  }

  /// Counts whole working minutes between two moments; 0 if `end` is not later.
  package func workingMinutes(from start: Instant, to end: Instant) -> Int64 { workingMilliseconds(from: start, to: end) / 60_000 }

  package func workingMilliseconds(from start: Instant, to end: Instant) -> Int64 {
    var milliseconds: Int64 = 0
    each(from: start, to: end) { milliseconds += $0.upperBound.rawValue - $0.lowerBound.rawValue }
    return milliseconds
  }

  /// The working spans between two moments. Spans that touch are one.
  package func spans(from start: Instant, to end: Instant) -> [Range<Instant>] {
    var spans: [Range<Instant>] = []
    each(from: start, to: end) { span in
      if let last = spans.last, last.upperBound == span.lowerBound {
        spans[spans.count - 1] = last.lowerBound..<span.upperBound
      } else {
        spans.append(span)
      }
    }
    return spans
  }
}

// MARK: Shifts

extension WorkingHours {
  /// The end of the shift that runs at `instant` or, outside hours, of the last one before it (looking back ten years).
  package func shiftEnd(at instant: Instant) -> Instant? {
    let today = zone.day(of: instant)
    // A night shift of yesterday may still run.
    if let end = closing(of: today.adding(-1)), end > instant, let start = opening(of: today.adding(-1)), start <= instant { return end }
    for back in 0..<WorkingHours.horizon {
      let day = today.adding(-back)
      if let start = opening(of: day), start <= instant { return closing(of: day) }
    }
    return nil
  }

  package func opening(of day: Day) -> Instant? { shift(of: day).first.map { zone.instant(of: day, minutes: $0.from) } }

  /// The end of the day's last interval, which belongs to the shift that started on `day` even if it ends after midnight.
  package func closing(of day: Day) -> Instant? {
    guard let last = shift(of: day).last else { return nil }
    if let tail = tail(of: day.adding(1)), last.until == 1_440 { return zone.instant(of: day.adding(1), minutes: tail.until) }
    return zone.instant(of: day, minutes: last.until)
  }

  /// The hours of a date without the end of the night before.
  private func shift(of day: Day) -> ArraySlice<Interval> { intervals(on: day).dropFirst(tail(of: day) == nil ? 0 : 1) }

  /// The end of the night before, on this date. Two whole days are two shifts, though they touch.
  private func tail(of day: Day) -> Interval? {
    guard let first = intervals(on: day).first, first.from == 0, first.until < 1_440,
      let last = intervals(on: day.adding(-1)).last, last.until == 1_440, last.from > 0
    else { return nil }
    return first
  }
}

// MARK: Walking

extension WorkingHours {
  private static let horizon: Int64 = 3660
  /// The days of the longest period counted: more than a century.
  private static let longest: Int64 = 40_000

  private func each(from start: Instant, to end: Instant, _ visit: (Range<Instant>) -> Void) {
    guard start < end else { return }
    walk(from: start, days: WorkingHours.longest) { span in
      guard span.lowerBound < end else { return false }
      visit(span.lowerBound..<min(span.upperBound, end))
      return span.upperBound < end
    }
  }

  /// Passes the working spans from `start` on to `visit`, in the order of time, until it returns false. The time between two changes of
  /// the clocks is walked date by date, so a date that has an hour twice is visited twice.
  private func walk(from start: Instant, days: Int64 = horizon, _ visit: (Range<Instant>) -> Bool) {
    let limit = start.rawValue + days * Zone.dayLength
    var at = start.rawValue
    while at < limit {
      let (offset, until) = zone.offset(at: at)
      let end = min(until, limit)
      var day = Day(rawValue: Day.floorDiv(at + offset, Zone.dayLength))
      while day.rawValue * Zone.dayLength - offset < end {
        let midnight = day.rawValue * Zone.dayLength - offset
        for interval in intervals(on: day) {
          let lower = max(at, midnight + Int64(interval.from) * 60_000)
          let upper = min(end, midnight + Int64(interval.until) * 60_000)
          guard lower < upper else { continue }
          guard visit(Instant(rawValue: lower)..<Instant(rawValue: upper)) else { return }
        }
        day = day.adding(1)
      }
      at = end
    }
  }
}
