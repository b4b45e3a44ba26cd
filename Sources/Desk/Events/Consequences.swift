internal import Domain

/// What follows from what. Each line is a rule of the house: read it as "when this has happened, that is done too",
/// in the same transaction. Nothing else in the desk reacts to anything.
struct Consequences {
  let context: Context
  init(_ context: Context) { self.context = context }

  func follow(_ event: Event) throws {
    // Whatever an order's answer shows has changed: its version rises, and with it the ETag.
    if let order = event.subject.workOrderID {
      try WorkOrderTable(context.db).raiseVersion(order)
      // Its total and the state of its parts follow from its lines, which words and clocks do not touch.
      if event.subject.kind != .complaint, event.subject.kind != .clocking { try OrderSums(context).refresh(order) }
      if event.subject.kind == .workOrder { try PromiseKeeping(context).follow(order) }
    }
    switch event.type {
    // An estimate is a snapshot of its lines: once one of them is another, nobody may agree to it any more.
    case .orderLineChanged, .orderLineRemoved, .orderLineSubstituted, .orderLinePayersChanged, .orderLineCoverageChecked,
      .orderLineClaimRefused:
      try Outdating(context).supersede(holding: event.subject.id, because: .lineChanged)
    // So is its date: approved, it would take the promise back to where it was.
    case .workOrderPromised: try Outdating(context).supersedePromised(of: event.subject.id)
    case .workOrderOpened, .workOrderDelivered: try raiseBeside(event)
    case .workOrderCancelled:
      try Outdating(context).supersedeAll(of: event.subject.id, because: .orderCancelled)
      try raiseBeside(event)
    // An order's answer shows its client, its car and its advisor.
    case .clientChanged, .clientErased: try WorkOrderTable(context.db).raiseVersions(ofClient: event.subject.id)
    case .userChanged, .userActive, .userDisabled:
      if event.changes("name") { try WorkOrderTable(context.db).raiseVersions(ofAdvisor: event.subject.id) }
    case .vehicleChanged, .vehicleTransferred, .vehicleMerged, .vehicleMergeUndone:
      try WorkOrderTable(context.db).raiseVersions(ofVehicle: event.subject.id)
    // The car has left, and what it was billed with is no more.
    case .documentIssued, .documentCredited, .orderLineReturned:
      if let order = event.subject.workOrderID { try Unbilled(context).refresh(order) }
    // Parts come later or not at all: a promise that cannot be kept is told before it is broken.
    case .orderLineOnOrder, .orderLineOffOrder, .orderLineUnreserved, .orderLineReservationLost:
      if let order = event.subject.workOrderID { try PromiseKeeping(context).look(order) }
    // So is more work: it was put in without a new promise to the client.
    case .orderLineWithinTolerance:
      if let order = event.subject.workOrderID { try PromiseKeeping(context).look(order, because: "work") }
    default: break
    }
    if event.subject.kind == .purchaseOrder { try PromiseKeeping(context).look(waitingFor: event.subject.id) }
  }

  private func raiseBeside(_ event: Event) throws {
    guard let vehicle = event.subject.vehicleID else { return }
    try WorkOrderTable(context.db).raiseVersions(beside: event.subject.id, onVehicle: vehicle)
  }
}
