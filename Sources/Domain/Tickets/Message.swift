/// One message of a ticket, or a note that only staff see.
package struct Message: Versioned {
  package enum Author: String, CaseIterable, Sendable { case client, user, bot }
  package enum Kind: String, CaseIterable, Sendable {
    /// From the client to the centre.
    case inbound = "in"
    /// From the centre to the client.
    case outbound = "out"
    case note
  }

  /// A fault of a message that was taken all the same, since no contact may be lost.
  package enum Flag: String, CaseIterable, Sendable {
    case empty
    case controlCharacters = "control_characters"
    case phoneUnreadable = "phone_unreadable"
    case emailUnreadable = "email_unreadable"
    /// The phone or e-mail is on several clients' cards.
    case severalClients = "several_clients"
    /// The conversation is that of somebody else, so the message did not go into it.
    case conversationOfAnother = "conversation_of_another"
    /// Only somebody else has a message with the id that it answers.
    case replyToAnother = "reply_to_another"
    case replyToUnknown = "reply_to_unknown"
    case sentInFuture = "sent_in_future"
    /// The sender's mail system says that the mail is not from there. The contact was not looked up by the address.
    case senderUnproven = "sender_unproven"
    /// The text is longer than what is shown; the mail itself has the rest.
    case cut
    /// The text stands in an envelope of S/MIME or PGP.
    case sealed
    case partlyUnreadable = "partly_unreadable"
    /// A filter before the desk calls it spam.
    case spam
    /// A mail with a program's own mark against loops, or one above its sender's limit for an hour.
    case loop
  }

  /// The sender as the channel named them.
  package struct Sender: Equatable, Sendable {
    package var address = ""
    package var name: String?
    package var phone: String?
    package var email: String?
    /// Where answers go, if not to the address.
    package var replyTo: String?
    package init() {}
  }

  package static let noun = Noun.message
  package var id: Int64 = 0
  package var ticketID: Int64 = 0
  package var kind: Kind
  package var author: Author
  package var userID: Int64?
  package var contactID: Int64?
  /// True if the ticket is somebody else's, as after a merge.
  package var isGuests = false
  package var channelID: Int64?
  package var externalID: String?
  package var conversationID: String?
  /// A number of sender and conversation. With it the external id is known once; 0 for a message without an external id.
  package var origin: Int64 = 0
  package var sender = Sender()
  package var text = ""
  package var flags: Set<Flag> = []
  /// Users whom a note calls to the ticket.
  package var mentions: [Int64] = []
  package var sentAt: Instant?
  /// What became of an answer on its way to the client; nil for what is not sent from here.
  package var delivery: Dispatch.Status?
  /// The time of the last correction.
  package var changedAt: Instant?
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(_ kind: Kind, by author: Author, at createdAt: Instant) {
    self.kind = kind
    self.author = author
    self.createdAt = createdAt
  }
}

extension Message {
  /// True if a text of this time is newer than the message's. An erased message takes no text.
  package func isOlder(than editedAt: Instant) -> Bool {
    let isErased = text.isEmpty && !flags.contains(.empty)
    return !isErased && editedAt > changedAt ?? sentAt ?? .epoch
  }

  /// A user corrects what the user wrote, and never the client's words.
  package func isCorrectable(by user: Int64) -> Bool { author == .user && userID == user }
}
