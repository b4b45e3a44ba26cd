internal import Domain

/// Consequences of events. Read each case as «when this has happened, that is done too», in the same transaction.
/// Nothing else in the desk reacts to events. `Context.settle` calls it in rounds, because consequences record events too.
struct Consequences {
  let context: Context
  init(_ context: Context) { self.context = context }

  /// Settles each order that a round of events has touched, once however many events touched it. Then follows the events one by one.
  func follow(_ events: ArraySlice<Event>) throws {
    var touched = TouchedOrders()
    for event in events { try note(event, in: &touched) }
    let settling = OrderSettling(context)
    for order in touched.inTurn { try settling.settle(order) }
    for event in events { try follow(event) }
  }

  /// Raises the version of each order in the events, and with it the ETag, because the order's response has changed. The version rises
  /// once, however many events there are.
  func raiseVersions(after events: ArraySlice<Event>) throws {
    var raised: Set<Int64> = []
    for event in events {
      guard let order = event.subject.workOrderID, raised.insert(order).inserted else { continue }
      try WorkOrderTable(context.db).raiseVersion(order)
    }
  }

  // MARK: Orders

  private func note(_ event: Event, in touched: inout TouchedOrders) throws {
    if let order = event.subject.workOrderID { note(event, of: order, in: &touched) }
    // A purchase order may bring parts later or not at all, so the promise of every order that waits for it is checked.
    if event.subject.kind == .purchaseOrder {
      for order in try PromisePlanTable(context.db).orders(waitingFor: event.subject.id) { touched.risk(order, "parts") }
    }
  }

  private func note(_ event: Event, of order: Int64, in touched: inout TouchedOrders) {
    switch event.type {
    // Consequences record these events. They change no line and not the order's status.
    case .workOrderPartsChanged, .workOrderPromiseAtRisk, .estimateSuperseded: return
    // Parts may come later or not at all. A promise that cannot be kept is warned of before it is broken.
    case .orderLineOnOrder, .orderLineOffOrder, .orderLineUnreserved, .orderLineReservationLost: touched.risk(order, "parts")
    // Work was added without a new promise to the client, so the promise is checked too.
    case .orderLineWithinTolerance: touched.risk(order, "work")
    // Documents or parts have changed, so the unbilled work of a car that has left is computed again.
    case .documentIssued, .documentCredited, .orderLineReturned: touched.billing(order)
    default: break
    }
    // Total and parts status follow from the order's lines. Complaints and clockings do not change them.
    if event.subject.kind != .complaint, event.subject.kind != .clocking { touched.lines(order) }
    // The order's status keeps its promise, breaks it or opens it again.
    if event.subject.kind == .workOrder { touched.status(order) }
  }

  // MARK: Single events

  private func follow(_ event: Event) throws {
    switch event.type {
    // An estimate is a snapshot of its lines. When one of them changes, nobody may agree to the estimate any more.
    case .orderLineChanged, .orderLineRemoved, .orderLineSubstituted, .orderLinePayersChanged, .orderLineCoverageChecked,
      .orderLineClaimRefused:
      try Outdating(context).supersede(holding: event.subject.id, because: .lineChanged)
    // An estimate's date is part of the snapshot too: approved, it would set the old promise again.
    case .workOrderPromised: try Outdating(context).supersedePromised(of: event.subject.id)
    // Other open orders on the car warn of this one, or no longer do.
    case .workOrderOpened: try raiseBeside(event)
    case .workOrderDelivered:
      try raiseBeside(event)
      // The visit is over, so its client may be asked how it was.
      try SurveySampling(context).delivered(event.subject)
    case .workOrderCancelled:
      try Outdating(context).supersedeAll(of: event.subject.id, because: .orderCancelled)
      try raiseBeside(event)
      try SurveySampling(context).cancelled(event.subject)
    // An answer may resolve its ticket.
    case .ticketResolved, .ticketAnswered: try SurveySampling(context).answered(ticket: event.subject.id)
    // An order's response shows its client, its car and its advisor.
    case .clientChanged:
      try WorkOrderTable(context.db).raiseVersions(ofClient: event.subject.id)
      if event.changesPersonal("phones") || event.changesPersonal("emails") { try linkContacts(event.subject.id) }
      if event.changes("tier") { try SLARounds(context).recount(client: event.subject.id) }
    case .clientErased: try WorkOrderTable(context.db).raiseVersions(ofClient: event.subject.id)
    // Somebody who wrote before there was a card, or whose telephone was on two cards, is that client from now on.
    case .clientCreated: try linkContacts(event.subject.id)
    // Another card's tier counts for the tickets that came along.
    case .clientMerged:
      try linkContacts(event.subject.id)
      try SLARounds(context).recount(client: event.subject.id)
    case .clientMergedInto, .clientMergeUndone: try SLARounds(context).recount(client: event.subject.id)
    // Employees hear of their tickets outside the desk too.
    case .ticketMentioned, .ticketAssigned, .ticketSLABreached, .ticketAnswerFailed: try Notices(context).follow(event)
    // The targets and the hours of tickets may be others now.
    case .calendarChanged, .channelChanged, .slaPolicyCreated, .slaPolicyChanged: try SLARounds(context).start()
    case .userChanged, .userActive, .userDisabled:
      if event.changes("name") { try WorkOrderTable(context.db).raiseVersions(ofAdvisor: event.subject.id) }
    case .vehicleChanged, .vehicleTransferred, .vehicleMerged, .vehicleMergeUndone:
      try WorkOrderTable(context.db).raiseVersions(ofVehicle: event.subject.id)
    default: break
    }
  }

  private func linkContacts(_ client: Int64) throws { try ContactBook(context).link(strangersWithContactsOf: client) }

  private func raiseBeside(_ event: Event) throws {
    guard let vehicle = event.subject.vehicleID else { return }
    try WorkOrderTable(context.db).raiseVersions(beside: event.subject.id, onVehicle: vehicle)
  }
}
