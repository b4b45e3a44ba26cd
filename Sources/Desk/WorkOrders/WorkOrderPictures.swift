package import Domain
internal import SQLite

/// Shows whole orders and their lines.
package struct WorkOrderPictures {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// `told`: what is worth knowing of the deed that this answers.
  package func find(_ id: Int64, moves: Bool = false, told: [Reason] = []) -> Lent<WorkOrderPicture> {
    Lent(id) { body in
      let found = try WorkOrderPictureTable(context.db).lend(id) { row in
        body(WorkOrderPicture(row.again, context, moves: moves ? try self.moves(id).moves : nil, told: told))
      }
      guard found else { throw Refusal.notFound(.workOrder) }
    }
  }

  /// Every deed with all that stands against it, for the one who asks, now.
  package func moves(_ id: Int64) throws -> (order: WorkOrder, moves: [Move]) {
    guard let order = try WorkOrderTable(context.db).find(id) else { throw Refusal.notFound(.workOrder) }
    return (order, try WorkOrderFactsGatherer(context).gather(order).moves())
  }

  /// One line as it stands now.
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
  /// Refuses something in an order and says what may be done with the order instead; a client with a link is told no more than why.
  func refusal(_ reasons: [Reason], inOrder id: Int64) throws -> Refusal {
    .conflict(reasons, moves: actor.userID == nil ? [] : try WorkOrderPictures(self).moves(id).moves)
  }
}
