package import Domain
internal import SQLite

/// Work orders: one visit's contract each. What happens to an order as a whole is in `WorkOrderMoves`.
package struct WorkOrders {
  let context: Context
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64, moves: Bool = false) -> Lent<WorkOrderPicture> { WorkOrderPictures(context).find(id, moves: moves) }

  /// Lends each order of the page; answers where the next one begins.
  package func list(_ filter: WorkOrderFilter, _ page: PageRequest, _ body: (borrowing WorkOrderRow) -> Void) throws -> Cursor? {
    try SearchTerms.check(filter.search, context)
    var filter = filter
    filter.clientID = try ClientLookup(context).follow(filter.clientID)
    _ = try filter.opened.span(in: context.settings.zone)
    return try WorkOrderListTable(context.db).page(filter, page, now: context.now, zone: context.settings.zone, body)
  }

  /// The later orders that came back to this one.
  package func comebacks(of id: Int64, _ page: PageRequest, _ body: (borrowing WorkOrderRow) -> Void) throws -> Cursor? {
    guard try WorkOrderTable(context.db).head(id) != nil else { throw Refusal.notFound("work_order") }
    var filter = WorkOrderFilter()
    filter.comebackOfID = id
    return try list(filter, page, body)
  }

  /// Corrects what intake wrote down. Odometer, client, vehicle and kind stay: estimates and coverage checks rest on them.
  package func edit(_ id: Int64, version: Versions?, _ change: (inout WorkOrder) -> Void) throws -> Lent<WorkOrderPicture> {
    guard let old = try WorkOrderTable(context.db).find(id) else { throw Refusal.notFound("work_order") }
    try context.match(version, old.version)
    var new = old
    change(&new)
    try check(new, was: old)
    let details = new.intakeChanges(from: old)
    guard !details.isEmpty else { return find(id) }
    try WorkOrderTable(context.db).updateIntake(new)
    try context.record("work_order.changed", new.subject, details)
    return try context.settled { find(id) }
  }

  private func check(_ new: WorkOrder, was old: WorkOrder) throws {
    if old.status.isClosed { throw try context.refusal([.workOrderClosed(old.number)], inOrder: old.id) }
    let widened = new.standingInstruction == .upTo && (new.standingLimit ?? .zero) > (old.standingLimit ?? .zero)
    if widened, old.status != .open, !context.may(.override) { throw Refusal.forbidden(.instructionRaised) }
    var faults = new.standingFaults
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
  var subject: Subject { Subject("work_order", id, client: clientId, vehicle: vehicleId, workOrder: id) }

  /// A sum belongs to the instruction that names one, and only to it.
  var standingFaults: [Reason] {
    (standingInstruction == .upTo) == (standingLimit != nil) ? [] : [.standingLimit]
  }

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
