package import Domain
internal import SQLite

/// The earliest time an order can be ready, with the plan that it follows from.
package struct PromiseBasis: Sendable {
  package let orderID: Int64
  package let version: Int64
  package let promisedAt: Instant?
  package let warnedAt: Instant?
  package let plan: PromisePlan
  package let remaining: Quantity

  /// The order is closed: nothing is promised, awaited or left to do.
  package let isClosed: Bool

  /// True if the given promise can no longer be kept.
  package var slips: Bool { isClosed ? false : promisedAt.map { Promise.slips($0, plan: plan) } ?? false }
}

/// An order that is not ready and whose promise was warned of or has passed.
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

  package struct New: Sendable {
    package let promisedAt: Instant
    package let reason: String?
    package let told: Promise.Told?
    /// The proxy who was told; nil: the client.
    package let proxyID: Int64?

    package init(promisedAt: Instant, reason: String?, told: Promise.Told?, proxyID: Int64?) {
      self.promisedAt = promisedAt
      self.reason = reason
      self.told = told
      self.proxyID = proxyID
    }
  }

  package func basis(_ orderID: Int64) throws -> PromiseBasis {
    guard let order = try WorkOrderTable(context.db).find(orderID) else { throw Refusal.notFound(.workOrder) }
    let isClosed = order.status.isClosed
    let lines = isClosed ? [] : try OrderLineTable(context.db).all(of: orderID)
    let planner = PromisePlanner(context)
    return PromiseBasis(
      orderID: orderID, version: order.version, promisedAt: order.promisedAt, warnedAt: order.promiseWarnedAt,
      plan: try planner.plan(order, lines), remaining: try planner.remaining(order, lines), isClosed: isClosed)
  }

  /// Gives or moves a promise. A date earlier than possible, or outside working time, needs a reason; without one the
  /// refusal names the obstacles. A date later than the client agreed to needs a reason and the client's word.
  package func give(_ new: New, for orderID: Int64, version: Versions?) throws -> PromiseBasis {
    guard let order = try WorkOrderTable(context.db).find(orderID) else { throw Refusal.notFound(.workOrder) }
    try context.match(version, order.version)
    guard !order.status.isClosed, order.status != .ready else {
      throw try context.refusal([.promiseNotNow(order.number, order.status)], inOrder: orderID)
    }
    // The offered estimate states the date. If we changed it now, approving would set the old date again.
    if order.status == .awaitingApproval, new.promisedAt != order.promisedAt {
      throw try context.refusal([.promiseOffered(order.number)], inOrder: orderID)
    }
    let proxy = try proxy(of: new)
    let plan = try PromisePlanner(context).plan(order, OrderLineTable(context.db).all(of: orderID))
    let zone = context.settings.zone
    var reasons = Promise.reasons(against: new.promisedAt, plan: plan, reason: new.reason, now: context.now, zone: zone)
    reasons += try Promise.reasons(outside: context.hours(), new.promisedAt, reason: new.reason)
    reasons += Promise.reasons(againstMoving: order, to: new.promisedAt, reason: new.reason, told: new.told)
    reasons += proxy?.reasons(against: .approve, for: order.clientID, on: context.today).map { $0.at("/proxy_id") } ?? []
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
    if new.promisedAt != order.promisedAt {
      try PromiseKeeping(context).give(new, for: order, earliest: plan.earliest, userID: try context.userID())
    }
    return try context.settled { try basis(orderID) }
  }

  /// Finds the proxy who was told. Reports all faults of the input at once.
  private func proxy(of new: New) throws -> Proxy? {
    var faults: [Reason] = []
    if new.promisedAt <= context.now { faults.append(.promiseInPast(context.settings.zone, new.promisedAt)) }
    if let reason = Horizon.promise.reason(against: new.promisedAt, now: context.now) { faults.append(reason.at("/promised_at")) }
    let proxy = try new.proxyID.flatMap(ProxyTable(context.db).find)
    if new.proxyID != nil, proxy == nil { faults.append(.proxyUnknown) }
    if new.proxyID != nil, new.told == nil { faults.append(.promiseProxyUntold) }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    return proxy
  }

  package func list(of orderID: Int64, _ page: PageRequest) throws -> Page<Promise> {
    guard try WorkOrderTable(context.db).head(orderID) != nil else { throw Refusal.notFound(.workOrder) }
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
