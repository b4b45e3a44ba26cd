internal import Domain

/// Finds tickets. The id of a merged ticket leads to the ticket that has its messages.
struct TicketLookup {
  private let context: Context
  init(_ context: Context) { self.context = context }

  /// The ticket with the messages, through all merges.
  func survivor(_ id: Int64) throws -> Ticket { try survivor(of: context.find(TicketTable.self, id)) }

  func survivor(of ticket: Ticket) throws -> Ticket {
    var ticket = ticket
    while let next = ticket.mergedIntoID { ticket = try context.find(TicketTable.self, next) }
    return ticket
  }

  /// The ticket of a path, for a change. A merged one is refused, and the refusal names the last survivor.
  func changeable(_ id: Int64, _ version: Versions?) throws -> Ticket {
    let ticket = try context.find(TicketTable.self, id)
    try context.match(version, ticket.version)
    let reasons = try told(ticket).reasonsAgainstChange
    guard reasons.isEmpty else { throw Refusal.conflict(reasons, moves: []) }
    return ticket
  }

  /// Replaces `mergedIntoID` by the last survivor, for messages.
  func told(_ ticket: Ticket) throws -> Ticket {
    guard ticket.mergedIntoID != nil else { return ticket }
    let survivor = try survivor(of: ticket).id
    return ticket.with { $0.mergedIntoID = survivor }
  }
}
