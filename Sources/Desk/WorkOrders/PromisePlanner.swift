internal import Domain
internal import SQLite

/// Computes when an order can be ready at the earliest, from its parts, its labour and the mechanics' load.
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

  /// Labour left to do: norm-hours less the hours clocked on each line, never below zero.
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

  /// Deliveries that a line waits for. If the expected day has passed without the part, tomorrow is assumed.
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
    guard let source = try table.source(ofPart: part) else { throw Refusal.notFound(.part) }
    let zone = context.settings.zone
    let actual = try source.supplierID.map { try table.leadTimes(ofSupplier: $0) } ?? []
    return LeadTime(
      actualDays: actual.map { zone.day(of: $0.receivedAt).rawValue - zone.day(of: $0.sentAt).rawValue },
      statedForPart: source.statedForPart,
      stated: source.stated)
  }

  // MARK: Mechanics

  /// The load of each mechanic: hours worked today and hours for other orders. Work that nobody is assigned to is
  /// shared by all. Once the order's own work is assigned, only its mechanics count, each with a share of it.
  private func loads(_ order: WorkOrder, _ lines: [OrderLine]) throws -> [MechanicLoad] {
    let mechanics = try table.mechanics()
    let backlog = try table.backlog(beside: order.id, now: context.now)
    let today = try table.workedToday(since: context.settings.zone.instant(of: context.today), now: context.now)
    let own = try assigned(order, lines, among: Set(mechanics.map(\.id)))
    let loads = try MechanicLoad.sharing(
      backlog.first { $0.mechanicID == nil }?.hours ?? .zero,
      among: mechanics.map { mechanic in
        MechanicLoad(
          name: mechanic.name, hoursPerDay: mechanic.hoursPerDay,
          committed: backlog.first { $0.mechanicID == mechanic.id }?.hours ?? .zero, assigned: own[mechanic.id] ?? .zero,
          workedToday: today[mechanic.id] ?? .zero)
      })
    let hired = zip(mechanics, loads).filter { own[$0.0.id] != nil }.map(\.1)
    return hired.isEmpty ? loads : hired
  }

  /// Remaining hours of the order's assigned lines by mechanic, shared evenly among the active mechanics of a line.
  private func assigned(_ order: WorkOrder, _ lines: [OrderLine], among there: Set<Int64>) throws -> [Int64: Quantity] {
    let worked = try table.worked(inOrder: order.id, now: context.now)
    let hands = Dictionary(grouping: try LineMechanicTable(context.db).all(of: order.id).filter { there.contains($0.user) }, by: \.line)
    var own: [Int64: Quantity] = [:]
    for line in lines.filter(isToDo) {
      guard let hands = hands[line.id] else { continue }
      let shares = line.quantity.less(worked[line.id] ?? .zero).split(by: hands.map { _ in .one })
      for (hand, share) in zip(hands, shares) { own[hand.user] = try (own[hand.user] ?? .zero).adding(share) }
    }
    return own
  }
}
