/// Says that a user is answering a ticket. It forbids nobody else to answer, and ends by itself unless it is renewed.
package struct TicketLease: Equatable, Sendable {
  /// Seconds that a lease lasts without being renewed.
  package static let seconds: Int64 = 60

  package let userID: Int64
  package let sinceAt: Instant
  package let untilAt: Instant

  package init(userID: Int64, sinceAt: Instant, untilAt: Instant) {
    self.userID = userID
    self.sinceAt = sinceAt
    self.untilAt = untilAt
  }
}

/// An answer that a user has typed and not sent. Only its writer sees it.
package struct TicketDraft: Equatable, Sendable {
  package let ticketID: Int64
  package let userID: Int64
  package let text: String
  /// The client's last message that the writer had read.
  package let seen: Int64
  package let savedAt: Instant

  package init(ticketID: Int64, userID: Int64, text: String, seen: Int64, savedAt: Instant) {
    self.ticketID = ticketID
    self.userID = userID
    self.text = text
    self.seen = seen
    self.savedAt = savedAt
  }
}
