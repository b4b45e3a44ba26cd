internal import Domain

/// More than was approved, without asking the client anew: as far as a company's tolerance and the standing instruction go. Whatever steps
/// lead there, the client's part of the work comes to no more than that.
struct Tolerance {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// An approved line becomes more or dearer. Back up to what was approved of it, it goes as long as nothing else has used what it left.
  func reasons(againstRaising old: OrderLine, to new: OrderLine, of order: WorkOrder) throws -> [Reason] {
    guard new.exceeds(quantity: old.quantity, unitPrice: old.unitPrice, gross: old.gross) else { return [] }
    let isBeyond = try isBeyondApproved(new, old.id)
    let work = try work(of: order)
    if isBeyond, work.payers[old.id]?.contains(where: { $0.role != .client }) ?? false { return [.othersPay(new)] }
    let after = try state(work.with(new))
    if isBeyond { return try after.overrun?.reasons(againstMore: new, total: after.total) ?? [] }
    return try after.total > state(work).total ? reasons(againstComingTo: after, with: new) : []
  }

  /// A line goes in beside the approved work without having been offered.
  func reasons(againstAdding line: OrderLine, to order: WorkOrder) throws -> [Reason] {
    guard order.status.takesSupplements else { return [.toleranceNotNow(order.number, order.status)] }
    // Who pays it must be looked up first, as for every line of such an order.
    if order.kind == .warranty { return [.coverageUnchecked(line)] }
    var added = line
    added.status = .approved
    let after = try state(work(of: order).with(added))
    return try after.overrun?.reasons(againstMore: line, total: after.total) ?? []
  }

  /// An approved line is taken out, and what was approved of it with it: the rest may not have grown on that.
  func reasons(againstRemoving line: OrderLine, from order: WorkOrder) throws -> [Reason] {
    let work = try work(of: order)
    let (before, after) = try (state(work), state(work.without(line)))
    guard let most = try after.overrun?.most(), let earlier = try before.overrun?.most(), after.isBeyond, after.total > most,
      try after.total.subtracting(most) > before.total.subtracting(earlier)
    else { return [] }
    return [.aboveToleranceWithout(line, after.total, most)]
  }

  /// Somebody else pays less of an approved line, and the client more of it.
  func reasons(againstCharging line: OrderLine, of order: WorkOrder) throws -> [Reason] {
    try reasons(againstComingTo: state(work(of: order)), with: line)
  }

  /// Extra work goes on the standing instruction, beside what was approved on it already.
  func reason(againstStanding extra: Money, already: Money, of order: WorkOrder) throws -> Reason? {
    let now = try state(work(of: order))
    return try now.overrun?.reason(againstExtra: extra, already: already, total: now.total)
  }

  /// What goes beyond the approval is on record, with how far.
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

  /// Where no line goes beyond what the client agreed to, every line may be what the client agreed to.
  private func reasons(againstComingTo state: State, with line: OrderLine) throws -> [Reason] {
    guard state.isBeyond, let most = try state.overrun?.most(), state.total > most else { return [] }
    return [.aboveTolerance(line, state.total, most)]
  }

  // MARK: What the work comes to

  /// The lines of an order, as they are or as they would be.
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

  /// What the client's part comes to, how far it may go by what was approved of the lines that stand, and whether any line goes beyond
  /// what was agreed of it. A deductible that has moved from one line that others pay to another is nothing the client pays beyond that.
  private struct State {
    let total: Money
    let overrun: Overrun?
    let isBeyond: Bool
  }

  private func work(of order: WorkOrder) throws -> Work {
    let payers = Dictionary(grouping: try LinePayerTable(context.db).all(of: order.id), by: \.orderLineId)
    return Work(order, try OrderLineTable(context.db).all(of: order.id), payers)
  }

  private func state(_ work: Work) throws -> State {
    let order = work.order
    let split = try work.payers.isEmpty ? [:] : LineSplits(context).reckoned(work.lines, work.payers, of: order.id, client: order.clientId)
    let agreed = Dictionary(
      try EstimateLineTable(context.db).approved(ofOrder: order.id).map { ($0.orderLineId, $0) }, uniquingKeysWith: { $1 })
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
