package import Domain
internal import SQLite

/// A client's reason for not taking an offer as it was.
package struct Objection: Sendable {
  package let id: Int64
  package let orderID: Int64
  package let reason: String
  package let at: Instant
  /// nil: the client objected through a link.
  package let userID: Int64?
}

package struct Objections {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Takes offers back so that they can be made again: the offered estimates are superseded, their links void. A main
  /// offer is taken back whole. Of supplements, `estimate` and its other options are taken back, or all of them if it
  /// is nil.
  package func object(toOffersOf orderID: Int64, version: Versions?, reason: String, estimate: Int64? = nil) throws -> Objection {
    guard let order = try WorkOrderTable(context.db).find(orderID) else { throw Refusal.notFound(.workOrder) }
    try context.match(version, order.version)
    let id = try note(order, reason, estimate)
    return try context.settled {
      guard let objection = try ObjectionTable(context.db).find(id) else { throw Refusal.notFound(.objection) }
      return objection
    }
  }

  private func note(_ order: WorkOrder, _ reason: String, _ estimateID: Int64?) throws -> Int64 {
    let named = try estimateID.map { try offered($0, of: order) }
    let facts = try WorkOrderFactsGatherer(context).gather(order)
    guard let reasons = facts.reasonsAgainstSupplement(.object) else {
      _ = try facts.check(.object)
      return try Objecting(context).object(order, reason)
    }
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: facts.moves()) }
    if let named { return try Objecting(context).object(to: named, order, reason) }
    return try Objecting(context).object(
      toAll: EstimateTable(context.db).live(of: order.id).filter { $0.status == .offered }, order, reason)
  }

  /// Finds an estimate of the order that is offered now.
  private func offered(_ id: Int64, of order: WorkOrder) throws -> Estimate {
    guard let estimate = try EstimateTable(context.db).find(id), estimate.workOrderID == order.id else {
      throw Refusal.invalid(.estimateUnknown(id).at("/estimate_id"))
    }
    guard estimate.status == .offered else {
      let reasons = estimate.reasonsAgainstDecision(now: context.now, zone: context.settings.zone)
      throw try context.refusal(reasons.map { $0.at("/estimate_id") }, inOrder: order.id)
    }
    return estimate
  }

  package func list(of orderID: Int64, _ page: PageRequest) throws -> Page<Objection> {
    guard try WorkOrderTable(context.db).head(orderID) != nil else { throw Refusal.notFound(.workOrder) }
    return try Page(ObjectionTable(context.db).page(of: orderID, page), page) { Cursor(key: .integer($0.id), id: $0.id) }
  }
}

/// Records an objection, made at the desk or through a link.
struct Objecting {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// Objects to the main offer: all offers are taken back and the order returns to estimating.
  func object(_ order: WorkOrder, _ reason: String) throws -> Int64 {
    let id = try object(toAll: EstimateTable(context.db).live(of: order.id).filter { $0.status == .offered }, order, reason)
    try WorkOrderTable(context.db).move(order.id, from: .awaitingApproval, to: .estimating)
    try context.record(
      .workOrderObjected, Subject(.workOrder, order.id, client: order.clientID, vehicle: order.vehicleID, workOrder: order.id),
      [.change("status", .init(order.status), .init(WorkOrder.Status.estimating)), .fact("objection_id", .integer(id))])
    return id
  }

  /// Objects to extra work: the supplement and its other options are taken back, the approved work goes on.
  @discardableResult
  func object(to supplement: Estimate, _ order: WorkOrder, _ reason: String) throws -> Int64 {
    try object(toAll: [supplement] + EstimateTable(context.db).openOptions(beside: supplement.id), order, reason)
  }

  func object(toAll offered: [Estimate], _ order: WorkOrder, _ reason: String) throws -> Int64 {
    let id = try ObjectionTable(context.db).insert(reason, of: order.id, at: context.now, userID: context.actor.userID)
    try context.record(
      .objectionMade, Subject(.objection, id, client: order.clientID, vehicle: order.vehicleID, workOrder: order.id),
      [.fact("estimate_ids", .ids(offered.map(\.id)))])
    for estimate in offered { try Outdating(context).supersede(estimate, because: .objection) }
    return id
  }
}
