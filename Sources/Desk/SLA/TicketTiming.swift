internal import Domain

/// Keeps the clocks of tickets. `TicketWork` tells it of every new ticket and of every change.
struct TicketTiming {
  let context: Context
  let terms: KnownTerms
  var table: SLAClockTable { SLAClockTable(context.db) }

  init(_ context: Context) {
    self.context = context
    terms = KnownTerms(context)
  }

  /// Something that happened to a ticket's clocks and is told as an event.
  struct Alarm {
    let type: EventType
    let details: [Detail]
  }

  // MARK: A new ticket

  /// Starts the clocks of a new ticket. They are kept once it has an id. With a client's written word the first response is awaited; a
  /// talk was one already.
  func open(_ ticket: inout Ticket, _ message: Message) throws -> [SLAClock] {
    let isTalk = message.userID != nil && ticket.channelKind.isSpoken
    if isTalk { ticket.firstResponseAt = context.now }
    if !isTalk, message.author == .client { ticket.waitingSinceAt = context.now }
    guard let terms = try terms.find(for: ticket) else { return [] }
    ticket.slaPolicyID = terms.policy.id
    var first = SLAClock.started(.firstResponse, at: context.now, of: 0, terms)
    if ticket.firstResponseAt != nil { first?.end(.met, at: context.now, terms.hours) }
    if message.author == .bot { first = nil }
    let clocks = [first, SLAClock.started(.resolution, at: context.now, of: 0, terms)].compactMap(\.self)
    ticket.dueAt = TicketClocks(clocks.filter(\.state.isLive)).dueAt
    return clocks
  }

  /// Starts the clocks of a new ticket that has messages of another one already.
  func open(_ ticket: inout Ticket) throws -> [SLAClock] {
    guard let terms = try terms.find(for: ticket) else { return [] }
    ticket.slaPolicyID = terms.policy.id
    let clocks = [try response(of: ticket, terms), SLAClock.started(.resolution, at: context.now, of: 0, terms)].compactMap(\.self)
    ticket.dueAt = TicketClocks(clocks).dueAt
    return clocks
  }

  /// Keeps the clocks of a new ticket.
  func keep(_ clocks: [SLAClock], of ticketID: Int64) throws {
    for clock in clocks { _ = try table.insert(clock.with { $0.ticketID = ticketID }) }
    try setTimer(TicketClocks(clocks.filter(\.state.isLive)), of: ticketID)
  }

  // MARK: A change

  /// A ticket's clocks while they follow a change.
  private struct Following {
    var clocks: TicketClocks
    var ended: [SLAClock] = []
    /// The clocks as they were.
    var before: [SLAClock]

    init(_ live: TicketClocks) {
      clocks = live
      before = live.all
    }

    var all: [SLAClock] { clocks.all + ended }
    func isChanged(_ clock: SLAClock) -> Bool { !before.contains(clock) }
    func wasBreached(_ clock: SLAClock) -> Bool { before.contains { $0.id == clock.id && $0.breachedAt != nil } }
  }

  /// Lets the clocks follow a changed ticket. `new` is not written yet. Returns what is to be told.
  func follow(_ old: Ticket, _ new: inout Ticket, clientWrote: Bool = false, answered: Bool = false) throws -> [Alarm] {
    new.wait(clientWrote: clientWrote, answered: answered, at: context.now)
    let isOther = !new.hasFeatures(of: old)
    guard isOther || new.status != old.status || new.waitingSinceAt != old.waitingSinceAt else { return [] }
    var following = Following(try table.live(of: new.id))
    // Messages were moved, so the client waits since another moment.
    if let response = following.clocks.response, let since = new.waitingSinceAt, let before = old.waitingSinceAt, since != before {
      following.clocks.response = try restarted(response, at: since)
    }
    if let response = following.clocks.response, new.waitingSinceAt == nil {
      following.ended.append(try ended(response, answered ? .met : .dropped))
      following.clocks.response = nil
    }
    if new.isPaused != old.isPaused || new.isPaused && new.status != old.status { try followPause(from: old, to: new, &following) }
    if new.status.isOpen {
      if isOther || !old.status.isOpen {
        try recount(&new, &following)
      } else if new.waitingSinceAt != nil, following.clocks.response == nil {
        following.clocks.response = try response(of: new, terms.known(new))
      }
    }
    return try finish(&new, following)
  }

  /// Lets the clocks go on that were ended when the ticket was merged. `new` has its former state again and is not written yet. The
  /// client has waited meanwhile; the resolution was not counted.
  func revive(_ new: inout Ticket, endedAt: Instant) throws -> [Alarm] {
    try table.endPause(of: new.id, at: context.now)
    if new.isPaused { try table.startPause(of: new.id, new.status, at: context.now) }
    let ended = try new.status.isOpen ? table.newest(of: new.id).filter { $0.state == .dropped && $0.endedAt == endedAt } : []
    var following = Following(TicketClocks())
    following.before = ended
    if new.waitingSinceAt != nil, let response = ended.last(where: { $0.kind != .resolution }) {
      following.clocks.response = try restarted(response, at: response.startedAt)
    }
    if var resolution = ended.last(where: { $0.kind == .resolution }) {
      let hours = try terms.hours(resolution.calendarID)
      resolution.resume(at: context.now, hours)
      if new.isPaused { resolution.pause(at: context.now, hours) }
      following.clocks.resolution = resolution
    }
    return try finish(&new, following)
  }

  /// Lets the clocks go on as if an answer had not been given. The client has waited all the time.
  func unanswer(_ old: Ticket, _ new: inout Ticket, answeredAt: Instant) throws -> [Alarm] {
    var following = Following(try table.live(of: new.id))
    if new.isPaused != old.isPaused || new.isPaused && new.status != old.status { try followPause(from: old, to: new, &following) }
    if new.waitingSinceAt != nil, new.status.isOpen, following.clocks.response == nil {
      let met = try table.newest(of: new.id).last { $0.kind != .resolution && $0.state == .met && $0.endedAt == answeredAt }
      if let met {
        following.before.append(met)
        following.clocks.response = try restarted(met, at: met.startedAt)
      }
    }
    return try finish(&new, following)
  }

  private func restarted(_ clock: SLAClock, at start: Instant) throws -> SLAClock {
    let hours = try terms.hours(clock.calendarID)
    return clock.with { $0.restart(at: start, hours) }
  }

  /// Counts an open ticket's clocks again by the policies and calendars of now. Writes the ticket if that changes anything.
  func recount(_ ticket: Ticket) throws {
    var (new, following) = (ticket, Following(try table.live(of: ticket.id)))
    try recount(&new, &following)
    guard new.slaPolicyID != ticket.slaPolicyID || following.all.contains(where: following.isChanged) else { return }
    let alarms = try finish(&new, following)
    try TicketTable(context.db).update(clocks: new)
    try TicketTable(context.db).raiseVersion(new.id)
    try TicketSumTable(context.db).keep(new, was: ticket)
    try tell(alarms, of: new)
  }

  private func followPause(from old: Ticket, to new: Ticket, _ following: inout Following) throws {
    if old.isPaused { try table.endPause(of: new.id, at: context.now) }
    if new.isPaused { try table.startPause(of: new.id, new.status, at: context.now) }
    if new.status.isOpen, !old.status.isOpen, let ended = try table.resolution(of: new.id) {
      following.before.append(ended)
      following.clocks.resolution = ended
    }
    guard var clock = following.clocks.resolution else { return }
    let hours = try terms.hours(clock.calendarID)
    switch new.status {
    case .new, .open, .onHold: clock.resume(at: context.now, hours)
    case .pendingClient: clock.pause(at: context.now, hours)
    case .resolved, .closed:
      clock.end(new.status == .resolved ? .met : .dropped, at: context.now, hours)
      following.ended.append(clock)
      following.clocks.resolution = nil
      return
    }
    following.clocks.resolution = clock
  }

  /// Finds the policy again, and counts all live clocks from their history. Starts those that a policy asks for anew.
  private func recount(_ ticket: inout Ticket, _ following: inout Following) throws {
    let terms = try terms.find(for: ticket)
    ticket.slaPolicyID = terms?.policy.id
    guard let terms else {
      following.ended += try following.clocks.all.map { try ended($0, .dropped) }
      following.clocks = TicketClocks()
      return
    }
    let pauses = try table.pauses(of: ticket.id)
    var clocks = following.clocks
    if clocks.resolution == nil { clocks.resolution = .started(.resolution, at: ticket.openedAt, of: ticket.id, terms) }
    if clocks.response == nil { clocks.response = try response(of: ticket, terms) }
    clocks.resolution?.recount(terms, pauses, at: context.now)
    clocks.response?.recount(terms, [], at: context.now)
    following.ended += clocks.all.filter { !$0.state.isLive }
    following.clocks = TicketClocks(clocks.all.filter(\.state.isLive))
  }

  /// The clock of the response that a client waits for.
  private func response(of ticket: Ticket, _ terms: SLATerms?) throws -> SLAClock? {
    guard let since = ticket.waitingSinceAt, let terms else { return nil }
    return .started(ticket.awaited, at: since, of: ticket.id, terms)
  }

  private func ended(_ clock: SLAClock, _ state: SLAClock.State) throws -> SLAClock {
    let hours = try terms.hours(clock.calendarID)
    return clock.with { $0.end(state, at: context.now, hours) }
  }

  /// Writes the clocks that changed, and sums them up in the ticket. A target that was missed before anybody was told is told now.
  private func finish(_ ticket: inout Ticket, _ following: Following) throws -> [Alarm] {
    var clocks = following.clocks
    for clock in following.all where following.isChanged(clock) {
      guard clock.id == 0 else {
        try table.update(clock)
        continue
      }
      let id = try table.insert(clock)
      if clocks.response == clock { clocks.response?.id = id } else if clocks.resolution == clock { clocks.resolution?.id = id }
    }
    let late = following.all.filter { $0.breachedAt != nil && !following.wasBreached($0) }
    ticket.dueAt = clocks.dueAt
    if !late.isEmpty { ticket.isBreached = true }
    try setTimer(clocks, of: ticket.id)
    return late.map(TicketTiming.breach)
  }
}
