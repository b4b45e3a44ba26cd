/// A missing part and its source.
package struct AwaitedPart: Equatable, Sendable {
  package enum Source: Equatable, Sendable {
    case purchaseOrder(String, expectedOn: Day)
    /// Not ordered yet. The lead time counts from today.
    case leadTime(LeadTime)
  }
  package var title: String
  package var source: Source
  package init(title: String, source: Source) {
    self.title = title
    self.source = source
  }
}

/// The earliest date that parts and mechanics allow, with its steps.
package struct PromisePlan: Equatable, Sendable {
  package struct Step: Equatable, Sendable {
    package let code: String
    package let en: String
    package let ru: String
    package let at: Instant
  }
  /// A mechanic's planned work on a day, for other orders and this one together.
  package struct Planned: Equatable, Sendable {
    package let mechanic: String
    package let day: Day
    package let minutes: Int64
  }
  package let earliest: Instant
  package let steps: [Step]
  package let planned: [Planned]

  /// Plans parts first: the last to come is there when the centre opens on its day. Meanwhile each mechanic works off
  /// what comes before. From the later of the two moments, each does the assigned work of this order, and the mechanic
  /// who is free first does the rest. All work shares a mechanic's hours per day, on the centre's calendar. Without
  /// any mechanic only the calendar counts.
  package init(parts: [AwaitedPart], remaining: Quantity, mechanics: [MechanicLoad], calendar: WorkingHours, now: Instant) throws(Refusal) {
    var steps = parts.map { PromisePlan.step($0, calendar, now) }
    let partsAt = steps.map(\.at).max() ?? now
    guard remaining > .zero else {
      (earliest, self.steps, planned) = (partsAt, steps, [])
      return
    }
    if mechanics.isEmpty {
      guard let end = calendar.add(workingMinutes: try remaining.wholeMinutes(), to: partsAt) else { throw .conflict(.promiseBeyond) }
      (earliest, self.steps, planned) = (end, steps + [PromisePlan.labour(remaining, end, calendar.zone)], [])
      return
    }
    let hands = try PromisePlan.hands(mechanics, remaining, partsAt, calendar, now)
    guard let last = hands.filter(\.isOnIt).max(by: { $0.end < $1.end }) else { throw .conflict(.promiseBeyond) }
    if last.isBusy, last.free > now { steps.append(PromisePlan.busy(last.mechanic, last.free, calendar.zone)) }
    steps.append(PromisePlan.labour(remaining, last.end, calendar.zone))
    (earliest, self.steps) = (last.end, steps)
    planned = hands.flatMap { hand in
      hand.days.planned.sorted { $0.key < $1.key }.map { Planned(mechanic: hand.mechanic.name, day: $0.key, minutes: $0.value) }
    }
  }

  /// A mechanic with all planned work.
  private struct Hand {
    let mechanic: MechanicLoad
    var days: MechanicDays
    /// The moment when earlier work is done and the mechanic has time again.
    let free: Instant
    let isBusy: Bool
    var end: Instant
    /// True if the mechanic works on this order.
    var isOnIt: Bool
  }

  /// All mechanics with their other work. Those assigned to this order, and the one who takes the rest, work on it.
  private static func hands(
    _ mechanics: [MechanicLoad], _ remaining: Quantity, _ partsAt: Instant, _ calendar: WorkingHours, _ now: Instant
  ) throws(Refusal) -> [Hand] {
    var hands: [Hand] = []
    for mechanic in mechanics {
      var days = try MechanicDays(mechanic, from: now, calendar)
      let isBusy = mechanic.committed > .zero || days.isSpent
      let own = try mechanic.assigned.wholeMinutes()
      guard days.work(try mechanic.committed.wholeMinutes(), from: now) != nil, let free = days.next(),
        let end = days.work(own, from: partsAt)
      else {
        if own > 0 { throw .conflict(.promiseBeyond) }
        continue
      }
      hands.append(Hand(mechanic: mechanic, days: days, free: free, isBusy: isBusy, end: end, isOnIt: own > 0))
    }
    var rest = remaining
    for mechanic in mechanics { rest = rest.less(mechanic.assigned) }
    let minutes = try rest.wholeMinutes()
    guard minutes > 0 else { return hands }
    var first: (index: Int, days: MechanicDays, end: Instant)?
    for (index, hand) in hands.enumerated() {
      var days = hand.days
      guard let end = days.work(minutes, from: partsAt) else { continue }
      if first.map({ end < $0.end }) ?? true { first = (index, days, end) }
    }
    guard let first else { throw .conflict(.promiseBeyond) }
    (hands[first.index].days, hands[first.index].end, hands[first.index].isOnIt) = (first.days, first.end, true)
    return hands
  }

  private static func step(_ part: AwaitedPart, _ calendar: WorkingHours, _ now: Instant) -> Step {
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
