package import Domain
internal import SQLite

/// Mechanics' working time. A mechanic has at most one running clock, on an approved line in repair or on diagnosis.
package struct Clockings {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> Clocking {
    guard let clocking = try ClockingTable(context.db).find(id) else { throw Refusal.notFound(.clocking) }
    return clocking
  }

  /// Starts a clock for the caller; for another mechanic only with the right to correct clockings. A second start is
  /// refused and names the running clock.
  package func start(on orderID: Int64, version: Versions?, line lineID: Int64?, mechanic: Int64?) throws -> Clocking {
    guard let order = try WorkOrderTable(context.db).brief(orderID) else { throw Refusal.notFound(.workOrder) }
    try context.match(version, order.head.version)
    let userID = try context.userID()
    let mechanicID = mechanic ?? userID
    if mechanicID != userID { try context.actor.role.require(.clockingCorrection) }
    try checkMechanic(mechanicID)
    let line = try lineID.map { try find(line: $0, of: orderID) }
    let others = try ClockingTable(context.db).around(mechanicID, from: context.now, to: context.now) + running(of: mechanicID)
    let reasons = rules.reasons(
      againstStartAt: context.now, on: ClockingPlace(number: order.number, status: order.status, line: line), others: others)
    guard reasons.isEmpty else { throw try context.refusal(reasons.unique, inOrder: orderID) }
    let fresh = Clocking(id: 0, workOrderID: orderID, orderLineID: lineID, mechanicID: mechanicID, startedAt: context.now, userID: userID)
    let id = try ClockingTable(context.db).insert(fresh)
    let grace = Int64(clamping: context.settings.clockGraceMinutes)
    try Timers(context).set(
      .shiftEnd, id,
      at: fresh.closesItselfAt(context.hours()).adding(seconds: grace.multipliedReportingOverflow(by: 60).partialValue))
    try context.record(
      .clockingStarted, order.head.subject(.clocking, id, order: orderID),
      [.fact("mechanic_id", .integer(mechanicID)), .fact("line_id", .init(lineID))])
    return try context.settled { try find(id) }
  }

  package func stop(_ id: Int64) throws -> Clocking {
    let clocking = try find(id)
    let own = clocking.mechanicID == context.actor.userID
    if !own { try context.actor.role.require(.clockingCorrection) }
    let reasons = rules.reasons(againstStopping: clocking, at: context.now)
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
    try ClockStopping(context).stop(clocking, at: context.now, by: own ? .mechanic : .manager)
    return try context.settled { try find(id) }
  }

  /// Stops the caller's running clock.
  package func stopOwn() throws -> Clocking {
    guard let running = try ClockingTable(context.db).running(of: try context.userID()) else { throw Refusal.conflict(.notClockedOn) }
    return try stop(running.id)
  }

  /// Writes a new clocking with the right times. The original is kept, with the new one's id and the reason.
  package func correct(_ id: Int64, from start: Instant, to end: Instant, reason: String) throws -> Clocking {
    let original = try find(id)
    guard let order = try WorkOrderTable(context.db).brief(original.workOrderID) else { throw Refusal.notFound(.workOrder) }
    let others = try ClockingTable(context.db).around(original.mechanicID, from: start, to: max(start, end))
    let reasons = rules.reasons(
      againstCorrecting: Clocked(original, number: order.number), from: start, to: end, reason: reason, status: order.status,
      openedAt: try WorkOrderTable(context.db).find(original.workOrderID)?.openedAt ?? start, others: others)
    guard reasons.isEmpty else { throw try context.refusal(reasons, inOrder: original.workOrderID) }
    let table = ClockingTable(context.db)
    let newer = try table.insert(
      Clocking(
        id: 0, workOrderID: original.workOrderID, orderLineID: original.orderLineID, mechanicID: original.mechanicID, startedAt: start,
        endedAt: end, closedBy: .manager, userID: try context.userID()))
    try table.replace(id, by: newer, reason: reason)
    try context.record(
      .clockingCorrected, order.head.subject(.clocking, newer, order: original.workOrderID),
      [
        .fact("original_id", .integer(id)), .change("started_at", .time(original.startedAt), .time(start)),
        .change("ended_at", .init(original.endedAt), .time(end)), .fact("reason", .text(reason)),
      ])
    return try context.settled { try find(newer) }
  }

  private var rules: ClockingRules { ClockingRules(now: context.now, zone: context.settings.zone) }

  private func find(line id: Int64, of order: Int64) throws -> OrderLine {
    guard let line = try OrderLineTable(context.db).find(id), line.workOrderID == order else {
      throw Refusal.invalid(.lineUnknown(id).at("/line_id"))
    }
    return line
  }

  private func checkMechanic(_ id: Int64) throws {
    guard let user = try UserTable(context.db).find(id) else { throw Refusal.invalid(.noSuchUser.at("/mechanic_id")) }
    guard user.status == .active else { throw Refusal.conflict(.userDisabled) }
    guard user.role.may(.clock) else { throw Refusal.conflict(.rightMissing(.clock, role: user.role)) }
  }

  /// A mechanic's running clock. `around` does not find it if it was forgotten longer ago than a clocking may last.
  private func running(of mechanic: Int64) throws -> [Clocked] {
    guard let clocking = try ClockingTable(context.db).running(of: mechanic),
      let order = try WorkOrderTable(context.db).brief(clocking.workOrderID)
    else { return [] }
    return [Clocked(clocking, number: order.number)]
  }
}

/// Stops a clock, by hand or at the end of the shift.
struct ClockStopping {
  private let context: Context
  init(_ context: Context) { self.context = context }

  func stop(_ clocking: Clocking, at end: Instant, by closedBy: Clocking.ClosedBy) throws {
    guard try ClockingTable(context.db).stop(clocking.id, at: end, by: closedBy) else { throw Refusal.conflict(.clockStopped) }
    try Timers(context).clear(.shiftEnd, clocking.id)
    guard let order = try WorkOrderTable(context.db).head(clocking.workOrderID) else { return }
    try context.record(
      .clockingStopped, order.subject(.clocking, clocking.id, order: clocking.workOrderID),
      [
        .fact("mechanic_id", .integer(clocking.mechanicID)), .fact("line_id", .init(clocking.orderLineID)),
        .fact("ended_at", .time(end)), .fact("closed_by", .init(closedBy)),
      ])
  }

  /// Ends a forgotten clock at the end of the shift it was started in, even if its timer fires late.
  func closeForgotten(_ id: Int64) throws {
    guard let clocking = try ClockingTable(context.db).find(id), clocking.endedAt == nil else { return }
    try stop(clocking, at: clocking.closesItselfAt(context.hours()), by: .shiftEnd)
  }
}

extension Reason {
  static let notClockedOn = Reason("not_clocked_on", en: "You are not clocked on.", ru: "У вас нет идущей отбивки.")
}
