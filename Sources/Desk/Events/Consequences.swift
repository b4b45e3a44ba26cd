internal import Domain

/// Consequences of events. Read each case as «when this has happened, that is done too», in the same transaction.
/// Nothing else in the desk reacts to events.
struct Consequences {
  let context: Context
  init(_ context: Context) { self.context = context }

  func follow(_ event: Event) throws {
    // The order's response has changed, so its version rises, and with it the ETag.
    if let order = event.subject.workOrderID {
      try WorkOrderTable(context.db).raiseVersion(order)
      // Total and parts status follow from the order's lines. Complaints and clockings do not change them.
      if event.subject.kind != .complaint, event.subject.kind != .clocking { try OrderSums(context).refresh(order) }
      if event.subject.kind == .workOrder { try PromiseKeeping(context).follow(order) }
    }
    switch event.type {
    // An estimate is a snapshot of its lines. When one of them changes, nobody may agree to the estimate any more.
    case .orderLineChanged, .orderLineRemoved, .orderLineSubstituted, .orderLinePayersChanged, .orderLineCoverageChecked,
      .orderLineClaimRefused:
      try Outdating(context).supersede(holding: event.subject.id, because: .lineChanged)
    // An estimate's date is part of the snapshot too: approved, it would set the old promise again.
    case .workOrderPromised: try Outdating(context).supersedePromised(of: event.subject.id)
    case .workOrderOpened, .workOrderDelivered: try raiseBeside(event)
    case .workOrderCancelled:
      try Outdating(context).supersedeAll(of: event.subject.id, because: .orderCancelled)
      try raiseBeside(event)
    // An order's response shows its client, its car and its advisor.
    case .clientChanged, .clientErased: try WorkOrderTable(context.db).raiseVersions(ofClient: event.subject.id)
    case .userChanged, .userActive, .userDisabled:
      if event.changes("name") { try WorkOrderTable(context.db).raiseVersions(ofAdvisor: event.subject.id) }
    case .vehicleChanged, .vehicleTransferred, .vehicleMerged, .vehicleMergeUndone:
      try WorkOrderTable(context.db).raiseVersions(ofVehicle: event.subject.id)
    // Documents or parts have changed, so the unbilled work of a car that has left is computed again.
    case .documentIssued, .documentCredited, .orderLineReturned:
      if let order = event.subject.workOrderID { try Unbilled(context).refresh(order) }
    // Parts may come later or not at all. A promise that cannot be kept is warned of before it is broken.
    case .orderLineOnOrder, .orderLineOffOrder, .orderLineUnreserved, .orderLineReservationLost:
      if let order = event.subject.workOrderID { try PromiseKeeping(context).look(order) }
    // Work was added without a new promise to the client, so the promise is checked too.
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
