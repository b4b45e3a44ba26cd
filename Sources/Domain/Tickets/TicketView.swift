/// Filters and order of a list of tickets, kept under a name by somebody for themselves or for everybody.
package struct TicketView: Versioned {
  package static let noun = Noun.ticketView
  package var id: Int64 = 0
  package var userID: Int64 = 0
  package var name = ""
  /// As in the address of the list, without a question mark.
  package var query = ""
  package var isShared = false
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(at createdAt: Instant) { self.createdAt = createdAt }
}

extension TicketView {
  /// True if the view can be seen.
  package func isSeen(by user: Int64?) -> Bool { isShared || userID == user }
}
