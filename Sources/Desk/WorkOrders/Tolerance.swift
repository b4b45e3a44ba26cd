internal import Domain

/// More than was approved, without asking the client anew: as far as a company's tolerance and the standing instruction go.
struct Tolerance {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// An approved line becomes more or dearer. Back up to what was approved of it, it may always go.
  func reasons(againstRaising old: OrderLine, to new: OrderLine, of order: WorkOrder) throws -> [Reason] {
    guard try isBeyondApproved(new, old.id), new.exceeds(quantity: old.quantity, unitPrice: old.unitPrice, gross: old.gross) else {
      return []
    }
    let payers = try LinePayerTable(context.db).all(ofLine: old.id)
    if payers.contains(where: { $0.role != .client }) { return [.othersPay(new)] }
    let now = try state(of: order)
    return try now.overrun?.reasons(againstMore: new, total: now.total.subtracting(old.gross).adding(new.gross)) ?? []
  }

  /// A line goes in beside the approved work without having been offered.
  func reasons(againstAdding line: OrderLine, to order: WorkOrder) throws -> [Reason] {
    guard order.status.takesSupplements else { return [.toleranceNotNow(order.number, order.status)] }
    // Who pays it must be looked up first, as for every line of such an order.
    if order.kind == .warranty { return [.coverageUnchecked(line)] }
    let now = try state(of: order)
    return try now.overrun?.reasons(againstMore: line, total: now.total.adding(line.gross)) ?? []
  }

  /// Extra work goes on the standing instruction, beside what was approved on it already.
  func reason(againstStanding extra: Money, already: Money, of order: WorkOrder) throws -> Reason? {
    let now = try state(of: order)
    return try now.overrun?.reason(againstExtra: extra, already: already, total: now.total)
  }

  /// What goes beyond the approval is on record, with how far.
  func note(_ line: OrderLine, id: Int64, of order: WorkOrder) throws {
    guard try isBeyondApproved(line, id) else { return }
    let now = try state(of: order)
    try context.record(
      "order_line.within_tolerance", order.subject(ofLine: id),
      [
        .fact("gross_minor", .init(line.gross)), .fact("client_total_minor", .init(now.total)),
        .fact("most_minor", .init(try now.overrun?.most())),
      ])
  }

  private func isBeyondApproved(_ line: OrderLine, _ id: Int64) throws -> Bool {
    guard let agreed = try EstimateLineTable(context.db).approved(id) else { return true }
    return line.exceeds(quantity: agreed.quantity, unitPrice: agreed.unitPrice, gross: agreed.gross)
  }

  /// What the client's part of the work comes to now, and how far it may go: by what was approved of the lines that still stand.
  private func state(of order: WorkOrder) throws -> (total: Money, overrun: Overrun?) {
    let payers = Dictionary(grouping: try LinePayerTable(context.db).all(of: order.id), by: \.orderLineId)
    let standing = try OrderLineTable(context.db).all(of: order.id).filter { $0.status == .approved || $0.status == .done }
    let parts = try standing.map { try WorkOrderFacts.Line($0, payers: payers[$0.id] ?? []).clientGross() }
    return (try Money.sum(parts), try Approved(context).overrun(of: order, lines: Set(standing.map(\.id))))
  }
}
