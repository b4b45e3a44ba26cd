package import Domain
internal import SQLite

/// Work orders: one visit's contract each. What happens to an order as a whole is in `WorkOrderMoves`.
package struct WorkOrders {
  let context: Context
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64, moves: Bool = false) -> Lent<WorkOrderPicture> { WorkOrderPictures(context).find(id, moves: moves) }

  /// Lends each order of the page; answers where the next one begins.
  package func list(_ filter: WorkOrderFilter, _ page: PageRequest, _ body: (borrowing WorkOrderRow) -> Void) throws -> Cursor? {
    var filter = filter
    filter.byContacts = context.may(.readContacts)
    filter.clientID = try ClientLookup(context).follow(filter.clientID)
    filter.vehicleID = try VehicleLookup(context).follow(filter.vehicleID)
    _ = try filter.opened.span(in: context.settings.zone)
    return try WorkOrderListTable(context.db).page(filter, page, now: context.now, zone: context.settings.zone, body)
  }

  /// The later orders that came back to this one.
  package func comebacks(of id: Int64, _ page: PageRequest, _ body: (borrowing WorkOrderRow) -> Void) throws -> Cursor? {
    guard try WorkOrderTable(context.db).head(id) != nil else { throw Refusal.notFound(.workOrder) }
    var filter = WorkOrderFilter()
    filter.comebackOfID = id
    return try list(filter, page, body)
  }

  /// The odometer at intake as it should have been read, and why it was not.
  package struct Reading: Sendable {
    package let km: Int64
    package let reason: String?
    package init(km: Int64, reason: String?) {
      self.km = km
      self.reason = reason
    }
  }

  /// Corrects what intake wrote down. Client, vehicle and kind stay: estimates and coverage checks rest on them. A corrected odometer is the
  /// car's too, and coverage checks are made again.
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

  /// As on the car, a correction is a manager's and has a reason. It is written at the time of the intake. Answers what is
  /// doubtful of it, and which other orders keep a reading that it makes doubtful.
  private func correct(_ order: WorkOrder, _ odometer: Reading) throws -> [Reason] {
    if !context.may(.override) { throw Refusal.forbidden(.rightMissing(.override, role: context.actor.role)) }
    let known = Odometer(try OdometerTable(context.db).all(of: order.vehicleId))
    let correction = OdometerReading(
      id: 0, vehicleId: order.vehicleId, km: odometer.km, at: known.reading(ofOrder: order.id)?.at ?? order.openedAt, source: .manual,
      kind: .correction, reason: odometer.reason, workOrderId: order.id)
    do {
      let noted = try OdometerLog(context).note(correction, client: order.clientId, known: known)
      return [noted.fall].compactMap(\.self) + noted.orders
    } catch Refusal.invalid(let faults) {
      throw Refusal.invalid(faults.map(\.inOrder))
    } catch Refusal.conflict(let reasons, let moves) {
      throw Refusal.conflict(reasons.map(\.inOrder), moves: moves)
    }
  }

  private func check(_ new: WorkOrder, was old: WorkOrder) throws {
    if old.status.isClosed { throw try context.refusal([.workOrderClosed(old.number)], inOrder: old.id) }
    // Beside «only what is listed» not even a company's tolerance holds.
    let widened =
      new.standingInstruction == .upTo && (new.standingLimit ?? .zero) > (old.standingLimit ?? .zero)
      || old.standingInstruction == .onlyListed && new.standingInstruction != .onlyListed
    if widened, old.status != .open || old.signedBy != nil, !context.may(.override) { throw Refusal.forbidden(.instructionRaised) }
    var faults = new.reasonsAgainstIntake(was: old)
    if new.advisorId != old.advisorId { try Advisors(context).check(new.advisorId, &faults) }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
  }
}

/// Who may own an order and the contact with its client.
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
  var subject: Subject { Subject(.workOrder, id, client: clientId, vehicle: vehicleId, workOrder: id) }

  /// What was written down at intake, as it was and is. Names and the client's own things are personal.
  func intakeChanges(from old: WorkOrder) -> [Detail] {
    var details: [Detail] = []
    details.noteChange("advisor_id", .integer(old.advisorId), .integer(advisorId))
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
