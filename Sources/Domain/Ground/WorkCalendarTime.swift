/// Working time in real time: a day on which clocks go forward has one hour less.
extension WorkCalendar {
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
      if span.lowerBound > instant, firstOpen(from: span.lowerBound.adding(milliseconds: -1)) == span.lowerBound { found = span.lowerBound }
      return found == nil
    }
    return found
  }

  package func opening(of day: Day) -> Instant? { intervals(on: day).first.map { zone.instant(of: day, minutes: $0.from) } }

  /// The end of the day's last interval, which belongs to the shift that started on `day` even if it ends after midnight.
  package func closing(of day: Day) -> Instant? { intervals(on: day).last.map { zone.instant(of: day, minutes: $0.until) } }

  /// The end of the shift that runs at `instant` or, outside hours, of the last one before it (looking back ten years).
  package func shiftEnd(at instant: Instant) -> Instant? {
    let today = zone.day(of: instant)
    // A night shift of yesterday may still run.
    if let end = closing(of: today.adding(-1)), end > instant, let start = opening(of: today.adding(-1)), start <= instant { return end }
    for back in 0..<WorkCalendar.horizon {
      let day = today.adding(-back)
      if let start = opening(of: day), start <= instant { return closing(of: day) }
    }
    return nil
  }

  /// The moment when this many working minutes have passed. Work that ends at closing time ends there, not at the next
  /// opening; work that starts at closing time starts at the next opening. nil if ten years are not enough.
  package func add(workingMinutes minutes: Int64, to start: Instant) -> Instant? {
    guard minutes > 0 else { return start }
    let (needed, overflow) = minutes.multipliedReportingOverflow(by: 60_000)
    guard !overflow else { return nil }
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

  /// Whole working minutes between two moments; 0 when `end` is not later.
  package func workingMinutes(from start: Instant, to end: Instant) -> Int64 {
    guard start < end else { return 0 }
    var milliseconds: Int64 = 0
    walk(from: start, days: 40_000) { span in
      guard span.lowerBound < end else { return false }
      milliseconds += min(span.upperBound, end).rawValue - span.lowerBound.rawValue
      return span.upperBound < end
    }
    return milliseconds / 60_000
  }

  private static let horizon: Int64 = 3660

  /// Passes the working spans from `start` on, clipped to it and to each other, to `visit` until it returns false.
  private func walk(from start: Instant, days: Int64 = horizon, _ visit: (Range<Instant>) -> Bool) {
    var done = start
    let first = zone.day(of: start).adding(-1)  // a night shift of yesterday may still run
    for offset in 0...days {
      let day = first.adding(offset)
      for interval in intervals(on: day) {
        let lower = max(done, zone.instant(of: day, minutes: interval.from))
        let upper = zone.instant(of: day, minutes: interval.until)
        guard lower < upper else { continue }
        done = upper
        guard visit(lower..<upper) else { return }
      }
    }
  }
}
