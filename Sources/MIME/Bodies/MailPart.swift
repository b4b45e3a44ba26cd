/// A part of a mail, or the whole mail. It holds places in the raw mail, no copies.
package struct MailPart: Sendable {
  package let fields: HeaderFields
  /// In small letters, as `text/plain`.
  package let mediaType: String
  /// The value of Content-Type with its parameters.
  package let type: Parameters
  /// The value of Content-Disposition with its parameters.
  package let disposition: Parameters?
  package let encoding: TransferEncoding
  /// The content as written, without the header and without the line break before the next delimiter.
  package let content: Range<Int>
  /// The header and the content.
  package let whole: Range<Int>
  /// The parts of a multipart, or the mail inside a message/rfc822 that is not encoded.
  package let children: [MailPart]

  package var isMultipart: Bool { mediaType.hasPrefix("multipart/") }
  package var isText: Bool { mediaType.hasPrefix("text/") }
  /// A whole mail, or its header.
  package var isMessage: Bool { mediaType == "message/rfc822" || mediaType == "message/global" || mediaType == "message/news" }

  package var raw: Bytes { fields.bytes[content] }

  /// The decoded content, at most `most` bytes of it.
  package func decoded(most: Int = .max) -> [UInt8] { encoding.decode(raw, most: most) }

  package var contentID: String? { fields.first("Content-ID").flatMap(Identifiers.one) }

  /// The declared file name, decoded but not yet made harmless.
  package var declaredName: String? {
    let charset = type.text("charset")
    for name in [disposition?.text("filename", bare: charset), type.text("name", bare: charset), disposition?.text("name", bare: charset)] {
      if let name, !name.isEmpty { return name }
    }
    return nil
  }

  /// All parts in the order of the mail, this one first.
  func visit(_ body: (MailPart) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }

  /// The first part for which a condition holds, in the order of the mail.
  func first(where condition: (MailPart) -> Bool) -> MailPart? {
    if condition(self) { return self }
    for child in children { if let found = child.first(where: condition) { return found } }
    return nil
  }
}
