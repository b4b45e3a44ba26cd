/// Writes a mail as RFC 5322 and MIME have it: ASCII lines of at most 76 characters that end in CR LF. Only the header of a
/// mail to or from an address in other letters is UTF-8 (RFC 6532).
///
/// No value can add a field or end the header: control characters become blanks, and what could not be written whole, such
/// as an address with a blank in it, is refused.
package enum MailWriter {
  /// The most bytes of text and attachments.
  package static let mostBytes = 64 << 20
  package static let mostAddresses = 500
  package static let mostAttachments = 100

  package static func write(_ draft: MailDraft) throws(MailFault) -> [UInt8] {
    try check(draft)
    let boundary = [UInt8](boundary(draft.messageID).utf8)
    let text = MailPart(text: draft.text, signature: draft.signature, boundary: boundary)
    let attached = draft.attachments.map { MailPart($0, boundary: boundary) }
    var header = try header(draft)
    header.field("MIME-Version", ["1.0"])
    var mail: [UInt8] = []
    mail.reserveCapacity(attached.reduce(header.bytes.count + text.length + 500) { $0 + $1.length + 1_500 })
    if attached.isEmpty {
      text.appendFields(to: &header)
      mail += header.bytes
      mail += "\r\n".utf8
      text.appendContent(to: &mail)
      return mail
    }
    header.field("Content-Type", ["multipart/mixed;", "boundary=\"\(String(decoding: boundary, as: UTF8.self))\""])
    mail += header.bytes
    mail += "\r\n".utf8
    for part in [text] + attached {
      mail += "--".utf8 + boundary + "\r\n".utf8
      part.append(to: &mail)
      // The line end before a boundary belongs to the boundary (RFC 2046 §5.1.1), so the part keeps its own.
      mail += "\r\n".utf8
    }
    mail += "--".utf8 + boundary + "--\r\n".utf8
    return mail
  }

  private static func check(_ draft: MailDraft) throws(MailFault) {
    let addresses = 1 + draft.to.count + draft.cc.count
    guard addresses <= mostAddresses else { throw .tooManyAddresses(addresses, most: mostAddresses) }
    let files = draft.attachments.count
    guard files <= mostAttachments else { throw .tooManyAttachments(files, most: mostAttachments) }
    let bytes = draft.attachments.reduce(draft.text.utf8.count + draft.signature.utf8.count) { $0 + $1.bytes.count }
    guard bytes <= mostBytes else { throw .tooLarge(bytes: bytes, most: mostBytes) }
  }

  private static func header(_ draft: MailDraft) throws(MailFault) -> HeaderLines {
    let everybody = [draft.from] + draft.to + draft.cc + (draft.replyTo.map { [$0] } ?? [])
    let isInternational = !everybody.allSatisfy(\.isASCII)
    guard let id = MessageIDs.written(draft.messageID), id.contains("@") else { throw .messageID(draft.messageID) }
    var header = HeaderLines()
    header.addresses("From", [draft.from])
    header.addresses("Reply-To", draft.replyTo.map { [$0] } ?? [])
    header.addresses("To", draft.to)
    header.addresses("Cc", draft.cc)
    header.text("Subject", CleanText.line(draft.subject, mostBytes: 2_000))
    header.field("Date", [MailDate.text(draft.date, zoneMinutes: draft.zoneMinutes)])
    header.field("Message-ID", [id])
    if let answered = draft.inReplyTo.flatMap({ MessageIDs.written($0, international: isInternational) }) {
      header.field("In-Reply-To", [answered])
    }
    let chain = MessageIDs.chain(draft.references, answered: draft.inReplyTo, international: isInternational)
    if !chain.isEmpty { header.field("References", chain) }
    if let machine = draft.machine {
      header.field("Auto-Submitted", [machine.rawValue])
      // Sieve and Exim keep silent for the field above, old autoresponders for this one, Exchange for the last.
      header.field("Precedence", ["bulk"])
      header.field("X-Auto-Response-Suppress", ["All"])
    }
    return header
  }

  /// A boundary that differs from mail to mail, so that a mail inside another cannot end it: FNV-1a of the id. The equals
  /// sign before the underscore occurs in neither quoted-printable nor base64 (RFC 2045 §6.7).
  private static func boundary(_ id: String) -> String {
    let hash = id.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return "=_" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
