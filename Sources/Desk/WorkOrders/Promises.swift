package import Domain
internal import SQLite

/// When an order can be ready at the earliest, and what that was made of.
package struct PromiseBasis: Sendable {
  package let orderID: Int64
  package let version: Int64
  package let promisedAt: Instant?
  package let warnedAt: Instant?
  package let plan: PromisePlan
  package let remaining: Quantity

  /// The promise that stands cannot be kept as things are.
  package var slips: Bool { promisedAt.map { Promise.slips($0, plan: plan) } ?? false }
}

/// An order whose promise is near, or past, before the car is ready.
package struct PromiseAtRisk: Sendable {
  package let orderID: Int64
  package let number: String
  package let status: WorkOrder.Status
  package let clientID: Int64
  package let advisorID: Int64
  package let promisedAt: Instant
  package let warnedAt: Instant?
  package let isOverdue: Bool
}

package struct Promises {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func basis(_ orderID: Int64) throws -> PromiseBasis {
    guard let order = try WorkOrderTable(context.db).find(orderID) else { throw Refusal.notFound("work_order") }
    let lines = try WorkOrderFactsGatherer(context).gather(order).lines
    let planner = PromisePlanner(context)
    return PromiseBasis(
      orderID: orderID, version: order.version, promisedAt: order.promisedAt, warnedAt: order.promiseWarnedAt,
      plan: try planner.plan(order, lines), remaining: try planner.remaining(order, lines.map(\.line).filter(\.stands)))
  }

  /// Gives or moves a promise. One earlier than possible is refused without a reason, naming what stands in the way.
  package func give(_ promisedAt: Instant, for orderID: Int64, version: Versions?, reason: String?) throws -> PromiseBasis {
    guard let order = try WorkOrderTable(context.db).find(orderID) else { throw Refusal.notFound("work_order") }
    try context.match(version, order.version)
    guard !order.status.isClosed, order.status != .ready else { throw Refusal.conflict(.promiseNotNow(order.number, order.status)) }
    // The offer before the client names the date; moved beside it, the approval would move it back.
    if order.status == .awaitingApproval, promisedAt != order.promisedAt { throw Refusal.conflict(.promiseOffered(order.number)) }
    let zone = context.settings.zone
    guard promisedAt > context.now else { throw Refusal.invalid(.promiseInPast(zone, promisedAt)) }
    let plan = try PromisePlanner(context).plan(order)
    let reasons = Promise.reasons(against: promisedAt, plan: plan, reason: reason, now: context.now, zone: zone)
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
    if promisedAt != order.promisedAt {
      try PromiseKeeping(context).give(promisedAt, for: order, earliest: plan.earliest, reason: reason, userID: try context.userID())
    }
    return try context.settled { try basis(orderID) }
  }

  package func list(of orderID: Int64, _ page: PageRequest) throws -> Page<Promise> {
    guard try WorkOrderTable(context.db).brief(orderID) != nil else { throw Refusal.notFound("work_order") }
    return try Page(PromiseTable(context.db).page(of: orderID, page), page) { Cursor(key: .integer($0.id), id: $0.id) }
  }

  package func atRisk(advisor: Int64?, _ page: PageRequest) throws -> Page<PromiseAtRisk> {
    try Page(PromiseTable(context.db).atRisk(now: context.now, advisor: advisor, page), page) {
      Cursor(key: .integer($0.promisedAt.rawValue), id: $0.orderID)
    }
  }
}

extension Reason {
  static func promiseOffered(_ number: String) -> Reason {
    .init(
      "promise_offered", en: "Work order \(number) is before the client with its date: take the offer back first, then promise anew.",
      ru: "Заказ-наряд \(number) предложен клиенту с этой датой: сначала отзовите предложение, затем обещайте заново.")
  }

  static func promiseNotNow(_ number: String, _ status: WorkOrder.Status) -> Reason {
    .init(
      "promise_not_now", en: "Work order \(number) is \(status.text(.en)): there is nothing left to promise.",
      ru: "Заказ-наряд \(number) в состоянии «\(status.text(.ru))»: обещать больше нечего.")
  }
}
