/// A client's contact in any channel until it has an answer.
package struct Ticket: Versioned {
  package enum Status: String, CaseIterable, Sendable {
    case new, open
    case pendingClient = "pending_client"
    case onHold = "on_hold"
    case resolved, closed

    /// True while the desk still owes something.
    package var isOpen: Bool { self != .resolved && self != .closed }
  }
  package enum Kind: String, CaseIterable, Sendable { case question, complaint, request, praise }
  package enum Priority: String, CaseIterable, Sendable { case low, normal, high, urgent }

  package static let noun = Noun.ticket
  package var id: Int64 = 0
  package var number = ""
  package var kind = Kind.question
  package var status = Status.new
  package var priority = Priority.normal
  package var subject = ""
  package var topic: String?
  /// nil for a ticket that staff opened.
  package var channelID: Int64?
  package var channelKind: Channel.Kind
  package var teamID = Team.builtIn
  package var personID: Int64?
  package var contactID: Int64 = 0
  package var clientID: Int64?
  package var vehicleID: Int64?
  package var workOrderID: Int64?
  /// The closed ticket that this one goes on from.
  package var followsID: Int64?
  package var isTest = false
  /// Closed as nobody's contact, and out of all figures.
  package var isSpam = false
  /// The ticket that has this one's messages since a merge.
  package var mergedIntoID: Int64?
  /// Folded and sorted.
  package var tags: [String] = []
  /// How often it went from one person or team to another.
  package var handovers: Int64 = 0
  package var messageCount: Int64 = 0
  /// The client's last message; 0 before the first.
  package var lastClientMessageID: Int64 = 0
  package var lastMessageAt: Instant
  package var openedAt: Instant
  /// The end of `on_hold`.
  package var holdUntilAt: Instant?
  package var resolvedAt: Instant?
  /// The end of the time in which a client's message opens a resolved ticket again.
  package var closesAt: Instant?
  package var closedAt: Instant?
  package var firstResponseAt: Instant?
  /// The client's first word that nobody has answered.
  package var waitingSinceAt: Instant?
  package var slaPolicyID: Int64?
  /// The earliest due moment of its running clocks.
  package var dueAt: Instant?
  /// True if a target was missed at any time.
  package var isBreached = false
  /// The highest step of an escalation that was taken.
  package var escalation: Int64 = 0
  /// The time at which a client that no person had answered asked for one.
  package var personWantedAt: Instant?
  /// The time at which a person took the ticket or answered after that.
  package var personCameAt: Instant?
  package var version: Int64 = 1

  package init(in channelKind: Channel.Kind, at openedAt: Instant) {
    self.channelKind = channelKind
    self.openedAt = openedAt
    lastMessageAt = openedAt
  }
}

extension Ticket {
  /// Days after the last resolution in which a client's message opens the ticket again.
  package static let reopenDays: Int64 = 7
  /// Mails of one address that may open tickets within an hour. Two machines that answer each other without a mark end there.
  package static let mostOpenedAnHour: Int64 = 20
  /// With this hand-over the desk says that the ticket goes round.
  package static let manyHandovers: Int64 = 3

  /// The subject of a message that has none: its first line, shortened.
  package static func subject(of text: String) -> String {
    let line =
      text.prefix(2_000).split(whereSeparator: \.isNewline).first { !Text.trimmed(String($0)).isEmpty }.map { Text.trimmed(String($0)) }
      ?? ""
    return line.count > 80 ? "\(line.prefix(79))…" : line
  }
}
