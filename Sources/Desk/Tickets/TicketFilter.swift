package import Domain

/// The filters and the order of the list of tickets.
package struct TicketFilter: Sendable {
  package enum Sort: String, CaseIterable, Sendable {
    /// In the order of the ids, which is that of opening.
    case newest = "-opened"
    case oldest = "opened"
    /// The newest word first.
    case lastMessage = "-last_message"
    case firstLastMessage = "last_message"
    /// Those with a running clock, the earliest due moment first.
    case due
    case lastDue = "-due"
    /// Open tickets that nobody has: first those whose client waits for a person, then the oldest.
    case queue
  }

  package var sort = Sort.newest
  package var number: String?
  package var status: Ticket.Status?
  package var isOpen: Bool?
  package var kind: Ticket.Kind?
  package var priority: Ticket.Priority?
  package var teamID: Int64?
  package var personID: Int64?
  package var isUnassigned: Bool?
  /// True: open ones whose client has asked for a person, and none has come yet.
  package var isPersonWanted: Bool?
  package var isBreached: Bool?
  /// Those with a running clock that is due earlier.
  package var dueBefore: Instant?
  package var channelID: Int64?
  package var channelKind: Channel.Kind?
  package var topic: String?
  package var tag: String?
  package var isSpam: Bool?
  package var clientID: Int64?
  package var contactID: Int64?
  package var vehicleID: Int64?
  package var workOrderID: Int64?
  package var followsID: Int64?
  package var period = Period()
  package var opened = Period.Span()
  package init() {}

  /// True with a filter that few tickets pass.
  var isOfFew: Bool {
    number != nil || clientID != nil || contactID != nil || vehicleID != nil || workOrderID != nil || followsID != nil
  }

  /// The statuses that the filters leave. If they leave none, `status` and `open` contradict each other, and both are asked.
  var statuses: [Ticket.Status] {
    if let status { return [status] }
    return Ticket.Status.allCases.filter { isOpen == nil || $0.isOpen == isOpen }
  }

  /// True if the time of opening is the only filter that leaves many tickets out.
  var isOfTime: Bool {
    let isOfMany = status == nil && isOpen == nil && kind == nil && priority == nil && channelKind == nil && isUnassigned != true
    let isOfSome = personID == nil && teamID == nil && channelID == nil && topic == nil && tag == nil
    return opened.isBounded && isOfMany && isOfSome && !isOfFew && isBreached != true && isSpam != true && isPersonWanted != true
      && dueBefore == nil
  }

  /// The statuses of tickets with a running clock, and of those in a queue.
  var openStatuses: [Ticket.Status] { status.map { [$0] } ?? Ticket.Status.allCases.filter(\.isOpen) }

  func cursor(_ ticket: Ticket) -> Cursor {
    switch sort {
    // The tickets of a time are listed by the time, which is the order of the ids unless the machine's clock was set back.
    case .newest where isOfTime, .oldest where isOfTime:
      Cursor(key: .integer(ticket.openedAt.rawValue), id: ticket.id)
    case .newest, .oldest: Cursor(key: .integer(ticket.id), id: ticket.id)
    case .lastMessage, .firstLastMessage: Cursor(key: .integer(ticket.lastMessageAt.rawValue), id: ticket.id)
    case .due, .lastDue: Cursor(key: .integer(ticket.dueAt?.rawValue ?? 0), id: ticket.id)
    case .queue: Cursor(key: .integer(ticket.queuePlace), id: ticket.id)
    }
  }
}
