/// A link of a ticket to another one.
package struct TicketLink: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case related
    /// The other is the ticket that this one's messages come from.
    case splitFrom = "split_from"
    case splitInto = "split_into"
    /// The other was merged into this one.
    case merged
  }
  package let ticketID: Int64
  package let number: String
  package let kind: Kind

  package init(ticketID: Int64, number: String, kind: Kind) {
    self.ticketID = ticketID
    self.number = number
    self.kind = kind
  }
}
