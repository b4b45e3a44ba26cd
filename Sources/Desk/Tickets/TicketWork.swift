internal import Domain

/// Writes tickets with their messages and records the events. A message and what it does to its ticket are one change.
struct TicketWork {
  private let context: Context
  private var tickets: TicketTable { TicketTable(context.db) }
  init(_ context: Context) { self.context = context }

  /// Opens a ticket with its first message.
  func open(_ fresh: Ticket, with message: Message) throws -> (ticket: Int64, message: Int64) {
    let messages = MessageTable(context.db)
    var ticket = try fresh.with {
      $0.number = try context.nextNumber(.ticket)
      $0.messageCount = 1
      if message.author == .client { $0.lastClientMessageID = try messages.nextID() }
    }
    let timing = TicketTiming(context)
    let clocks = try timing.open(&ticket, message)
    let id = try tickets.insert(ticket)
    try TicketSumTable(context.db).keep(ticket, was: nil)
    let messageID = try messages.insert(message.with { $0.ticketID = id })
    if message.author == .client, ticket.lastClientMessageID != messageID { try tickets.setLastClientMessage(messageID, of: id) }
    try context.record(
      .ticketOpened, ticket.with { $0.id = id }.eventSubject,
      TicketTable.form.changes(from: nil, to: ticket) + [.fact("message_id", .integer(messageID))])
    try timing.keep(clocks, of: id)
    if ticket.isPersonAwaited { try tellPerson(of: ticket, id, was: nil, message: messageID) }
    return (id, messageID)
  }

  /// Adds a message to a ticket, whose other fields may have changed with it.
  func add(_ message: Message, to ticket: Ticket, as type: EventType, was old: Ticket? = nil, _ details: [Detail] = []) throws -> Int64 {
    let id = try MessageTable(context.db).insert(
      message.with {
        $0.ticketID = ticket.id
        $0.isGuests = $0.contactID.map { $0 != ticket.contactID } ?? false
      })
    var new = ticket.with {
      if message.kind != .note { $0.lastMessageAt = context.now }
      if message.author == .client { $0.lastClientMessageID = id }
      $0.messageCount += 1
    }
    let before = old ?? ticket
    let timing = TicketTiming(context)
    let alarms = try timing.follow(
      before, &new, clientWrote: message.author == .client, answered: message.author == .user && message.kind == .outbound)
    if before.status == new.status, before.personID == new.personID, before.personWantedAt == new.personWantedAt,
      before.personCameAt == new.personCameAt
    {
      try tickets.update(withMessage: new)
      if !new.hasClocks(of: before) { try tickets.update(clocks: new) }
    } else {
      try tickets.update(new)
    }
    try TicketSumTable(context.db).keep(new, was: before)
    let told = TicketTable.form.changes(from: before, to: new) + [.fact("message_id", .integer(id))] + details
    try context.record(type, new.eventSubject, told)
    try timing.tell(alarms, of: new)
    try tellPerson(of: new, new.id, was: before, message: id)
    try setTimers(of: new, was: before)
    return id
  }

  /// Opens a ticket with messages of another one.
  func open(_ fresh: Ticket, moving messages: [Message], from old: Ticket) throws -> Ticket {
    var ticket = try fresh.with {
      $0.number = try context.nextNumber(.ticket)
      $0.take(messages, from: old)
      $0.messageCount = Int64(messages.count)
      $0.lastClientMessageID = messages.filter { $0.author == .client }.map(\.id).max() ?? 0
      $0.lastMessageAt = messages.filter { $0.kind != .note }.map(\.createdAt).max() ?? context.now
    }
    let timing = TicketTiming(context)
    let clocks = try timing.open(&ticket)
    let id = try tickets.insert(ticket)
    let new = ticket.with { $0.id = id }
    try TicketSumTable(context.db).keep(new, was: nil)
    for message in messages { try MessageTable(context.db).setTicket(id, of: message.id) }
    try context.record(
      .ticketOpened, new.eventSubject, TicketTable.form.changes(from: nil, to: ticket) + [.fact("split_from_id", .integer(old.id))])
    try timing.keep(clocks, of: id)
    let waiting = try MessageTable(context.db).waitingSince(in: old)
    try changeMoved(
      old, to: old.with { if $0.waitingSinceAt != nil { $0.waitingSinceAt = waiting } }, as: .ticketSplit,
      [.fact("ticket_id", .integer(id)), .fact("messages", .integer(new.messageCount))])
    return new
  }

  /// What the clocks of a ticket do whose messages have changed.
  enum Clocks {
    case follow
    /// Those that ended at this time, when the ticket was merged, go on.
    case revive(Instant)
    /// Those that an answer of this time has met go on.
    case unanswer(Instant)
  }

  /// Writes a ticket that messages were moved to or from, or changed in. They are counted anew; with notes alone, the last word is that of
  /// opening.
  func changeMoved(_ old: Ticket, to changed: Ticket, as type: EventType, _ details: [Detail], clocks: Clocks = .follow) throws {
    let tally = try MessageTable(context.db).tally(of: old.id)
    var new = changed.with {
      ($0.messageCount, $0.lastClientMessageID) = (tally.count, tally.lastClientID)
      $0.lastMessageAt = tally.lastAt ?? old.openedAt
    }
    let timing = TicketTiming(context)
    let alarms =
      switch clocks {
      case .follow: try timing.follow(old, &new)
      case .revive(let endedAt): try timing.revive(&new, endedAt: endedAt)
      case .unanswer(let answeredAt): try timing.unanswer(old, &new, answeredAt: answeredAt)
      }
    try tickets.update(new)
    try TicketSumTable(context.db).keep(new, was: old)
    try context.record(type, new.eventSubject, TicketTable.form.changes(from: old, to: new) + details)
    try timing.tell(alarms, of: new)
    try setTimers(of: new, was: old)
  }

  /// Records an event that changes what a ticket's response shows beside the ticket itself.
  func touch(_ ticket: Ticket, as type: EventType, _ details: [Detail]) throws {
    try tickets.raiseVersion(ticket.id)
    try context.record(type, ticket.eventSubject, details)
  }

  /// Writes a changed ticket, unless nothing has changed.
  func change(_ old: Ticket, to changed: Ticket, as type: EventType, _ details: [Detail] = []) throws {
    let changes = TicketTable.form.changes(from: old, to: changed)
    guard !changes.isEmpty else { return }
    var new = changed
    let timing = TicketTiming(context)
    let alarms = try timing.follow(old, &new)
    try tickets.update(new)
    try TicketSumTable(context.db).keep(new, was: old)
    try context.record(type, new.eventSubject, changes + details)
    try timing.tell(alarms, of: new)
    if new.handovers >= Ticket.manyHandovers, old.handovers < Ticket.manyHandovers {
      try context.record(.ticketManyHandovers, new.eventSubject, [.fact("handovers", .integer(new.handovers))])
    }
    try tellPerson(of: new, new.id, was: old, message: nil)
    try setTimers(of: new, was: old)
  }

  /// Tells that a client asks for a person, and how long it took until one came.
  private func tellPerson(of new: Ticket, _ id: Int64, was old: Ticket?, message: Int64?) throws {
    let subject = new.with { $0.id = id }.eventSubject
    if new.isPersonAwaited, new.personWantedAt != old?.personWantedAt {
      try context.record(.ticketPersonWanted, subject, message.map { [.fact("message_id", .integer($0))] } ?? [])
    }
    if let seconds = new.personWaitSeconds, new.personCameAt != old?.personCameAt {
      try context.record(.ticketPersonCame, subject, [.fact("seconds", .integer(seconds))])
    }
  }

  private func setTimers(of new: Ticket, was old: Ticket) throws {
    if new.closesAt != old.closesAt { try Timers(context).set(.ticketCloses, new.id, at: new.closesAt) }
    if new.holdUntilAt != old.holdUntilAt { try Timers(context).set(.ticketHoldEnds, new.id, at: new.holdUntilAt) }
  }
}

extension Ticket {
  /// The subject of its events.
  var eventSubject: Subject { Subject(.ticket, id, client: clientID, vehicle: vehicleID) }
}
