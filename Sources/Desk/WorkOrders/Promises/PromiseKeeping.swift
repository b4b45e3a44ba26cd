internal import Domain
internal import SQLite

/// Records what happens to a promise: given, moved, warned of, kept or broken. Every promise stays on record.
struct PromiseKeeping {
  private let context: Context
  private let planner: PromisePlanner
  init(_ context: Context) {
    self.context = context
    planner = PromisePlanner(context)
  }

  /// Gives a promise; the one before becomes `moved`. `earliest` is the earliest possible time as known to the caller;
  /// nil: computed here.
  func give(_ new: Promises.New, for order: WorkOrder, earliest: Instant?, userID: Int64) throws {
    let table = PromiseTable(context.db)
    if let last = try table.latest(of: order.id), last.outcome == nil { try table.settle(last.id, .moved) }
    let possible = try earliest ?? plan(order)?.earliest ?? new.promisedAt
    _ = try table.insert(
      Promise(
        id: 0, workOrderID: order.id, promisedAt: new.promisedAt, earliestAt: possible, reason: new.reason, clientTold: new.told,
        proxyID: new.proxyID, givenAt: context.now, userID: userID))
    try WorkOrderTable(context.db).promise(order.id, new.promisedAt)
    try Timers(context).set(.promiseWarning, order.id, at: warning(of: new.promisedAt))
    try context.record(
      .workOrderPromised, subject(order),
      [
        .change("promised_at", .init(order.promisedAt), .time(new.promisedAt)), .fact("earliest_at", .time(possible)),
        .fact("client_told", .init(new.told)), .fact("proxy_id", .init(new.proxyID)),
      ] + Detail.words("reason", new.reason))
  }

  /// The time of the warning, after three quarters of the working time until the promise. Without working time in
  /// between, three quarters of the plain time.
  private func warning(of promisedAt: Instant) throws -> Instant {
    let calendar = try context.hours()
    let minutes = calendar.workingMinutes(from: context.now, to: promisedAt)
    if minutes > 0, let at = calendar.add(workingMinutes: minutes - minutes / 4, to: context.now), at < promisedAt { return at }
    let span = max(0, promisedAt.rawValue.subtractingReportingOverflow(context.now.rawValue).partialValue)
    return context.now.adding(milliseconds: span / 4 * 3)
  }

  /// Warns that three quarters of the time are over and the car is not ready.
  func warnOfTime(_ orderID: Int64) throws {
    guard let order = try open(orderID) else { return }
    try warn(order, because: "time", earliest: plan(order)?.earliest)
  }

  /// Warns as soon as moved parts or added work make a promise impossible, not when it is broken. A promise that was
  /// too early when it was given is warned of only if the earliest time has become later since. `lines`: the order's
  /// lines if the caller has read them; nil: read here.
  func look(_ orderID: Int64, because reason: StaticString, lines: [OrderLine]?) throws {
    guard let order = try open(orderID), let promisedAt = order.promisedAt, order.promiseWarnedAt == nil,
      let plan = try plan(order, lines), Promise.slips(promisedAt, plan: plan),
      let promise = try PromiseTable(context.db).latest(of: orderID), plan.earliest > promise.earliestAt
    else { return }
    try warn(order, because: reason, earliest: plan.earliest)
  }

  private func warn(_ order: WorkOrder, because reason: StaticString, earliest: Instant?) throws {
    guard try WorkOrderTable(context.db).noteWarned(order.id, at: context.now) else { return }
    try context.record(
      .workOrderPromiseAtRisk, subject(order),
      [.fact("promised_at", .init(order.promisedAt)), .fact("reason", .text("\(reason)")), .fact("earliest_at", .init(earliest))])
  }

  /// Follows the order's status: `ready` keeps or breaks the promise, rework opens it again, a cancellation clears its timer.
  func follow(_ orderID: Int64) throws {
    guard let promise = try PromiseTable(context.db).latest(of: orderID), let order = try WorkOrderTable(context.db).brief(orderID) else {
      return
    }
    switch order.status {
    case .ready where promise.outcome == nil:
      try PromiseTable(context.db).settle(promise.id, Promise.outcome(promisedAt: promise.promisedAt, readyAt: context.now))
      try Timers(context).clear(.promiseWarning, orderID)
    case .inRepair where promise.outcome != nil: try PromiseTable(context.db).settle(promise.id, nil)
    case .cancelled: try Timers(context).clear(.promiseWarning, orderID)
    default: break
    }
  }

  /// An order whose promise is still open: neither ready nor closed.
  private func open(_ id: Int64) throws -> WorkOrder? {
    guard let order = try WorkOrderTable(context.db).find(id), !order.status.isClosed, order.status != .ready else { return nil }
    return order
  }

  /// nil if the work does not fit into the calendar.
  private func plan(_ order: WorkOrder, _ lines: [OrderLine]? = nil) throws -> PromisePlan? {
    do { return try planner.plan(order, lines ?? OrderLineTable(context.db).all(of: order.id)) } catch is Refusal { return nil }
  }

  private func subject(_ order: WorkOrder) -> Subject {
    Subject(.workOrder, order.id, client: order.clientID, vehicle: order.vehicleID, workOrder: order.id)
  }
}
