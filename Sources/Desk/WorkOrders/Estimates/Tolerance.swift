internal import Domain

/// Allows more than was approved without asking the client again, within the company's tolerance and the standing
/// instruction. The client's part stays within that limit, whatever steps lead there.
struct Tolerance {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// Raises the quantity or price of an approved line. Up to the approved figure this is allowed, unless other lines
  /// have used the difference.
  func reasons(againstRaising old: OrderLine, to new: OrderLine, of order: WorkOrder) throws -> [Reason] {
    guard new.exceeds(quantity: old.quantity, unitPrice: old.unitPrice, gross: old.gross) else { return [] }
    let isBeyond = try isBeyondApproved(new, old.id)
    let work = try work(of: order)
    if isBeyond, work.payers[old.id]?.contains(where: { $0.role != .client }) ?? false { return [.othersPay(new)] }
    let after = try state(work.with(new))
    if isBeyond { return try after.overrun?.reasons(againstMore: new, total: after.total) ?? [] }
    return try after.total > state(work).total ? reasons(againstComingTo: after, with: new) : []
  }

  /// Adds a line to approved work without an offer.
  func reasons(againstAdding line: OrderLine, to order: WorkOrder) throws -> [Reason] {
    guard order.status.takesSupplements else { return [.toleranceNotNow(order.number, order.status)] }
    // In a warranty order every line needs a coverage check first, which says who pays.
    if order.kind == .warranty { return [.coverageUnchecked(line)] }
    var added = line
    added.status = .approved
    let after = try state(work(of: order).with(added))
    return try after.overrun?.reasons(againstMore: line, total: after.total) ?? []
  }

  /// Removes an approved line and with it the approved sum. Other lines must not have grown on that sum.
  func reasons(againstRemoving line: OrderLine, from order: WorkOrder) throws -> [Reason] {
    let work = try work(of: order)
    let (before, after) = try (state(work), state(work.without(line)))
    guard let most = try after.overrun?.most(), let earlier = try before.overrun?.most(), after.isBeyond, after.total > most,
      try after.total.subtracting(most) > before.total.subtracting(earlier)
    else { return [] }
    return [.aboveToleranceWithout(line, after.total, most)]
  }

  /// Lowers another payer's part of an approved line and raises the client's.
  func reasons(againstCharging line: OrderLine, of order: WorkOrder) throws -> [Reason] {
    try reasons(againstComingTo: state(work(of: order)), with: line)
  }

  /// Checks extra work under the standing instruction, together with what was approved on it before.
  func reason(againstStanding extra: Money, already: Money, of order: WorkOrder) throws -> Reason? {
    let now = try state(work(of: order))
    return try now.overrun?.reason(againstExtra: extra, already: already, total: now.total)
  }

  /// Records a line that goes beyond its approval, with the client's total and its limit.
  func note(_ line: OrderLine, id: Int64, of order: WorkOrder) throws {
    guard try isBeyondApproved(line, id) else { return }
    let now = try state(work(of: order))
    try context.record(
      .orderLineWithinTolerance, order.subject(ofLine: id),
      [
        .fact("gross_minor", .init(line.gross)), .fact("client_total_minor", .init(now.total)),
        .fact("most_minor", .init(try now.overrun?.most())),
      ])
  }

  private func isBeyondApproved(_ line: OrderLine, _ id: Int64) throws -> Bool {
    guard let agreed = try EstimateLineTable(context.db).approved(id) else { return true }
    return line.exceeds(quantity: agreed.quantity, unitPrice: agreed.unitPrice, gross: agreed.gross)
  }

  /// Refuses a total above the limit, unless every line stays within what the client agreed to for it.
  private func reasons(againstComingTo state: State, with line: OrderLine) throws -> [Reason] {
    guard state.isBeyond, let most = try state.overrun?.most(), state.total > most else { return [] }
    return [.aboveTolerance(line, state.total, most)]
  }

  // MARK: Totals

  /// The lines of an order, as stored or with a change applied.
  private struct Work {
    let order: WorkOrder
    private(set) var lines: [OrderLine]
    let payers: [Int64: [LinePayer]]

    func with(_ line: OrderLine) -> Work { changed { $0.without(line).lines + [line] } }
    func without(_ line: OrderLine) -> Work { changed { $0.lines.filter { $0.id != line.id } } }
    private func changed(_ lines: (Work) -> [OrderLine]) -> Work {
      var work = self
      work.lines = lines(self)
      return work
    }

    init(_ order: WorkOrder, _ lines: [OrderLine], _ payers: [Int64: [LinePayer]]) {
      self.order = order
      self.lines = lines
      self.payers = payers
    }
  }

  /// The client's total, its limit by the approvals of the lines that stand, and whether any line exceeds what was
  /// agreed for it. A deductible that moved from one shared line to another does not count as exceeding.
  private struct State {
    let total: Money
    let overrun: Overrun?
    let isBeyond: Bool
  }

  private func work(of order: WorkOrder) throws -> Work {
    let payers = Dictionary(grouping: try LinePayerTable(context.db).all(of: order.id), by: \.orderLineID)
    return Work(order, try OrderLineTable(context.db).all(of: order.id), payers)
  }

  private func state(_ work: Work) throws -> State {
    let order = work.order
    let split = try work.payers.isEmpty ? [:] : LineSplits(context).reckoned(work.lines, work.payers, of: order.id, client: order.clientID)
    let agreed = Dictionary(
      try EstimateLineTable(context.db).approved(ofOrder: order.id).map { ($0.orderLineID, $0) }, uniquingKeysWith: { $1 })
    let standing = work.lines.filter { $0.status == .approved || $0.status == .done }
    var total = Money.zero
    var isBeyond = false
    for line in standing {
      let payers = split[line.id] ?? []
      var part = try WorkOrderFacts.Line(line, payers: payers).clientGross()
      let item = agreed[line.id]
      if let item, item.clientGross < item.gross, payers.contains(where: { $0.role != .client }) { part = min(part, item.clientGross) }
      if part > item?.clientGross ?? .zero { isBeyond = true }
      total = try total.adding(part)
    }
    return State(
      total: total, overrun: try Approved(context).overrun(of: order, lines: Set(standing.map(\.id))), isBeyond: isBeyond)
  }
}
