/// A promise given, moved or kept; every one stays on record.
package struct Promise: Equatable, Sendable {
  package enum Outcome: String, CaseIterable, Sendable { case kept, broken, moved }

  package var id: Int64
  package var workOrderId: Int64
  package var promisedAt: Instant
  package var earliestAt: Instant
  // Needed when earlier than the earliest.
  package var reason: String?
  package var givenAt: Instant
  package var userId: Int64
  package var outcome: Outcome?

  package init(
    id: Int64, workOrderId: Int64, promisedAt: Instant, earliestAt: Instant, reason: String? = nil, givenAt: Instant, userId: Int64,
    outcome: Outcome? = nil
  ) {
    self.id = id
    self.workOrderId = workOrderId
    self.promisedAt = promisedAt
    self.earliestAt = earliestAt
    self.reason = reason
    self.givenAt = givenAt
    self.userId = userId
    self.outcome = outcome
  }
}

extension Promise {
  /// A promise in the past is no promise; one earlier than can be kept says why it is given all the same.
  package static func reasons(against promised: Instant, plan: PromisePlan, reason: String?, now: Instant, zone: Zone) -> [Reason] {
    if promised <= now { return [.promiseInPast(zone, promised)] }
    return promised < plan.earliest && reason == nil ? [.promiseTooEarly(zone, promised, plan)] : []
  }

  /// Kept when the car was ready by then, to the millisecond.
  package static func outcome(promisedAt: Instant, readyAt: Instant) -> Outcome { readyAt <= promisedAt ? .kept : .broken }

  /// It slips: what is still to do no longer fits before it.
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
  package static let promiseBeyond = Reason(
    "promise_beyond", en: "The work does not fit into the next ten years of the calendar.",
    ru: "Работа не помещается в календарь ближайших десяти лет.")
}
