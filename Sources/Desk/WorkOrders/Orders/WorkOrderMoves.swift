package import Domain

/// Moves of an order as a whole. Each gathers the facts, asks the rules and writes the change. The update is keyed by
/// the old status as well, in case it changed meanwhile. Offers and decisions are in `Estimates` and `Deciding`.
package struct WorkOrderMoves {
  private let context: Context
  private let table: WorkOrderTable
  package init(_ context: Context) {
    self.context = context
    table = WorkOrderTable(context.db)
  }

  package func estimate(_ id: Int64, version: Versions?) throws -> Lent<WorkOrderPicture> { try plain(.estimate, id, version) }
  package func reoffer(_ id: Int64, version: Versions?) throws -> Lent<WorkOrderPicture> { try plain(.reoffer, id, version) }
  package func start(_ id: Int64, version: Versions?) throws -> Lent<WorkOrderPicture> { try plain(.start, id, version) }

  private func plain(_ move: WorkOrder.Move, _ id: Int64, _ version: Versions?) throws -> Lent<WorkOrderPicture> {
    let order = try order(id, version)
    return try carryOut(order, move, WorkOrderFactsGatherer(context).gather(order).check(move))
  }

  /// Finishes the work. Approved lines become done; lines never offered wait for the next visit.
  package func ready(_ id: Int64, version: Versions?) throws -> Lent<WorkOrderPicture> {
    let order = try order(id, version)
    let facts = try WorkOrderFactsGatherer(context).gather(order)
    let next = try facts.check(.ready)
    let declinedAt = order.status == .declined ? try WorkOrderFactsTable(context.db).declinedAt(id) : nil
    for item in facts.lines where item.line.stands { try finish(item.line, declinedAt: declinedAt) }
    try LineSplits(context).refresh(id, client: order.clientID)
    try table.complete(id, at: context.now)
    return try carryOut(order, .ready, next)
  }

  /// Returns an order to repair. It must be checked again.
  package func rework(_ id: Int64, version: Versions?, reason: String) throws -> Lent<WorkOrderPicture> {
    let order = try order(id, version)
    let next = try WorkOrderFactsGatherer(context).gather(order).check(.rework)
    try table.reopenWork(id)
    try WorkOrderFactsTable(context.db).voidQualityChecks(of: id, at: context.now)
    return try carryOut(order, .rework, next, Detail.words("reason", reason))
  }

  /// Cancels an order. Before repair everybody who keeps orders may do so, in repair only a manager. Reserved and
  /// ordered parts go to other lines that wait.
  package func cancel(_ id: Int64, version: Versions?, reason: String) throws -> Lent<WorkOrderPicture> {
    let order = try order(id, version)
    let facts = try WorkOrderFactsGatherer(context).gather(order)
    let next = try facts.check(.cancel)
    try table.move(id, from: order.status, to: next)
    try table.close(id, reason: reason, at: context.now)
    // Record the cancellation before the lines are removed, so that estimates end with `order_cancelled`, not `line_changed`.
    try record(order, .cancel, next, Detail.words("reason", reason))
    for item in facts.lines where !item.billed && (item.line.status == .proposed || item.line.status == .approved) {
      try LineRemoval(context).takeOut(item.line.id, from: item.line.status, of: order)
    }
    for item in facts.lines where item.line.reserved > .zero || item.line.onOrder > .zero {
      try Stock(context).release(lineID: item.line.id)
    }
    return try context.settled { WorkOrderPictures(context).find(id) }
  }

  // MARK: Handing over

  /// The person who took the car, and what became of the old parts.
  package struct Collection: Sendable {
    package let by: String?
    package let proxyID: Int64?
    package let identifiedBy: String?
    package let oldParts: WorkOrder.OldPartsOutcome?

    package init(by: String?, proxyID: Int64?, identifiedBy: String?, oldParts: WorkOrder.OldPartsOutcome?) {
      self.by = by
      self.proxyID = proxyID
      self.identifiedBy = identifiedBy
      self.oldParts = oldParts
    }
  }

  /// Hands over the car of a finished order, paid or on credit. The warranties of the repair start.
  package func deliver(_ id: Int64, version: Versions?, _ collection: Collection) throws -> Lent<WorkOrderPicture> {
    let order = try order(id, version)
    let facts = try WorkOrderFactsGatherer(context).gather(order)
    let handOver = try handOver(collection)
    let reasons = try facts.reasons(against: .deliver) + against(handOver, of: order)
    guard reasons.isEmpty, let next = order.status.after(.deliver) else { throw Refusal.conflict(reasons, moves: facts.moves()) }
    try table.handOver(id, handOver, oldParts: collection.oldParts, at: context.now)
    try table.close(id, reason: nil, at: context.now)
    try startWarranties(order, facts.lines.map(\.line))
    return try carryOut(order, .deliver, next, facts: handOver, collection)
  }

  /// Hands over the car of a cancelled order. The hand-over is recorded, and the bill must be settled, as for any
  /// other order.
  package func handOver(_ id: Int64, version: Versions?, _ collection: Collection) throws -> Lent<WorkOrderPicture> {
    let order = try order(id, version)
    let facts = try WorkOrderFactsGatherer(context).gather(order)
    let handOver = try handOver(collection)
    let reasons = try facts.reasonsAgainstHandOver + against(handOver, of: order)
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: facts.moves()) }
    try table.handOver(id, handOver, oldParts: collection.oldParts, at: context.now)
    try Unbilled(context).refresh(id)
    try context.record(.workOrderHandedOver, order.subject, details(handOver, collection))
    return try context.settled { WorkOrderPictures(context).find(id) }
  }

  private func handOver(_ collection: Collection) throws -> HandOver {
    let proxy = try collection.proxyID.flatMap(ProxyTable(context.db).find)
    if collection.proxyID != nil, proxy == nil { throw Refusal.invalid(.noSuchProxy.at("/proxy_id")) }
    return HandOver(collectedBy: collection.by ?? proxy?.name, proxy: proxy, identifiedBy: collection.identifiedBy)
  }

  private func against(_ handOver: HandOver, of order: WorkOrder) throws -> [Reason] {
    guard let client = try ClientTable(context.db).find(order.clientID) else { throw Refusal.notFound(.client) }
    return handOver.reasons(client: client, by: context.actor.role, on: context.today)
  }

  private func details(_ handOver: HandOver, _ collection: Collection) -> [Detail] {
    var details: [Detail] = [.fact("proxy_id", .init(collection.proxyID)), .fact("old_parts_outcome", .init(collection.oldParts))]
    details.notePersonal("collected_by", nil, handOver.collectedBy)
    details.notePersonal("identified_by", nil, handOver.identifiedBy)
    return details
  }

  private func startWarranties(_ order: WorkOrder, _ lines: [OrderLine]) throws {
    let terms = RepairWarranty(months: Int64(context.settings.repairWarrantyMonths), km: context.settings.repairWarrantyKm)
    for line in lines {
      guard let coverage = terms.coverage(of: line, order: order, on: context.today, at: context.now) else { continue }
      let id = try CoverageTable(context.db).insert(coverage)
      try context.record(
        .coverageCreated, Subject(.coverage, id, client: order.clientID, vehicle: order.vehicleID),
        [.fact("kind", .init(coverage.kind)), .fact("line_id", .integer(line.id)), .fact("until_on", .date(coverage.untilOn))])
    }
  }

  // MARK: Helpers

  private func order(_ id: Int64, _ version: Versions?) throws -> WorkOrder {
    guard let order = try table.find(id) else { throw Refusal.notFound(.workOrder) }
    try context.match(version, order.version)
    return order
  }

  private func carryOut(
    _ order: WorkOrder, _ move: WorkOrder.Move, _ next: WorkOrder.Status, _ facts: [Detail] = []
  ) throws -> Lent<WorkOrderPicture> {
    try table.move(order.id, from: order.status, to: next)
    try record(order, move, next, facts)
    return try context.settled { WorkOrderPictures(context).find(order.id) }
  }

  private func carryOut(
    _ order: WorkOrder, _ move: WorkOrder.Move, _ next: WorkOrder.Status, facts handOver: HandOver, _ collection: Collection
  ) throws -> Lent<WorkOrderPicture> { try carryOut(order, move, next, details(handOver, collection)) }

  private func record(_ order: WorkOrder, _ move: WorkOrder.Move, _ next: WorkOrder.Status, _ facts: [Detail]) throws {
    try context.record(move.event, order.subject, [.change("status", .init(order.status), .init(next))] + facts)
  }

  /// Settles a line when the work ends. Approved labour is done already; the rules require it. Labour agreed on after
  /// a refusal is a fee and becomes done. A part is done when all of it is issued; the rules refuse `ready` while
  /// anything is missing. Lines never offered are declined and wait for the next visit.
  private func finish(_ line: OrderLine, declinedAt: Instant?) throws {
    let lines = OrderLineTable(context.db)
    switch (line.status, line.kind) {
    case (.proposed, .labour) where declinedAt.map { line.createdAt >= $0 } ?? false:
      try lines.move(line.id, from: .proposed, to: .done, doneAt: context.now)
    case (.proposed, _):
      try lines.move(line.id, from: .proposed, to: .declined)
      if line.kind == .part { try Stock(context).release(lineID: line.id) }
    case (.approved, .part): try lines.move(line.id, from: .approved, to: .done, doneAt: context.now)
    default: break
    }
  }
}

extension WorkOrder.Move {
  /// The event type that records the move.
  var event: EventType {
    switch self {
    case .estimate: .workOrderEstimating
    case .offer: .workOrderOffered
    case .approve: .workOrderApproved
    case .decline: .workOrderDeclined
    case .object: .workOrderObjected
    case .reoffer: .workOrderReoffered
    case .start: .workOrderStarted
    case .ready: .workOrderReady
    case .rework: .workOrderReworked
    case .deliver: .workOrderDelivered
    case .cancel: .workOrderCancelled
    }
  }
}
