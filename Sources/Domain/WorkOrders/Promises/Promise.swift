/// A promised date, given, moved, kept or broken. Every promise stays on record.
package struct Promise: Equatable, Sendable {
  package enum Outcome: String, CaseIterable, Sendable { case kept, broken, moved }
  /// The way in which the client was told.
  package enum Told: String, CaseIterable, Sendable {
    case inPerson = "in_person"
    case phone, message
    /// Stated in an estimate and approved through its link.
    case link
  }

  package var id: Int64
  package var workOrderID: Int64
  package var promisedAt: Instant
  package var earliestAt: Instant
  // Needed for a date earlier than possible, outside working time, or later than the client agreed to.
  package var reason: String?
  // Needed for a date later than the client agreed to.
  package var clientTold: Told?
  // The proxy who was told; nil: the client.
  package var proxyID: Int64?
  package var givenAt: Instant
  package var userID: Int64
  package var outcome: Outcome?

  package init(
    id: Int64, workOrderID: Int64, promisedAt: Instant, earliestAt: Instant, reason: String? = nil, clientTold: Told? = nil,
    proxyID: Int64? = nil, givenAt: Instant, userID: Int64, outcome: Outcome? = nil
  ) {
    self.id = id
    self.workOrderID = workOrderID
    self.promisedAt = promisedAt
    self.earliestAt = earliestAt
    self.reason = reason
    self.clientTold = clientTold
    self.proxyID = proxyID
    self.givenAt = givenAt
    self.userID = userID
    self.outcome = outcome
  }
}

extension Promise {
  /// Reasons against a promised date: it is in the past, or it is earlier than the plan allows and the user did not say
  /// why.
  package static func reasons(against promised: Instant, plan: PromisePlan, reason: String?, now: Instant, zone: Zone) -> [Reason] {
    if promised <= now { return [.promiseInPast(zone, promised)] }
    return promised < plan.earliest && reason == nil ? [.promiseTooEarly(zone, promised, plan)] : []
  }

  /// A car can be handed over in working time, including closing time. A promise for the night, a break or a day off
  /// needs a reason.
  package static func reasons(outside calendar: WorkingHours, _ promised: Instant, reason: String?) -> [Reason] {
    let works = calendar.isOpen(at: promised) || calendar.isOpen(at: promised.adding(milliseconds: -1))
    return works || reason != nil ? [] : [.promiseOutsideHours(calendar, promised)]
  }

  /// Once the client has agreed to a date, a later one needs a reason and the client must be told. An earlier one
  /// needs neither.
  package static func reasons(againstMoving order: WorkOrder, to promised: Instant, reason: String?, told: Told?) -> [Reason] {
    guard order.status.holdsToPromise, let agreed = order.promisedAt, promised > agreed else { return [] }
    return (reason == nil ? [.promiseLaterUnexplained(order.number)] : []) + (told == nil ? [.promiseLaterUntold(order.number)] : [])
  }

  /// True if an estimate states the old date or one before the new promise. Once approved, it would set the promise back.
  package static func outdates(_ stated: Instant, from old: Instant, to new: Instant) -> Bool {
    stated != new && (stated == old || stated < new)
  }

  /// Kept if the car was ready at the promised time, to the millisecond.
  package static func outcome(promisedAt: Instant, readyAt: Instant) -> Outcome { readyAt <= promisedAt ? .kept : .broken }

  /// True if the remaining work no longer fits before the promised date.
  package static func slips(_ promised: Instant, plan: PromisePlan) -> Bool { plan.earliest > promised }
}

extension Reason {
  package static func promiseInPast(_ zone: Zone, _ at: Instant) -> Reason {
    Reason(
      "promise_in_past", en: "\(zone.text(at, .en)) has passed: it cannot be promised.",
      ru: "\(zone.text(at, .ru)) уже прошло: обещать нельзя.", at: "/promised_at")
  }
  package static func promiseTooEarly(_ zone: Zone, _ at: Instant, _ plan: PromisePlan) -> Reason {
    let (en, ru) = (plan.steps.map(\.en).joined(separator: "; "), plan.steps.map(\.ru).joined(separator: "; "))
    return Reason(
      "promise_too_early",
      en: "\(zone.text(at, .en)) is earlier than possible, \(zone.text(plan.earliest, .en)) (\(en)); an earlier promise needs a reason.",
      ru: "\(zone.text(at, .ru)) — раньше возможного, \(zone.text(plan.earliest, .ru)) (\(ru)); для более раннего обещания нужна причина.",
      at: "/promised_at")
  }
  package static func promiseOutsideHours(_ calendar: WorkingHours, _ at: Instant) -> Reason {
    let next = calendar.nextOpening(after: at)
    let (en, ru) = (next.map { " until \(calendar.zone.text($0, .en))" } ?? "", next.map { " до \(calendar.zone.text($0, .ru))" } ?? "")
    return Reason(
      "promise_outside_hours",
      en: "At \(calendar.zone.text(at, .en)) the centre is closed\(en): a promise outside working time needs a reason.",
      ru: "\(calendar.zone.text(at, .ru)) центр закрыт\(ru): для обещания вне рабочего времени нужна причина.", at: "/promised_at")
  }
  package static func promiseLaterUnexplained(_ number: String) -> Reason {
    Reason(
      "promise_later_unexplained", en: "The client has agreed to the date of work order \(number): a later one needs a reason.",
      ru: "Срок по заказ-наряду \(number) согласован с клиентом: для более позднего нужна причина.", at: "/reason")
  }
  package static func promiseLaterUntold(_ number: String) -> Reason {
    Reason(
      "promise_later_untold",
      en: "The client has agreed to the date of work order \(number): tell the client of a later one, and say how it was told.",
      ru: "Срок по заказ-наряду \(number) согласован с клиентом: предупредите его о более позднем и укажите, как предупредили.",
      at: "/client_told")
  }
  package static let promiseProxyUntold = Reason(
    "promise_proxy_untold", en: "A proxy is named, but not how the proxy was told.",
    ru: "Указано доверенное лицо, но не указано, как его предупредили.", at: "/client_told")
  package static let promiseBeyond = Reason(
    "promise_beyond", en: "The work does not fit into the next ten years of the calendar.",
    ru: "Работа не помещается в календарь ближайших десяти лет.")
}
