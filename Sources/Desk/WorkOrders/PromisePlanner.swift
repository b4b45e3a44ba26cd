internal import Domain
internal import SQLite

/// Reckons when an order can be ready at the earliest, and from what.
struct PromisePlanner {
  private let context: Context
  private let table: PromisePlanTable
  init(_ context: Context) {
    self.context = context
    table = PromisePlanTable(context.db)
  }

  func plan(_ order: WorkOrder) throws -> PromisePlan { try plan(order, WorkOrderFactsGatherer(context).gather(order).lines) }

  func plan(_ order: WorkOrder, _ lines: [WorkOrderFacts.Line]) throws -> PromisePlan {
    let lines = lines.map(\.line).filter(\.stands)
    return try PromisePlan(
      parts: awaited(order, lines), remaining: remaining(order, lines), mechanics: loads(order, lines), calendar: context.settings.calendar,
      now: context.now)
  }

  /// What is left of the labour: norm-hours less what was clocked on the line, never below zero.
  func remaining(_ order: WorkOrder, _ lines: [OrderLine]) throws -> Quantity {
    let worked = try table.worked(inOrder: order.id, now: context.now)
    return try Quantity.sum(lines.filter(isToDo).map { $0.quantity.less(worked[$0.id] ?? .zero) })
  }

  private func isToDo(_ line: OrderLine) -> Bool { line.kind == .labour && (line.status == .proposed || line.status == .approved) }

  // MARK: Parts

  private func awaited(_ order: WorkOrder, _ lines: [OrderLine]) throws -> [AwaitedPart] {
    let missing = lines.filter { $0.unissued.less($0.reserved) > .zero }
    guard !missing.isEmpty else { return [] }
    let deliveries = Dictionary(grouping: try table.deliveries(of: order.id), by: \.lineID)
    return try missing.flatMap { try awaited($0, deliveries[$0.id] ?? []) }
  }

  /// A date that has passed without the part having come is not believed: it comes tomorrow at the earliest.
  private func awaited(_ line: OrderLine, _ deliveries: [PromisePlanTable.Delivery]) throws -> [AwaitedPart] {
    var parts = deliveries.compactMap { delivery in
      delivery.expectedOn.map { day in
        AwaitedPart(
          title: line.title, source: .purchaseOrder(delivery.number, expectedOn: day < context.today ? context.today.adding(1) : day))
      }
    }
    if line.short > .zero || deliveries.contains(where: { $0.expectedOn == nil }), let part = line.partId {
      parts.append(AwaitedPart(title: line.title, source: .leadTime(try leadTime(ofPart: part))))
    }
    return parts
  }

  private func leadTime(ofPart part: Int64) throws -> LeadTime {
    guard let source = try table.source(ofPart: part) else { throw Refusal.notFound("part") }
    let zone = context.settings.zone
    let actual = try source.supplierID.map { try table.leadTimes(ofSupplier: $0) } ?? []
    return LeadTime(
      actualDays: actual.map { zone.day(of: $0.receivedAt).rawValue - zone.day(of: $0.sentAt).rawValue },
      statedForPart: source.statedForPart,
      stated: source.stated)
  }

  // MARK: Hands

  /// Each mechanic with what other orders still take of them. What nobody is assigned to is shared by their hours a day.
  /// Once the order's own work is assigned, only those mechanics count.
  private func loads(_ order: WorkOrder, _ lines: [OrderLine]) throws -> [MechanicLoad] {
    let mechanics = try table.mechanics()
    let backlog = try table.backlog(beside: order.id, now: context.now)
    let open = try Quantity.sum(backlog.filter { $0.mechanicID == nil }.map(\.hours))
    let daily = try Quantity.sum(mechanics.map(\.hoursPerDay))
    let toDo = Set(lines.filter(isToDo).map(\.id))
    let own = Set(try LineMechanicTable(context.db).all(of: order.id).filter { toDo.contains($0.line) }.map(\.user))
    let hired = mechanics.filter { own.contains($0.id) }
    return try (hired.isEmpty ? mechanics : hired).map { mechanic in
      let share = try Money(rounding: Int128(open.rawValue) * Int128(mechanic.hoursPerDay.rawValue), over: Int128(daily.rawValue))
      let assigned = backlog.first { $0.mechanicID == mechanic.id }?.hours ?? .zero
      return MechanicLoad(
        name: mechanic.name, hoursPerDay: mechanic.hoursPerDay, committed: try assigned.adding(Quantity(thousandths: share.rawValue)))
    }
  }
}
