internal import Domain

/// Updates what follows from an order's lines, status and documents: the sums in its row, its promise, its unbilled work.
/// One instance settles all orders of a round, so that the mechanics' load is read once.
struct OrderSettling {
  private let context: Context
  private let promises: PromiseKeeping
  init(_ context: Context) {
    self.context = context
    promises = PromiseKeeping(context)
  }

  func settle(_ order: TouchedOrder) throws {
    let lines = order.lines ? try OrderLineTable(context.db).all(of: order.id) : nil
    if let lines { try keepSums(of: order.id, lines) }
    if order.status { try promises.follow(order.id) }
    if order.billing { try Unbilled(context).refresh(order.id) }
    if let reason = order.risk { try promises.look(order.id, because: reason, lines: lines) }
  }

  /// Keeps the total and the parts status of an order in its row, so that a list of fifty orders need not read the lines.
  private func keepSums(of order: Int64, _ lines: [OrderLine]) throws {
    guard let before = try WorkOrderTable(context.db).sums(of: order) else { return }
    let total = try Money.sum(lines.filter(\.stands).map(\.gross))
    // Refuse only a growing total: an order from before the limit may come down step by step.
    if total > before.total, let reason = total.reasonAgainstSize() { throw Refusal.conflict(reason) }
    let parts = WorkOrder.PartsStatus(lines, closed: before.status.isClosed)
    guard total != before.total || parts != before.parts else { return }
    try WorkOrderTable(context.db).keepSums(order, total: total, parts: parts)
    // Record when an order starts and stops waiting for parts. Stage times are computed from these events.
    if parts != before.parts, let head = try WorkOrderTable(context.db).head(order) {
      try context.record(
        .workOrderPartsChanged, head.subject(.workOrder, order, order: order), [.change("parts_status", .init(before.parts), .init(parts))]
      )
    }
  }
}
