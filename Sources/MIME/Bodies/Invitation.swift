/// A calendar entry that came with a mail (RFC 5546), or a person's click on one.
package struct Invitation: Sendable, Equatable {
  /// `request`, `reply`, `cancel`, `publish` and so on, in small letters.
  package let method: String
  /// Where the encoded content stands in the raw mail.
  package let content: Range<Int>
  package let encoding: TransferEncoding

  init(_ part: MailPart) {
    content = part.content
    encoding = part.encoding
    if let said = part.type.text("method"), !said.isEmpty {
      method = said.lowercased()
      return
    }
    let text = part.decoded(most: 65_536)
    let line = text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).first { $0.begins("METHOD:") }
    method = line.map { $0.dropFirst(7).trimmed().lowered } ?? "publish"
  }
}
