internal import Domain
internal import SQLite

/// Keeps the total and the parts status of an order in its row, so that a list of fifty orders need not read the lines.
struct OrderSums {
  let context: Context
  init(_ context: Context) { self.context = context }

  func refresh(_ order: Int64) throws {
    let lines = try OrderLineTable(context.db).all(of: order)
    let total = try Money.sum(lines.filter(\.stands).map(\.gross))
    let before = try context.db.first("SELECT parts_status, status, total_minor FROM work_orders WHERE id = ?", order) { row in
      try (parts: row[0] as WorkOrder.PartsStatus, status: row[1] as WorkOrder.Status, total: row[2] as Money)
    }
    // Refuse only a growing total: an order from before the limit may come down step by step.
    if total > before?.total ?? .zero, let reason = total.reasonAgainstSize() { throw Refusal.conflict(reason) }
    let parts = WorkOrder.PartsStatus(lines, closed: before?.status.isClosed ?? false)
    try WorkOrderTable(context.db).keepSums(order, total: total, parts: parts)
    // Record when an order starts and stops waiting for parts. Stage times are computed from these events.
    if let before = before?.parts, before != parts, let head = try WorkOrderTable(context.db).head(order) {
      try context.record(
        .workOrderPartsChanged, head.subject(.workOrder, order, order: order), [.change("parts_status", .init(before), .init(parts))]
      )
    }
  }
}
