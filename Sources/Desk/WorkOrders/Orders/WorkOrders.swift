package import Domain
internal import SQLite

/// Work orders, each the contract of one visit. Moves of an order as a whole are in `WorkOrderMoves`.
package struct WorkOrders {
  let context: Context
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64, moves: Bool = false) -> Lent<WorkOrderPicture> { WorkOrderPictures(context).find(id, moves: moves) }

  /// Lends each order of the page. Returns the cursor of the next page; nil after the last.
  package func list(_ filter: WorkOrderFilter, _ page: PageRequest, _ body: (borrowing WorkOrderRow) -> Void) throws -> Cursor? {
    var filter = filter
    filter.byContacts = context.may(.readContacts)
    filter.clientID = try ClientLookup(context).follow(filter.clientID)
    filter.vehicleID = try VehicleLookup(context).follow(filter.vehicleID)
    _ = try filter.opened.span(in: context.settings.zone)
    return try WorkOrderListTable(context.db).page(filter, page, now: context.now, zone: context.settings.zone, body)
  }

  /// Later orders that came back to this one.
  package func comebacks(of id: Int64, _ page: PageRequest, _ body: (borrowing WorkOrderRow) -> Void) throws -> Cursor? {
    guard try WorkOrderTable(context.db).head(id) != nil else { throw Refusal.notFound(.workOrder) }
    var filter = WorkOrderFilter()
    filter.comebackOfID = id
    return try list(filter, page, body)
  }

  /// The right odometer reading at intake, and the reason of the correction.
  package struct Reading: Sendable {
    package let km: Int64
    package let reason: String?
    package init(km: Int64, reason: String?) {
      self.km = km
      self.reason = reason
    }
  }

  /// Corrects what was entered at intake. Client, vehicle and kind stay, because estimates and coverage checks depend
  /// on them. A corrected odometer corrects the car's reading too, and coverage checks are repeated.
  package func edit(
    _ id: Int64, version: Versions?, odometer: Reading? = nil, _ change: (inout WorkOrder) -> Void
  ) throws -> Lent<WorkOrderPicture> {
    guard let old = try WorkOrderTable(context.db).find(id) else { throw Refusal.notFound(.workOrder) }
    try context.match(version, old.version)
    var new = old
    change(&new)
    try check(new, was: old)
    let details = new.intakeChanges(from: old)
    if !details.isEmpty {
      try WorkOrderTable(context.db).updateIntake(new)
      try context.record(.workOrderChanged, new.subject, details)
    }
    guard let odometer, odometer.km != old.odometerKm else { return details.isEmpty ? find(id) : try context.settled { find(id) } }
    let told = try correct(old, odometer)
    return try context.settled { WorkOrderPictures(context).find(id, told: told) }
  }

  /// Corrects the odometer at intake. As for the car, this needs a manager and a reason. The correction counts from
  /// the time of the intake. Returns a warning if it is doubtful itself, and a notice for each other order whose
  /// reading it puts in doubt.
  private func correct(_ order: WorkOrder, _ odometer: Reading) throws -> [Reason] {
    if !context.may(.override) { throw Refusal.forbidden(.rightMissing(.override, role: context.actor.role)) }
    let known = Odometer(try OdometerTable(context.db).all(of: order.vehicleID))
    let correction = OdometerReading(
      id: 0, vehicleID: order.vehicleID, km: odometer.km, at: known.reading(ofOrder: order.id)?.at ?? order.openedAt, source: .manual,
      kind: .correction, reason: odometer.reason, workOrderID: order.id)
    do {
      let noted = try OdometerLog(context).note(correction, client: order.clientID, known: known)
      return [noted.fall].compactMap(\.self) + noted.orders
    } catch Refusal.invalid(let faults) {
      throw Refusal.invalid(faults.map(\.inOrder))
    } catch Refusal.conflict(let reasons, let moves) {
      throw Refusal.conflict(reasons.map(\.inOrder), moves: moves)
    }
  }

  private func check(_ new: WorkOrder, was old: WorkOrder) throws {
    if old.status.isClosed { throw try context.refusal([.workOrderClosed(old.number)], inOrder: old.id) }
    // «Only what is listed» excludes even a company's tolerance, so leaving it widens the instruction.
    let widened =
      new.standingInstruction == .upTo && (new.standingLimit ?? .zero) > (old.standingLimit ?? .zero)
      || old.standingInstruction == .onlyListed && new.standingInstruction != .onlyListed
    if widened, old.status != .open || old.signedBy != nil, !context.may(.override) { throw Refusal.forbidden(.instructionRaised) }
    var faults = new.reasonsAgainstIntake(was: old)
    if new.advisorID != old.advisorID { try Advisors(context).check(new.advisorID, &faults) }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
  }
}

/// Checks that a user may be the advisor of an order and its client.
struct Advisors {
  let context: Context
  init(_ context: Context) { self.context = context }

  func check(_ id: Int64, _ faults: inout [Reason]) throws {
    guard let user = try UserTable(context.db).find(id) else { return faults.append(.noSuchUser.at("/advisor_id")) }
    if user.status == .disabled { faults.append(.userDisabled.at("/advisor_id")) }
    if !user.role.may(.orders) { faults.append(.rightMissing(.orders, role: user.role).at("/advisor_id")) }
  }
}

extension WorkOrder {
  var subject: Subject { Subject(.workOrder, id, client: clientID, vehicle: vehicleID, workOrder: id) }

  /// Event details of a corrected intake. Names and the client's own things are personal.
  func intakeChanges(from old: WorkOrder) -> [Detail] {
    var details: [Detail] = []
    details.noteChange("advisor_id", .integer(old.advisorID), .integer(advisorID))
    details.noteChange("fuel_percent", .init(old.fuelPercent), .init(fuelPercent))
    details.noteChange("damage", .init(old.damage), .init(damage))
    details.notePersonal("completeness", old.completeness, completeness)
    details.notePersonal("belongings", old.belongings, belongings)
    details.notePersonal("client_parts", old.clientParts, clientParts)
    details.notePersonal("client_parts_refused_reason", old.clientPartsRefusedReason, clientPartsRefusedReason)
    details.notePersonal("signed_by", old.signedBy, signedBy)
    details.noteChange("signed_how", .init(old.signedHow), .init(signedHow))
    details.noteChange("old_parts", .init(old.oldParts), .init(oldParts))
    details.noteChange("standing_instruction", .init(old.standingInstruction), .init(standingInstruction))
    details.noteChange("standing_limit_minor", .init(old.standingLimit), .init(standingLimit))
    details.notePersonal("note", old.note, note)
    return details
  }
}
