internal import Domain

/// What follows from what. Each line is a rule of the house: read it as "when this has happened, that is done too",
/// in the same savepoint. Nothing else in the desk reacts to anything.
struct Consequences {
  let context: Context
  init(_ context: Context) { self.context = context }

  func follow(_ event: Event) throws {
    // Whatever an order's answer shows has changed: its version rises, and with it the ETag.
    if let order = event.subject.workOrderID {
      try WorkOrderTable(context.db).raiseVersion(order)
      // Its total and the state of its parts follow from its lines, which words and clocks do not touch.
      if !["complaint", "clocking"].contains(event.subject.kind) { try OrderSums(context).refresh(order) }
    }
  }
}
