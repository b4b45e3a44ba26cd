package import Domain

/// Tickets: read, opened by staff, worked on.
package struct Tickets {
  private let context: Context
  private var table: TicketTable { TicketTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> Ticket { try context.find(TicketTable.self, id) }

  /// The ticket with its newest messages. A merged ticket's id finds the ticket that has its messages.
  package func show(_ id: Int64) throws -> TicketPicture {
    guard var found = try table.shown(id) else { throw Refusal.notFound(.ticket) }
    while let next = found.ticket.mergedIntoID {
      guard let survivor = try table.shown(next) else { throw Refusal.notFound(.ticket) }
      found = survivor
    }
    let shown = found.ticket.id
    return TicketPicture(
      found.ticket.with { $0.mergedIntoID = shown == id ? nil : shown },
      answering: found.hasLeases ? try TicketAnswering(context).others(answering: shown) : [],
      links: found.hasLinks ? try TicketLinkTable(context.db).all(of: shown) : [], context)
  }

  package func moves(of id: Int64) throws -> [PossibleMove] { try TicketLookup(context).survivor(id).moves }

  package func list(_ filter: TicketFilter, _ page: PageRequest) throws -> Page<Ticket> {
    var filter = filter
    filter.opened = try filter.period.span(in: context.settings.zone)
    filter.tag = filter.tag.map(SearchText.fold)
    filter.clientID = try ClientLookup(context).follow(filter.clientID)
    filter.vehicleID = try VehicleLookup(context).follow(filter.vehicleID)
    return try Page(TicketListTable(context.db).page(filter, page), page, cursor: filter.cursor)
  }

  /// Lends the messages of a page, newest first. Returns the cursor of the next page.
  package func messages(of id: Int64, _ page: PageRequest, _ body: (borrowing MessagePicture) -> Void) throws -> Cursor? {
    try MessageTable(context.db).page(of: TicketLookup(context).survivor(id).id, page, body)
  }

  // MARK: Opening

  /// A ticket as an employee enters it for somebody who calls or stands at the desk.
  package struct Opening: Sendable {
    package var kind: Channel.Kind
    package var clientID: Int64?
    package var name: String?
    package var phone: Phone?
    package var text: String
    package var files: [Int64]
    package var fill: @Sendable (inout Ticket) -> Void

    package init(
      kind: Channel.Kind, clientID: Int64?, name: String?, phone: Phone?, text: String, files: [Int64] = [],
      fill: @escaping @Sendable (inout Ticket) -> Void
    ) {
      self.kind = kind
      self.clientID = clientID
      self.name = name
      self.phone = phone
      self.text = text
      self.files = files
      self.fill = fill
    }
  }

  package func open(_ opening: Opening) throws -> Ticket {
    var ticket = Ticket(in: opening.kind, at: context.now).with {
      $0.subject = Ticket.subject(of: opening.text)
      opening.fill(&$0)
      if $0.personID != nil { $0.status = .open }
    }
    try check(ticket, was: nil, client: opening.clientID)
    try Files(context).check(opening.files)
    let contact = try contact(of: opening)
    (ticket.contactID, ticket.clientID) = (contact.id, contact.clientID)
    var message = Message(.inbound, by: .client, at: context.now)
    message.contactID = contact.id
    message.userID = context.actor.userID
    message.text = opening.text
    let (id, messageID) = try TicketWork(context).open(ticket, with: message)
    try Files(context).attach(opening.files, to: messageID)
    return try context.settled { try find(id) }
  }

  private func contact(of opening: Opening) throws -> Contact {
    let book = ContactBook(context)
    if let id = opening.clientID {
      let client = try context.find(ClientTable.self, id)
      return try book.ofClient(client.id, named: client.name, phone: opening.phone)
    }
    if let phone = opening.phone { return try book.meet(.init(phone: phone, name: opening.name ?? phone.e164)).contact }
    guard let name = opening.name else { throw Refusal.invalid(.ticketWithoutContact) }
    return try book.create(named: name, client: nil)
  }

  // MARK: Changing

  package func edit(_ id: Int64, version: Versions?, _ change: (inout Ticket) -> Void) throws -> Ticket {
    try changed(id, version, as: .ticketChanged) { old in
      let new = old.with(change)
      try check(new, was: old)
      return new
    }
  }

  /// Makes the caller the owner.
  package func take(_ id: Int64, version: Versions?) throws -> Ticket {
    let user = try context.userID()
    return try changed(id, version, as: .ticketTaken) { old in
      try old.with { try $0.give(to: user, in: old.teamID, as: .take, at: context.now) }
    }
  }

  /// Gives the ticket to a person, a team or both. Without a person it waits in the team's queue.
  package func assign(_ id: Int64, version: Versions?, person: Int64?, team: Int64?, reason: String?) throws -> Ticket {
    try changed(id, version, as: .ticketAssigned, Detail.words("reason", reason)) { old in
      var reasons: [Reason] = []
      if let person, let fault = try Teams(context).answererFault(person) { reasons.append(fault.at("/person_id")) }
      if let team, try TeamTable(context.db).find(team) == nil { reasons.append(Reason.noSuchTeam.at("/team_id")) }
      guard reasons.isEmpty else { throw Refusal.invalid(reasons) }
      return try old.with { try $0.give(to: person, in: team ?? old.teamID, as: .assign, at: context.now) }
    }
  }

  /// The usual moves without a message.
  package func go(_ id: Int64, version: Versions?, _ move: Ticket.Move, until: Instant? = nil, reason: String? = nil) throws -> Ticket {
    try changed(id, version, as: move.event, Detail.words("reason", reason)) { old in
      try old.with { try $0.go(move, at: context.now, hold: until) }
    }
  }

  /// Puts the ticket off. It is opened again at that time.
  package func hold(_ id: Int64, version: Versions?, until: Instant, reason: String?) throws -> Ticket {
    guard until > context.now else { throw Refusal.invalid(.holdInPast) }
    return try go(id, version: version, .hold, until: until, reason: reason)
  }

  private func changed(
    _ id: Int64, _ version: Versions?, as type: EventType, _ details: [Detail] = [], _ change: (Ticket) throws -> Ticket
  ) throws -> Ticket {
    let old = try TicketLookup(context).changeable(id, version)
    let new = try change(old)
    try TicketWork(context).change(old, to: new, as: type, details)
    return try context.settled { try find(id) }
  }

  // MARK: Timers

  /// Closes a resolved ticket whose time for reopening is over.
  func close(_ id: Int64) throws {
    let old = try find(id)
    guard old.status == .resolved, let closesAt = old.closesAt, closesAt <= context.now else { return }
    try TicketWork(context).change(old, to: old.with { try $0.go(.close, at: context.now) }, as: .ticketClosed)
  }

  /// Opens a ticket again whose hold is over.
  func endHold(_ id: Int64) throws {
    let old = try find(id)
    guard old.status == .onHold, let until = old.holdUntilAt, until <= context.now else { return }
    try TicketWork(context).change(old, to: old.with { $0.endHold(at: context.now) }, as: .ticketHoldEnded)
  }

  /// Checks what a ticket names. An unknown id is a fault of the body; a merged or erased card is a reason against the change.
  private func check(_ ticket: Ticket, was old: Ticket?, client: Int64? = nil) throws {
    var (faults, reasons): ([Reason], [Reason]) = ([], [])
    if let client { try ClientLookup(context).named(client, at: "/client_id", &faults, against: &reasons) }
    if ticket.teamID != old?.teamID, try TeamTable(context.db).find(ticket.teamID) == nil {
      faults.append(Reason.noSuchTeam.at("/team_id"))
    }
    if let person = ticket.personID, person != old?.personID, let fault = try Teams(context).answererFault(person) {
      faults.append(fault.at("/person_id"))
    }
    if let id = ticket.vehicleID, id != old?.vehicleID {
      if let vehicle = try VehicleTable(context.db).find(id) {
        reasons += try VehicleLookup(context).told(vehicle).reasonsAgainstEdit.map { $0.at("/vehicle_id") }
      } else {
        faults.append(Reason.noSuchVehicle.at("/vehicle_id"))
      }
    }
    if let id = ticket.workOrderID, id != old?.workOrderID, try WorkOrderTable(context.db).find(id) == nil {
      faults.append(Reason.noSuchWorkOrder.at("/work_order_id"))
    }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
  }
}

extension Ticket.Move {
  fileprivate var event: EventType {
    switch self {
    case .take: .ticketTaken
    case .assign: .ticketAssigned
    case .reply: .ticketAnswered
    case .wait: .ticketWaiting
    case .hold: .ticketHeld
    case .resolve: .ticketResolved
    case .close: .ticketClosed
    case .reopen: .ticketReopened
    case .spam: .ticketMarkedSpam
    case .merge: .ticketMergedInto
    }
  }
}
