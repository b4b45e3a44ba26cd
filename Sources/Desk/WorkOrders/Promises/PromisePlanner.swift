internal import Domain
internal import SQLite

/// Computes when an order can be ready at the earliest, from its parts, its labour and the mechanics' load. One instance
/// reads the mechanics' load once, for all orders that it plans.
struct PromisePlanner {
  private let context: Context
  private let table: PromisePlanTable
  private let workshop: Workshop
  init(_ context: Context) {
    self.context = context
    table = PromisePlanTable(context.db)
    workshop = Workshop(context)
  }

  func plan(_ order: WorkOrder, _ lines: [OrderLine]) throws -> PromisePlan {
    let lines = lines.filter(\.stands)
    let left = try left(order, lines)
    let remaining = try Quantity.sum(left.map(\.hours))
    return try PromisePlan(
      parts: awaited(order, lines), remaining: remaining, mechanics: remaining > .zero ? loads(order, left) : [],
      calendar: context.hours(), now: context.now)
  }

  /// Labour left to do: norm-hours less the hours clocked on each line, never below zero.
  func remaining(_ order: WorkOrder, _ lines: [OrderLine]) throws -> Quantity {
    try Quantity.sum(left(order, lines.filter(\.stands)).map(\.hours))
  }

  /// A labour line that is still to do, with its remaining hours.
  private struct Left {
    let line: Int64
    let hours: Quantity
  }

  private func left(_ order: WorkOrder, _ lines: [OrderLine]) throws -> [Left] {
    let labour = lines.filter(isToDo)
    let worked = labour.isEmpty ? [:] : try table.worked(inOrder: order.id, now: context.now)
    return labour.map { Left(line: $0.id, hours: $0.quantity.less(worked[$0.id] ?? .zero)) }
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
    if line.short > .zero || deliveries.contains(where: { $0.expectedOn == nil }), let part = line.partID {
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
  private func loads(_ order: WorkOrder, _ left: [Left]) throws -> [MechanicLoad] {
    let mechanics = try workshop.mechanics()
    let backlog = try workshop.backlog(beside: order)
    let today = try workshop.workedToday()
    let own = try assigned(order, left, among: Set(mechanics.map(\.id)))
    let loads = try MechanicLoad.sharing(
      backlog[nil] ?? .zero,
      among: mechanics.map { mechanic in
        MechanicLoad(
          name: mechanic.name, hoursPerDay: mechanic.hoursPerDay, committed: backlog[mechanic.id] ?? .zero,
          assigned: own[mechanic.id] ?? .zero, workedToday: today[mechanic.id] ?? .zero)
      })
    let hired = zip(mechanics, loads).filter { own[$0.0.id] != nil }.map(\.1)
    return hired.isEmpty ? loads : hired
  }

  /// Remaining hours of the order's assigned lines by mechanic, shared evenly among the active mechanics of a line.
  private func assigned(_ order: WorkOrder, _ left: [Left], among there: Set<Int64>) throws -> [Int64: Quantity] {
    guard !left.isEmpty else { return [:] }
    let hands = Dictionary(grouping: try LineMechanicTable(context.db).all(of: order.id).filter { there.contains($0.user) }, by: \.line)
    var own: [Int64: Quantity] = [:]
    for line in left {
      guard let hands = hands[line.line] else { continue }
      let shares = line.hours.split(by: hands.map { _ in .one })
      for (hand, share) in zip(hands, shares) { own[hand.user] = try (own[hand.user] ?? .zero).adding(share) }
    }
    return own
  }
}

/// The mechanics and their load, read when first needed and kept for the next orders. Planning an order and warning of
/// its promise do not change them.
private final class Workshop {
  private let context: Context
  private let table: PromisePlanTable
  private var known: [PromisePlanTable.Mechanic]?
  private var today: [Int64: Quantity]?
  private var hours: [Int64?: Quantity]?
  init(_ context: Context) {
    self.context = context
    table = PromisePlanTable(context.db)
  }

  func mechanics() throws -> [PromisePlanTable.Mechanic] {
    let mechanics = try known ?? table.mechanics()
    known = mechanics
    return mechanics
  }

  func workedToday() throws -> [Int64: Quantity] {
    let worked = try today ?? table.workedToday(since: context.settings.zone.instant(of: context.today), now: context.now)
    today = worked
    return worked
  }

  /// Hours by mechanic, nil for work that nobody is assigned to: the whole backlog less the order's own part.
  func backlog(beside order: WorkOrder) throws -> [Int64?: Quantity] {
    var backlog = try hours ?? Dictionary(table.backlog(now: context.now).map { ($0.mechanicID, $0.hours) }, uniquingKeysWith: { $1 })
    hours = backlog
    for own in try table.backlog(of: order.id, now: context.now) { backlog[own.mechanicID] = backlog[own.mechanicID]?.less(own.hours) }
    return backlog
  }
}
