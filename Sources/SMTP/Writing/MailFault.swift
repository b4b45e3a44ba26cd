/// The reason why a mail cannot be written. Another try does not help.
package enum MailFault: Error, Sendable, Equatable {
  /// No mail address: a bad domain, no `@`, a control character, over 254 bytes.
  case address(String)
  /// No message id of the form `left@right` in visible ASCII.
  case messageID(String)
  case tooManyAddresses(Int, most: Int)
  case tooManyAttachments(Int, most: Int)
  case tooLarge(bytes: Int, most: Int)

  package var message: String {
    switch self {
    case .address(let text): "\(Self.shown(text)) is no mail address"
    case .messageID(let text): "\(Self.shown(text)) is no message id"
    case .tooManyAddresses(let count, let most): "the mail has \(count) addresses, \(most) are the most"
    case .tooManyAttachments(let count, let most): "the mail has \(count) attachments, \(most) are the most"
    case .tooLarge(let bytes, let most): "the mail has \(bytes) bytes, \(most) are the most"
    }
  }

  private static func shown(_ text: String) -> String { CleanText.line(text, mostBytes: 300) }
}
