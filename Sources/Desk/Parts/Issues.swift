package import Domain

/// Issues parts to an order and takes them back.
package struct Issues {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// An order line as the store sees it.
  package struct Line: Sendable {
    package let id: Int64
    package let workOrderID: Int64
    package let partID: Int64?
    package let quantity: Quantity
    package let reserved: Quantity
    package let onOrder: Quantity
    package let issued: Quantity
    package let issuedCost: Money
    package let orderVersion: Int64
  }

  package func issue(orderID: Int64, lineID: Int64, version: Versions?, quantity: Quantity, locationID: Int64?) throws -> Line {
    try deed(orderID: orderID, lineID: lineID, version, against: reasonsAgainstIssue) { _ in
      try Stock(context).issue(lineID: lineID, quantity: quantity, locationID: locationID)
    }
  }

  /// Takes issued parts back. A billed line must be credited first, else the client would pay for parts that lie in
  /// the store. On a cancelled order, a part that is wholly back is removed from the order.
  package func giveBack(
    orderID: Int64, lineID: Int64, version: Versions?, quantity: Quantity, locationID: Int64?, reason: String?
  ) throws -> Line {
    try deed(orderID: orderID, lineID: lineID, version, against: reasonsAgainstReturn) { state in
      try Stock(context).giveBack(lineID: lineID, quantity: quantity, locationID: locationID, reason: reason)
      if state.orderStatus == .cancelled { try takeOut(lineID, of: orderID, state.lineStatus) }
    }
  }

  private func takeOut(_ lineID: Int64, of orderID: Int64, _ status: OrderLine.Status) throws {
    guard let order = try WorkOrderTable(context.db).find(orderID), let line = try OrderLineTable(context.db).find(lineID),
      line.issued == .zero
    else { return }
    try LineRemoval(context).takeOut(lineID, from: status, of: order)
    try LineSplits(context).refresh(orderID, client: order.clientID)
  }

  /// Parts are issued only while the order is worked on, for lines that the client approved and that are not done yet.
  private func reasonsAgainstIssue(_ state: IssueTable.State) -> [Reason] {
    var reasons: [Reason] = []
    if !state.orderStatus.takesIssues { reasons.append(.orderNotInWork(state.number, status: state.orderStatus)) }
    if !state.takesStock { return reasons + [.lineWithoutStock] }
    switch state.lineStatus {
    case .approved: break
    case .done: reasons.append(.partFitted(state.title))
    case .proposed, .declined, .removed: reasons.append(.lineNotApproved(status: state.lineStatus))
    }
    return reasons
  }

  private func reasonsAgainstReturn(_ state: IssueTable.State) -> [Reason] {
    var reasons: [Reason] = []
    if !state.orderStatus.takesReturns { reasons.append(.orderNotInWork(state.number, status: state.orderStatus)) }
    if !state.takesStock { return reasons + [.lineWithoutStock] }
    if state.issued == .zero {
      reasons.append(.returnAboveIssued(.zero))
    } else if state.lineStatus == .done, state.orderStatus != .cancelled {
      reasons.append(.partFitted(state.title))
    }
    if let document = state.document { reasons.append(.partBilled(document)) }
    return reasons
  }

  private func deed(
    orderID: Int64, lineID: Int64, _ version: Versions?, against: (IssueTable.State) -> [Reason],
    _ body: (IssueTable.State) throws -> Void
  ) throws -> Line {
    let table = IssueTable(context.db)
    guard let state = try table.state(orderID: orderID, lineID: lineID) else { throw Refusal.notFound(.orderLine) }
    try context.match(version, state.orderVersion)
    let reasons = against(state)
    guard reasons.isEmpty else { throw try context.refusal(reasons, inOrder: orderID) }
    try body(state)
    return try context.settled {
      guard let line = try table.line(lineID) else { throw Refusal.notFound(.orderLine) }
      return line
    }
  }
}
