/// Rules for what can be done with a single line, and when.
extension OrderLine {
  /// Reasons against adding a line. A declined order takes only an agreed fee: labour, such as the diagnosis.
  package static func reasons(againstAdding kind: Kind, to number: String, in status: WorkOrder.Status) -> [Reason] {
    if status.isClosed { return [.workOrderClosed(number)] }
    if !status.takesLines { return [.linesFixed(number, status)] }
    return status == .declined && kind == .part ? [.declinedTakesFees(number)] : []
  }

  /// A decided line is not edited: what was approved is the contract.
  package func reasonsAgainstChange(number: String, status order: WorkOrder.Status) -> [Reason] {
    if order.isClosed { return [.workOrderClosed(number)] }
    if !order.takesLines { return [.linesFixed(number, order)] }
    return status == .proposed ? [] : [.lineDecided(self)]
  }

  /// Reasons against removal. An approved line that is not needed can still be removed, but not a done one or one with
  /// issued parts.
  package func reasonsAgainstRemoval(number: String, status order: WorkOrder.Status) -> [Reason] {
    if order.isClosed { return [.workOrderClosed(number)] }
    if !order.takesLines { return [.linesFixed(number, order)] }
    if issued > .zero { return (status == .done ? [.lineDecided(self)] : []) + [.partIssued(self)] }
    switch status {
    case .proposed, .approved: return []
    case .declined, .done, .removed: return [.lineDecided(self)]
    }
  }

  package func reasonsAgainstDone(
    number: String, status order: WorkOrder.Status, runningClocks: [WorkOrderFacts.RunningClock], zone: Zone
  )
    -> [Reason]
  {
    // The agreed fee of a declined order (the diagnosis) becomes done without a repair.
    let feeOfDeclined = order == .declined && kind == .labour
    if order != .inRepair && !feeOfDeclined { return [.notInRepair(number, order)] }
    if status != .approved { return [.lineNotApproved(self)] }
    var reasons = runningClocks.map { Reason.clockRunning($0, zone) }
    if kind == .part, unissued > .zero { reasons.append(.partNotIssued(self)) }
    return reasons
  }

  /// Reasons against issuing parts: only for an approved line, and at most what was approved.
  package func reasons(againstIssuing quantity: Quantity, number: String, status order: WorkOrder.Status) -> [Reason] {
    if !order.takesIssues { return [.notInRepair(number, order)] }
    if kind != .part || clientSupplied { return [.noStockLine(self)] }
    if status != .approved && status != .done { return [.lineNotApproved(self)] }
    return quantity > unissued ? [.issueAboveLine(self, quantity)] : []
  }

  package func reasons(againstReturning quantity: Quantity, number: String, status order: WorkOrder.Status) -> [Reason] {
    if order.isClosed { return [.workOrderClosed(number)] }
    return quantity > issued ? [.returnAboveIssued(self, quantity)] : []
  }

  package func reasons(againstReserving quantity: Quantity, number: String, status order: WorkOrder.Status) -> [Reason] {
    if !order.takesReservations { return [order.isClosed ? .workOrderClosed(number) : .linesFixed(number, order)] }
    if !needsStock { return [.noStockLine(self)] }
    return quantity > unissued.less(reserved) ? [.reserveAboveLine(self, quantity)] : []
  }
}
