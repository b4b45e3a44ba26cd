internal import Domain

/// What an order's row says of its lines: their total and how far its parts are. Both follow from the lines and are kept
/// so that a list of fifty orders need not look at them.
struct OrderSums {
  let context: Context
  init(_ context: Context) { self.context = context }

  func refresh(_ order: Int64) throws {
    let lines = try OrderLineTable(context.db).all(of: order)
    let total = try Money.sum(lines.filter(\.stands).map(\.gross))
    try WorkOrderTable(context.db).keepSums(order, total: total, parts: WorkOrder.PartsStatus(lines))
  }
}
