internal import Domain

/// Takes a line out of its order and records it. Used for removal by hand, for cancelled orders, losing options and
/// returned parts.
struct LineRemoval {
  private let context: Context
  init(_ context: Context) { self.context = context }

  func takeOut(_ id: Int64, from status: OrderLine.Status, of order: WorkOrder) throws {
    try OrderLineTable(context.db).move(id, from: status, to: .removed)
    try context.record(
      .orderLineRemoved, order.subject(ofLine: id), [.change("status", .init(status), .init(OrderLine.Status.removed))])
  }
}
