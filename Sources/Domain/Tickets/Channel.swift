/// A way by which clients write or call: a mailbox, a messenger's account, a form on the site, the desk itself.
package struct Channel: Versioned {
  package enum Kind: String, CaseIterable, Sendable {
    case phone, email, chat, social, messenger, web, callback
    case walkIn = "walk_in"

    /// True if everything that an address writes is one conversation, even if the message does not name it.
    package var isConversation: Bool {
      switch self {
      case .chat, .social, .messenger: true
      case .phone, .email, .web, .walkIn, .callback: false
      }
    }

    /// True if its tickets are opened by staff, who hear the client and write for them.
    package var isSpoken: Bool {
      switch self {
      case .phone, .walkIn, .callback: true
      case .email, .chat, .social, .messenger, .web: false
      }
    }
  }

  package enum Status: String, CaseIterable, Sendable { case active, closed }

  package static let noun = Noun.channel
  package var id: Int64 = 0
  package var kind: Kind
  package var name = ""
  /// The centre's own address in this channel: a mailbox, an account, a telephone number.
  package var address: String?
  package var calendarID = DeskCalendar.centre
  package var teamID = Team.builtIn
  package var status = Status.active
  /// Stands below its mails.
  package var signature: String?
  /// The program that sends its answers; nil: they leave as mails, or the program fetches them.
  package var hookURL: String?
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(_ kind: Kind, at createdAt: Instant) {
    self.kind = kind
    self.createdAt = createdAt
  }
}
