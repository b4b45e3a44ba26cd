internal import Domain
internal import SQLite

/// Supersedes estimates that the client may no longer agree to. Their links become void and their timers are cleared.
struct Outdating {
  private let context: Context
  init(_ context: Context) { self.context = context }

  func supersede(_ estimate: Estimate, because cause: Estimate.SupersededReason) throws {
    try EstimateTable(context.db).supersede(estimate.id, because: cause)
    try ApprovalLinkTable(context.db).void(of: estimate.id, at: context.now)
    try Timers(context).clear(.estimateExpiry, estimate.id)
    guard let order = try WorkOrderTable(context.db).head(estimate.workOrderID) else { return }
    try context.record(
      .estimateSuperseded, order.subject(.estimate, estimate.id, order: estimate.workOrderID),
      [.change("status", .init(estimate.status), "superseded"), .fact("reason", .init(cause))])
  }

  /// Supersedes the open estimates that hold a changed line.
  func supersede(holding line: Int64, because cause: Estimate.SupersededReason) throws {
    for estimate in try EstimateTable(context.db).live(holding: line) { try supersede(estimate, because: cause) }
  }

  func supersedeAll(of order: Int64, because cause: Estimate.SupersededReason) throws {
    for estimate in try EstimateTable(context.db).live(of: order) { try supersede(estimate, because: cause) }
  }

  /// Supersedes the open estimates whose date a moved promise outdates. An estimate that asks for more time than both
  /// dates stays.
  func supersedePromised(of order: Int64) throws {
    guard let (old, new) = try PromiseTable(context.db).move(of: order) else { return }
    for estimate in try EstimateTable(context.db).live(of: order) where Promise.outdates(estimate.promisedAt, from: old, to: new) {
      try supersede(estimate, because: .promiseMoved)
    }
  }

  /// Ends an expired offer. If the order then waits for no other offer, it returns to estimating and can be offered again.
  func expire(_ id: Int64) throws {
    guard let estimate = try EstimateTable(context.db).find(id), estimate.status == .offered else { return }
    try supersede(estimate, because: .expired)
    try lapse(estimate.workOrderID)
  }

  /// Returns a waiting order to estimating if no main offer is open any more.
  func lapse(_ order: Int64) throws {
    guard let brief = try WorkOrderTable(context.db).brief(order), brief.status == .awaitingApproval,
      try !EstimateTable(context.db).live(of: order).contains(where: { $0.status == .offered && $0.kind == .main })
    else { return }
    try WorkOrderTable(context.db).move(order, from: .awaitingApproval, to: .estimating)
    try context.record(
      .workOrderOfferLapsed, brief.head.subject(.workOrder, order, order: order),
      [.change("status", .init(brief.status), .init(WorkOrder.Status.estimating))])
  }
}
