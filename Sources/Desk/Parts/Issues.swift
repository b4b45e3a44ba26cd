package import Domain
internal import SQLite

/// Handing parts out to an order, and taking them back.
package struct Issues {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// The line as the store sees it.
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

  package func issue(orderID: Int64, lineID: Int64, version: Int64?, quantity: Quantity, locationID: Int64?) throws -> Line {
    try deed(orderID, lineID, version) {
      try Stock(context).issue(lineID: lineID, quantity: quantity, locationID: locationID)
    }
  }

  package func giveBack(
    orderID: Int64, lineID: Int64, version: Int64?, quantity: Quantity, locationID: Int64?, reason: String?
  ) throws -> Line {
    try deed(orderID, lineID, version) {
      try Stock(context).giveBack(lineID: lineID, quantity: quantity, locationID: locationID, reason: reason)
    }
  }

  /// Parts move only while the order is being worked on, and only for what the client approved.
  private func deed(_ orderID: Int64, _ lineID: Int64, _ version: Int64?, _ body: () throws -> Void) throws -> Line {
    let table = IssueTable(context.db)
    guard let state = try table.state(orderID: orderID, lineID: lineID) else { throw Refusal.notFound("order_line") }
    try context.match(version, state.orderVersion)
    var reasons: [Reason] = []
    if !state.orderStatus.takesIssues { reasons.append(.orderNotInWork(state.number, status: state.orderStatus)) }
    if state.lineStatus != .approved { reasons.append(.lineNotApproved(status: state.lineStatus)) }
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
    try body()
    return try context.settled {
      guard let line = try table.line(lineID) else { throw Refusal.notFound("order_line") }
      return line
    }
  }
}

struct IssueTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  struct State {
    let number: String
    let orderStatus: WorkOrder.Status
    let lineStatus: OrderLine.Status
    let orderVersion: Int64
  }

  func state(orderID: Int64, lineID: Int64) throws -> State? {
    try db.first(
      """
      SELECT o.number, o.status, l.status, (SELECT version FROM work_order_versions WHERE work_order_id = o.id) FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id
      WHERE l.id = ? AND l.work_order_id = ?
      """, lineID, orderID
    ) { row in try State(number: row[0], orderStatus: row[1], lineStatus: row[2], orderVersion: row[3]) }
  }

  func line(_ id: Int64) throws -> Issues.Line? {
    try db.first(
      """
      SELECT l.id, l.work_order_id, l.part_id, l.quantity, l.reserved, l.on_order, l.issued, l.issued_cost_minor, (SELECT version FROM work_order_versions WHERE work_order_id = o.id)
      FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id WHERE l.id = ?
      """, id
    ) { row in
      try Issues.Line(
        id: row[0], workOrderID: row[1], partID: row[2], quantity: row[3], reserved: row[4], onOrder: row[5], issued: row[6],
        issuedCost: row[7], orderVersion: row[8])
    }
  }
}
