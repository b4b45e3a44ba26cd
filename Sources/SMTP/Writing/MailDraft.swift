/// A mail before it is written: values, free of any encoding.
package struct MailDraft: Sendable, Equatable {
  /// How a machine came to write the mail (RFC 3834 §5).
  package enum Machine: String, Sendable, Equatable {
    /// In answer to a mail.
    case replied = "auto-replied"
    /// By itself, such as a reminder or a digest.
    case generated = "auto-generated"
  }

  package struct Attachment: Sendable, Equatable {
    package var name: String
    /// A type and subtype without parameters. What is none counts as `application/octet-stream`.
    package var mediaType: String
    package var bytes: [UInt8]

    package init(name: String, mediaType: String, bytes: [UInt8]) {
      self.name = name
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  package var from: MailAddress
  package var replyTo: MailAddress?
  package var to: [MailAddress]
  package var cc: [MailAddress] = []
  package var subject = ""
  /// Milliseconds since 1970 in UTC.
  package var date: Int64
  /// The minutes by which the sender's clock is ahead of UTC.
  package var zoneMinutes = 0
  /// With or without angle brackets.
  package var messageID: String
  /// The id of the mail that is answered, and the ids that mail refers to, the oldest first. An id that cannot be written
  /// is left out.
  package var inReplyTo: String?
  package var references: [String] = []
  package var text: String
  /// Stands below the text, after the line `-- ` by which programs know a signature.
  package var signature = ""
  package var attachments: [Attachment] = []
  /// Set if no person writes. Then the mail asks other machines for silence; send it with an empty envelope sender.
  package var machine: Machine?

  package init(from: MailAddress, to: [MailAddress], date: Int64, messageID: String, text: String) {
    self.from = from
    self.to = to
    self.date = date
    self.messageID = messageID
    self.text = text
  }

  /// Everybody who gets the mail, each address once.
  package var recipients: [MailAddress] {
    var seen: Set<String> = []
    return (to + cc).filter { seen.insert($0.mailbox).inserted }
  }
}
