internal import Domain

/// Assigns mechanics to labour lines and marks lines as done.
package struct LineWork {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func assign(_ id: Int64, of orderID: Int64, version: Versions?, mechanics: [Int64]) throws -> Lent<OrderLinePicture> {
    let order = try OrderLines(context).order(orderID, version)
    let line = try OrderLines(context).find(id, of: orderID)
    var reasons: [Reason] = order.status.isClosed ? [.workOrderClosed(order.number)] : []
    if line.kind != .labour { reasons.append(.labourOnly) }
    guard reasons.isEmpty else { throw try context.refusal(reasons, inOrder: orderID) }
    var faults: [Reason] = []
    try LineDrafts(context).check(mechanics: mechanics, &faults)
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    let old = try LineMechanicTable(context.db).all(ofLine: id)
    let new = Set(mechanics).sorted()
    if new == old { return WorkOrderPictures(context).line(id, of: orderID) }
    try LineMechanicTable(context.db).replace(ofLine: id, with: new)
    try context.record(.orderLineMechanicsChanged, order.subject(ofLine: id), [.change("mechanic_ids", .ids(old), .ids(new))])
    return try context.settled { WorkOrderPictures(context).line(id, of: orderID) }
  }

  /// Marks a line as done. A mechanic who does so on a labour line without mechanics is assigned to it. Earlier
  /// quality checks become void.
  package func finish(_ id: Int64, of orderID: Int64, version: Versions?) throws -> Lent<OrderLinePicture> {
    let order = try OrderLines(context).order(orderID, version)
    let line = try OrderLines(context).find(id, of: orderID)
    let clocks = try WorkOrderFactsTable(context.db).runningClocks(ofLine: id)
    let reasons = line.reasonsAgainstDone(
      number: order.number, status: order.status, runningClocks: clocks, zone: context.settings.zone)
    guard reasons.isEmpty else { throw try context.refusal(reasons, inOrder: orderID) }
    try OrderLineTable(context.db).move(id, from: .approved, to: .done, doneAt: context.now)
    let mechanics = LineMechanicTable(context.db)
    if line.kind == .labour, context.actor.role == .mechanic, let user = context.actor.userID, try mechanics.all(ofLine: id).isEmpty {
      try mechanics.replace(ofLine: id, with: [user])
    }
    try WorkOrderFactsTable(context.db).voidQualityChecks(of: orderID, at: context.now)
    try context.record(
      .orderLineDone, order.subject(ofLine: id), [.change("status", .init(line.status), .init(OrderLine.Status.done))])
    return try context.settled { WorkOrderPictures(context).line(id, of: orderID) }
  }

  /// Sets a done line back to approved, because an advisor found the work unfinished.
  package func resume(_ id: Int64, of orderID: Int64, version: Versions?, reason: String) throws -> Lent<OrderLinePicture> {
    let order = try OrderLines(context).order(orderID, version)
    let line = try OrderLines(context).find(id, of: orderID)
    var reasons: [Reason] = order.status == .inRepair ? [] : [.notInRepair(order.number, order.status)]
    if line.status != .done { reasons.append(.lineNotDone(line)) }
    guard reasons.isEmpty else { throw try context.refusal(reasons, inOrder: orderID) }
    try OrderLineTable(context.db).move(id, from: .done, to: .approved)
    try WorkOrderFactsTable(context.db).voidQualityChecks(of: orderID, at: context.now)
    try context.record(
      .orderLineResumed, order.subject(ofLine: id),
      [.change("status", .init(line.status), .init(OrderLine.Status.approved))] + Detail.words("reason", reason))
    return try context.settled { WorkOrderPictures(context).line(id, of: orderID) }
  }
}

extension Reason {
  static func lineNotDone(_ line: OrderLine) -> Reason {
    Reason("line_not_done", en: "«\(line.title)» is not done.", ru: "«\(line.title)» не выполнена.")
  }
}
