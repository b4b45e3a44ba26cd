internal import Domain
internal import SQLite

/// What an order's row says of its lines: their total and how far its parts are. Both follow from the lines and are kept
/// so that a list of fifty orders need not look at them.
struct OrderSums {
  let context: Context
  init(_ context: Context) { self.context = context }

  func refresh(_ order: Int64) throws {
    let lines = try OrderLineTable(context.db).all(of: order)
    let total = try Money.sum(lines.filter(\.stands).map(\.gross))
    let before = try context.db.first("SELECT parts_status, status, total_minor FROM work_orders WHERE id = ?", order) { row in
      try (parts: row[0] as WorkOrder.PartsStatus, status: row[1] as WorkOrder.Status, total: row[2] as Money)
    }
    // An order from before the limit may come down to it step by step.
    if total > before?.total ?? .zero, let reason = total.reasonAgainstSize() { throw Refusal.conflict(reason) }
    let parts = WorkOrder.PartsStatus(lines, closed: before?.status.isClosed ?? false)
    try WorkOrderTable(context.db).keepSums(order, total: total, parts: parts)
    // History keeps when an order began and ceased to wait for parts: the stage times are read from it.
    if let before = before?.parts, before != parts, let head = try WorkOrderTable(context.db).head(order) {
      try context.record(
        .workOrderPartsChanged, head.subject(.workOrder, order, order: order), [.change("parts_status", .init(before), .init(parts))]
      )
    }
  }
}
