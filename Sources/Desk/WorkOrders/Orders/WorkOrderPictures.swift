package import Domain
internal import SQLite

/// Shows complete orders and single lines.
package struct WorkOrderPictures {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// `told`: notices about the change that this answers.
  package func find(_ id: Int64, moves: Bool = false, told: [Reason] = []) -> Lent<WorkOrderPicture> {
    Lent(id) { body in
      let found = try WorkOrderPictureTable(context.db).lend(id) { row in
        try body(WorkOrderPicture(row.again, context, moves: moves ? self.moves(id).moves : nil, told: told))
      }
      guard found else { throw Refusal.notFound(.workOrder) }
    }
  }

  /// Every move of an order with all reasons against it, for this caller now.
  package func moves(_ id: Int64) throws -> (order: WorkOrder, moves: [PossibleMove]) {
    guard let order = try WorkOrderTable(context.db).find(id) else { throw Refusal.notFound(.workOrder) }
    return (order, try WorkOrderFactsGatherer(context).gather(order).moves())
  }

  /// One line as it is now.
  package func line(_ id: Int64, of order: Int64) -> Lent<OrderLinePicture> {
    Lent(id) { body in
      guard let head = try WorkOrderTable(context.db).head(order) else { throw Refusal.notFound(.orderLine) }
      let beside = try LinesBeside(ofLine: id, context.db)
      let found = try OrderLineTable(context.db).lend(id, of: order) { row in
        body(try OrderLinePicture(row.again, beside, orderVersion: head.version, isClosed: head.isClosed))
      }
      guard found else { throw Refusal.notFound(.orderLine) }
    }
  }
}

extension Context {
  /// Refuses a change in an order and names the moves that are possible instead. A client with a link gets only the reasons.
  func refusal(_ reasons: [Reason], inOrder id: Int64) throws -> Refusal {
    .conflict(reasons, moves: actor.userID == nil ? [] : try WorkOrderPictures(self).moves(id).moves)
  }
}
