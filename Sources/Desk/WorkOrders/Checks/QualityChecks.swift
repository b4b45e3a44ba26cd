package import Domain

/// Checks of finished work by somebody who did not do it.
package struct QualityChecks {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package struct New: Sendable {
    package let passed: Bool
    package let note: String?
    /// A manager's reason for checking work of their own.
    package let overrideReason: String?

    package init(passed: Bool, note: String?, overrideReason: String?) {
      self.passed = passed
      self.note = note
      self.overrideReason = overrideReason
    }
  }

  /// Records a check. A failed one leaves the order in repair. A pass needs all approved labour done and no running clock.
  package func check(_ orderID: Int64, version: Versions?, _ new: New) throws -> QualityCheck {
    guard let order = try WorkOrderTable(context.db).find(orderID) else { throw Refusal.notFound(.workOrder) }
    try context.match(version, order.version)
    guard let user = try UserTable(context.db).find(try context.userID()) else { throw Refusal.notFound(.user) }
    let facts = try WorkOrderFactsGatherer(context).gather(order)
    var reasons = QualityCheck.reasons(
      againstCheckBy: user, workers: facts.workers, overrideReason: new.overrideReason, number: order.number, status: order.status)
    if new.passed, order.status == .inRepair { reasons += unfinished(facts) }
    guard reasons.isEmpty else { throw try context.refusal(reasons, inOrder: orderID) }
    let check = QualityCheck(
      id: 0, workOrderID: orderID, userID: user.id, passed: new.passed, note: new.note, overrideReason: new.overrideReason, at: context.now)
    let id = try QualityCheckTable(context.db).insert(check)
    try context.record(
      new.passed ? .qualityCheckPassed : .qualityCheckFailed,
      Subject(.qualityCheck, id, client: order.clientID, vehicle: order.vehicleID, workOrder: orderID),
      Detail.words("note", new.note) + Detail.words("override_reason", new.overrideReason))
    return try context.settled {
      guard let kept = try QualityCheckTable(context.db).find(id) else { throw Refusal.notFound(.qualityCheck) }
      return kept
    }
  }

  package func list(of orderID: Int64, _ page: PageRequest) throws -> Page<QualityCheck> {
    guard try WorkOrderTable(context.db).head(orderID) != nil else { throw Refusal.notFound(.workOrder) }
    return try Page(QualityCheckTable(context.db).page(of: orderID, page), page) { Cursor(key: .integer($0.id), id: $0.id) }
  }

  private func unfinished(_ facts: WorkOrderFacts) -> [Reason] {
    facts.lines.map(\.line).filter { $0.kind == .labour && $0.status == .approved }.map { .labourNotDone($0) }
      + facts.runningClocks.map { .clockRunning($0, facts.zone) }
  }
}
