/// A missing part, and when it comes.
package struct AwaitedPart: Equatable, Sendable {
  package enum Source: Equatable, Sendable {
    case purchaseOrder(String, expectedOn: Day)
    /// Not ordered yet: counted from today.
    case leadTime(LeadTime)
  }
  package var title: String
  package var source: Source
  package init(title: String, source: Source) {
    self.title = title
    self.source = source
  }
}

/// A mechanic's time: how much a day, and how much is taken by other orders that come first.
package struct MechanicLoad: Equatable, Sendable {
  package var name: String
  package var hoursPerDay: Quantity
  package var committed: Quantity
  package init(name: String, hoursPerDay: Quantity, committed: Quantity) {
    self.name = name
    self.hoursPerDay = hoursPerDay
    self.committed = committed
  }
}

/// The earliest date that parts and hands allow, and what it was made of.
package struct PromisePlan: Equatable, Sendable {
  package struct Step: Equatable, Sendable {
    package let code: String
    package let en: String
    package let ru: String
    package let at: Instant
  }
  package let earliest: Instant
  package let steps: [Step]

  /// Parts first: the last to come is there when the centre opens on its day. Meanwhile the mechanic who is free first works off what
  /// comes before. From the later of the two the remaining hours are worked by one mechanic, on the centre's calendar, at most so many
  /// hours a day as that mechanic works. Without any mechanic on record only the calendar counts.
  package init(parts: [AwaitedPart], remaining: Quantity, mechanics: [MechanicLoad], calendar: WorkCalendar, now: Instant) throws(Refusal) {
    var steps = parts.map { PromisePlan.step($0, calendar, now) }
    let partsAt = steps.map(\.at).max() ?? now
    guard remaining > .zero else {
      (earliest, self.steps) = (partsAt, steps)
      return
    }
    var best: (step: Step?, end: Instant)?
    for mechanic in mechanics where mechanic.hoursPerDay > .zero {
      guard let free = try PromisePlan.work(mechanic.committed, from: now, mechanic.hoursPerDay, calendar),
        let end = try PromisePlan.work(remaining, from: max(free, partsAt), mechanic.hoursPerDay, calendar)
      else { continue }
      if best.map({ end < $0.end }) ?? true { best = (free > now ? PromisePlan.busy(mechanic, free, calendar.zone) : nil, end) }
    }
    if mechanics.isEmpty, let end = calendar.add(workingMinutes: try PromisePlan.minutes(remaining), to: partsAt) { best = (nil, end) }
    guard let best else { throw .conflict(.promiseBeyond) }
    if let busy = best.step { steps.append(busy) }
    steps.append(PromisePlan.labour(remaining, best.end, calendar.zone))
    (earliest, self.steps) = (best.end, steps)
  }

  /// Walks the local days, each with what the calendar has open and the mechanic works.
  private static func work(
    _ hours: Quantity, from start: Instant, _ hoursPerDay: Quantity, _ calendar: WorkCalendar
  ) throws(Refusal) -> Instant? {
    var left = try minutes(hours)
    let daily = try minutes(hoursPerDay)
    guard left > 0 else { return start }
    var time = start
    for _ in 0..<3660 {
      guard let open = calendar.firstOpen(from: time) else { return nil }
      let midnight = calendar.zone.instant(of: calendar.zone.day(of: open).adding(1))
      let today = min(daily, calendar.workingMinutes(from: open, to: midnight))
      if left <= today { return calendar.add(workingMinutes: left, to: open) }
      left -= today
      time = midnight
    }
    return nil
  }

  /// Whole minutes, rounded up.
  private static func minutes(_ hours: Quantity) throws(Refusal) -> Int64 {
    guard let minutes = Int64(exactly: (Int128(hours.rawValue) * 60 + 999) / 1000) else { throw .invalid(.numberTooLarge) }
    return minutes
  }

  private static func step(_ part: AwaitedPart, _ calendar: WorkCalendar, _ now: Instant) -> Step {
    let today = calendar.zone.day(of: now)
    func at(_ day: Day) -> Instant {
      day <= today ? now : calendar.firstOpen(from: calendar.zone.instant(of: day)) ?? calendar.zone.instant(of: day)
    }
    switch part.source {
    case .purchaseOrder(let number, let day):
      return Step(
        code: "part_on_order", en: "\(part.title) comes with \(number) on \(day.text(.en))",
        ru: "\(part.title) придёт по \(number) \(day.text(.ru))", at: at(day))
    case .leadTime(let lead):
      let day = today.adding(lead.days)
      let (en, ru) = lead.basis == .measured ? ("measured", "по факту поставок") : ("stated", "по словам поставщика")
      return Step(
        code: lead.basis == .measured ? "part_lead_time_measured" : "part_lead_time_stated",
        en: "\(part.title) takes \(lead.days) days (\(en)), until \(day.text(.en))",
        ru: "\(part.title): срок поставки \(lead.days) дн. (\(ru)), до \(day.text(.ru))", at: at(day))
    }
  }

  private static func busy(_ mechanic: MechanicLoad, _ free: Instant, _ zone: Zone) -> Step {
    Step(
      code: "mechanic_busy", en: "\(mechanic.name) is free from \(zone.text(free, .en))",
      ru: "\(mechanic.name): свободен с \(zone.text(free, .ru))", at: free)
  }

  private static func labour(_ hours: Quantity, _ end: Instant, _ zone: Zone) -> Step {
    Step(
      code: "labour", en: "\(hours.text(.en)) h of work, until \(zone.text(end, .en))",
      ru: "\(hours.text(.ru)) ч работы, до \(zone.text(end, .ru))", at: end)
  }
}
