package import Domain

/// Call-backs: promised, tried, kept or missed.
package struct Callbacks {
  private let context: Context
  private var table: CallbackTable { CallbackTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package struct Details: Sendable {
    package let callback: Callback
    package let attempts: [CallbackAttempt]
  }

  package func find(_ id: Int64) throws -> Details { try details(context.find(CallbackTable.self, id)) }

  package func list(_ filter: CallbackFilter, _ page: PageRequest) throws -> Page<Callback> {
    var filter = filter
    filter.slot = try filter.period.span(in: context.settings.zone)
    return try Page(table.page(filter, page), page) { Cursor(key: .integer($0.fromAt.rawValue), id: $0.id) }
  }

  // MARK: Promising

  /// A new call-back. Without a number, the contact's or else the client's first one is called.
  package func promise(_ fill: (inout Callback) -> Void) throws -> Details {
    var callback = Callback(at: context.now).with(fill)
    callback.userID = context.actor.userID
    let found = try TicketTable(context.db).find(callback.ticketID)
    var faults = try (found == nil ? [Reason.noSuchTicket.at("/ticket_id")] : []) + faults(of: callback, was: nil)
    if let found, callback.phone.isEmpty {
      if let known = try phone(of: found) { callback.phone = known } else { faults.append(.callbackPhoneNeeded) }
    }
    guard faults.isEmpty, let ticket = found else { throw Refusal.invalid(faults) }
    if ticket.status == .closed { throw Refusal.conflict(.callbackTicketClosed(ticket)) }
    if let reason = Most.callbacks.reason(against: try table.count(of: ticket.id)) { throw Refusal.conflict(reason) }
    let id = try table.insert(callback)
    try Timers(context).set(.callbackSlotOver, id, at: callback.untilAt)
    try record(.callbackPromised, callback.with { $0.id = id }, of: ticket, CallbackTable.form.changes(from: nil, to: callback))
    return try context.settled { try find(id) }
  }

  private func phone(of ticket: Ticket) throws -> String? {
    if let own = try ContactTable(context.db).addresses(of: ticket.contactID).first(where: { $0.kind == .phone }) { return own.text }
    return try ticket.clientID.flatMap { try ClientContactTable(context.db).all(of: $0).phones.first }
  }

  private func faults(of callback: Callback, was old: Callback?) throws -> [Reason] {
    var faults = old?.fromAt == callback.fromAt && old?.untilAt == callback.untilAt ? [] : callback.slotFaults(at: context.now)
    if let person = callback.personID, person != old?.personID, let fault = try Teams(context).answererFault(person) {
      faults.append(fault.at("/person_id"))
    }
    return faults
  }

  /// Another slot, number or person.
  package func edit(_ id: Int64, version: Versions?, _ change: (inout Callback) -> Void) throws -> Details {
    try changed(id, version, as: .callbackChanged) { old in
      try old.check(.change)
      let new = old.with(change)
      let faults = try faults(of: new, was: old)
      guard faults.isEmpty else { throw Refusal.invalid(faults) }
      return new
    }
  }

  package func cancel(_ id: Int64, version: Versions?, reason: String?) throws -> Details {
    try changed(id, version, as: .callbackCancelled, Detail.words("reason", reason)) { old in try old.with { try $0.cancel() } }
  }

  // MARK: Calling

  /// A call that was made. If the client was reached, what was said is an answer in the ticket.
  package func attempt(_ id: Int64, version: Versions?, _ outcome: Callback.Outcome, note: String?) throws -> Details {
    let old = try context.find(CallbackTable.self, id)
    try context.match(version, old.version)
    let user = try context.userID()
    if let reason = Most.calls.reason(against: Int(old.attempts)) { throw Refusal.conflict(reason) }
    let new = try old.with { try $0.attempt(outcome, at: context.now) }
    let ticket = try context.find(TicketTable.self, old.ticketID)
    var attempt = CallbackAttempt(at: context.now)
    attempt.callbackID = id
    attempt.userID = user
    attempt.outcome = outcome
    if outcome == .reached {
      guard let note else { throw Refusal.invalid(.callbackNoteNeeded) }
      attempt.messageID = try answer(ticket, note, by: user)
    } else {
      attempt.note = note ?? ""
    }
    _ = try CallbackAttemptTable(context.db).insert(attempt)
    try table.update(new)
    try record(
      new.status == .done ? .callbackDone : .callbackAttempted, new, of: ticket,
      [.fact("outcome", .init(outcome)), .fact("attempts", .integer(new.attempts))])
    if new.status == .done { try Timers(context).clear(.callbackSlotOver, id) }
    return try context.settled { try find(id) }
  }

  /// Files what was said on the telephone as an answer, after which the ticket waits for nobody. In a closed ticket it is a note.
  private func answer(_ ticket: Ticket, _ text: String, by user: Int64) throws -> Int64 {
    var message = Message(ticket.status == .closed ? .note : .outbound, by: .user, at: context.now)
    message.userID = user
    message.text = text
    guard ticket.status != .closed else { return try TicketWork(context).add(message, to: ticket, as: .ticketNoted) }
    let new = try ticket.with {
      try $0.go(.reply, at: context.now)
      if $0.personID == nil, $0.status.isOpen { $0.personID = user }
    }
    return try TicketWork(context).add(message, to: new, as: .ticketAnswered, was: ticket)
  }

  /// Says that the slot is over and the client has not been reached.
  func miss(_ id: Int64) throws {
    let old = try context.find(CallbackTable.self, id)
    guard old.status == .promised, old.untilAt <= context.now else { return }
    let new = old.with { $0.miss(at: context.now) }
    try table.update(new)
    try record(.callbackMissed, new, of: context.find(TicketTable.self, old.ticketID), [.fact("attempts", .integer(old.attempts))])
  }

  // MARK: Helpers

  private func changed(
    _ id: Int64, _ version: Versions?, as type: EventType, _ details: [Detail] = [], _ change: (Callback) throws -> Callback
  ) throws -> Details {
    let old = try context.find(CallbackTable.self, id)
    try context.match(version, old.version)
    let new = try change(old)
    let changes = CallbackTable.form.changes(from: old, to: new)
    guard !changes.isEmpty else { return try self.details(old) }
    try table.update(new)
    try Timers(context).set(.callbackSlotOver, id, at: new.status == .promised ? new.untilAt : nil)
    try record(type, new, of: context.find(TicketTable.self, old.ticketID), changes + details)
    return try context.settled { try find(id) }
  }

  private func record(_ type: EventType, _ callback: Callback, of ticket: Ticket, _ details: [Detail]) throws {
    try context.record(type, Subject(.callback, callback.id, client: ticket.clientID, vehicle: ticket.vehicleID), details)
  }

  private func details(_ callback: Callback) throws -> Details {
    Details(callback: callback, attempts: try CallbackAttemptTable(context.db).all(of: callback.id))
  }
}
