package import Domain

/// A ticket for its own response: the head, its links, who else is answering, and the newest messages, which are lent.
package struct TicketPicture {
  /// Messages that the response shows. `/messages` has the rest.
  package static let shownMessages = 20

  package let ticket: Ticket
  /// Leases of others than the reader.
  package let answering: [TicketLease]
  package let links: [TicketLink]
  private let context: Context

  init(_ ticket: Ticket, answering: [TicketLease], links: [TicketLink], _ context: Context) {
    self.ticket = ticket
    self.answering = answering
    self.links = links
    self.context = context
  }

  /// The version; nil while somebody else is answering, because leases end without a change of the ticket.
  package var version: Int64? { answering.isEmpty ? ticket.version : nil }

  /// Lends the newest messages, newest first.
  package func messages(_ body: (borrowing MessagePicture) -> Void) throws {
    _ = try MessageTable(context.db).page(of: ticket.id, PageRequest(limit: Self.shownMessages), body)
  }
}
