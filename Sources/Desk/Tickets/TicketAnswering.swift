package import Domain

/// Shows who is answering a ticket, and keeps what they have typed.
package struct TicketAnswering {
  private let context: Context
  private var table: TicketAnsweringTable { TicketAnsweringTable(context.db) }
  package init(_ context: Context) { self.context = context }

  // MARK: Leases

  /// The leases that have not ended.
  func leases(of id: Int64) throws -> [TicketLease] { try table.leases(of: id).filter { $0.untilAt > context.now } }

  /// The leases of others. The caller knows what the caller is doing, and can have an ETag meanwhile.
  func others(answering id: Int64) throws -> [TicketLease] { try leases(of: id).filter { $0.userID != context.actor.userID } }

  /// Takes or renews the caller's lease. Returns all that have not ended, so that the caller sees who else is answering.
  package func take(_ id: Int64, version: Versions?) throws -> [TicketLease] {
    let ticket = try found(id, version)
    let id = ticket.id
    let user = try context.userID()
    let mine = try leases(of: id).first { $0.userID == user }
    let until = context.now.adding(seconds: TicketLease.seconds)
    try table.set(TicketLease(userID: user, sinceAt: mine?.sinceAt ?? context.now, untilAt: until), of: id)
    try setTimer(id)
    if mine == nil {
      try context.record(.ticketLeaseTaken, ticket.eventSubject, [.fact("user_id", .integer(user)), .fact("until_at", .time(until))])
    }
    return try leases(of: id)
  }

  /// Gives the caller's lease back. Without one nothing changes.
  package func giveBack(_ id: Int64, version: Versions?) throws {
    let ticket = try found(id, version)
    let user = try context.userID()
    guard let mine = try table.leases(of: ticket.id).first(where: { $0.userID == user }) else { return }
    try end(mine, of: ticket)
    try setTimer(ticket.id)
  }

  /// Ends the leases whose time is over.
  func endDue(_ id: Int64) throws {
    let ticket = try context.find(TicketTable.self, id)
    for lease in try table.leases(of: id) where lease.untilAt <= context.now { try end(lease, of: ticket) }
    try setTimer(id)
  }

  private func end(_ lease: TicketLease, of ticket: Ticket) throws {
    try table.removeLease(of: lease.userID, from: ticket.id)
    try context.record(.ticketLeaseEnded, ticket.eventSubject, [.fact("user_id", .integer(lease.userID))])
  }

  private func setTimer(_ id: Int64) throws {
    try Timers(context).set(.ticketLeaseEnds, id, at: table.leases(of: id).map(\.untilAt).min())
  }

  // MARK: Drafts

  /// The caller's draft. One that was typed before a merge is found by the merged ticket's id.
  package func draft(_ id: Int64) throws -> TicketDraft {
    let user = try context.userID()
    for one in try [found(id, nil).id, id] {
      if let draft = try table.draft(of: user, for: one) { return draft }
    }
    throw Refusal.notFound(.draft)
  }

  package func saveDraft(_ id: Int64, version: Versions?, _ text: String, seen: Int64) throws -> TicketDraft {
    try keep(text, seen: seen, for: found(id, version).id)
  }

  package func dropDraft(_ id: Int64, version: Versions?) throws {
    for one in try Set([id, found(id, version).id]) { try table.removeDraft(of: context.userID(), for: one) }
  }

  @discardableResult
  func keep(_ text: String, seen: Int64, for id: Int64) throws -> TicketDraft {
    let draft = TicketDraft(ticketID: id, userID: try context.userID(), text: text, seen: seen, savedAt: context.now)
    try table.save(draft)
    return draft
  }

  /// Drops the draft and the lease of the user who has answered. The answer's own event tells of both.
  func finish(_ id: Int64, by user: Int64) throws {
    try table.removeDraft(of: user, for: id)
    guard try table.leases(of: id).contains(where: { $0.userID == user }) else { return }
    try table.removeLease(of: user, from: id)
    try setTimer(id)
  }

  private func found(_ id: Int64, _ version: Versions?) throws -> Ticket {
    let ticket = try TicketLookup(context).survivor(id)
    try context.match(version, ticket.version)
    return ticket
  }
}
