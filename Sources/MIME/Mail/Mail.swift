/// One mail, read from its raw bytes. Every sequence of bytes is a mail: what cannot be read stands in `oddities`.
package struct Mail: Sendable {
  /// The raw mail. Ranges of parts and attachments point into it.
  package let bytes: [UInt8]
  package let root: MailPart

  /// Decoded, on one line.
  package let subject: String
  package let from: [MailAddress]
  package let sender: MailAddress?
  package let replyTo: [MailAddress]
  package let to: [MailAddress]
  package let cc: [MailAddress]
  /// `nil` if the field is missing or unreadable.
  package let date: MailDate?
  /// Identifiers stand without their brackets.
  package let messageID: String?
  package let inReplyTo: [String]
  package let references: [String]
  package let resentMessageIDs: [String]

  /// The text to read: of each part the plain form, else the page as text. Lines end in LF.
  package let text: String
  /// The page as text; `nil` if the mail has none.
  package let htmlText: String?
  /// What the sender wrote anew, without quotation and signature.
  package let replyText: String
  package let attachments: [Attachment]

  package let marks: SenderMarks
  package let report: DeliveryReport?
  package let authentication: Authentication
  package let invitation: Invitation?
  package let protection: Protection
  package let identity: MailIdentity
  package let oddities: [Oddity]

  package init(reading bytes: [UInt8]) { self.init(Self.withLineFeeds(bytes)) }

  /// A mail inside another's bytes, or the whole.
  private init(_ bytes: [UInt8], range: Range<Int>? = nil) {
    let range = range ?? Self.withoutLead(bytes)
    var reader = PartReader(bytes, range)
    let root = reader.mail()
    var oddities = reader.oddities
    self.bytes = bytes
    self.root = root
    let fields = FieldReader(root)
    subject = fields.line("Subject")
    from = fields.addresses("From")
    sender = fields.addresses("Sender").first
    replyTo = fields.addresses("Reply-To")
    to = fields.addresses("To")
    cc = fields.addresses("Cc")
    date = root.fields.first("Date").flatMap { MailDate($0) }
    messageID = root.fields.first("Message-ID").flatMap(Identifiers.one)
    inReplyTo = fields.identifiers("In-Reply-To")
    references = fields.identifiers("References")
    resentMessageIDs = fields.identifiers("Resent-Message-ID")

    let body = MailBody(root, bytes: bytes)
    text = body.text.whole
    htmlText = body.text.htmlText
    attachments = body.attachments
    invitation = body.invitation
    protection = body.protection == .none ? Self.inlineProtection(text) : body.protection
    replyText = ReplyText.reply(of: text, quotationStart: body.text.quotationStart, isForward: SubjectPrefixes.saysForward(subject))

    report = DeliveryReport.read(root, text: text, from: from, to: to, subject: subject)
    marks = SenderMarks(root.fields, report: report, answerTo: replyTo.first ?? from.first, subject: subject)
    authentication = Authentication(root.fields)
    identity = MailIdentity(root)
    for oddity in body.oddities { oddities.note(oddity) }
    if root.fields.list.isEmpty { oddities.note(.noFields) }
    if date == nil, root.fields.has("Date") { oddities.note(.unreadableDate) }
    if !from.contains(where: { $0.address.contains("@") }) { oddities.note(.noSender) }
    self.oddities = oddities.list
  }

  /// The subject without `Re:`, `Отв:`, `Fwd:` and their like.
  package var strippedSubject: String { SubjectPrefixes.stripped(subject) }

  /// The person to whom the mail is due: From, else Sender, Reply-To or the return path.
  package var author: MailAddress? {
    let returnPath = root.fields.first("Return-Path").map { MailAddress.list($0) } ?? []
    return (from + [sender].compactMap(\.self) + replyTo + returnPath).first { $0.address.contains("@") }
  }

  /// The mails that are attached to this one, such as the original below a spam filter's report.
  package var attachedMails: [Mail] {
    var found: [Mail] = []
    root.visit { part in
      guard part.isMessage, found.count < 20 else { return }
      found.append(part.encoding == .identity ? Mail(bytes, range: part.content) : Mail(reading: part.decoded()))
    }
    return found
  }

  /// The decoded content of an attachment.
  package func content(of attachment: Attachment) -> [UInt8] {
    attachment.unpacked.map { [UInt8]($0) } ?? attachment.encoding.decode(bytes[attachment.content])
  }

  /// Gives the decoded content of an attachment in pieces of some ten thousand bytes, so that a large file need not be in memory twice.
  package func forEachPiece(of attachment: Attachment, _ body: (Bytes) throws -> Void) rethrows {
    if let unpacked = attachment.unpacked { return try body(unpacked) }
    try attachment.encoding.decodePieces(bytes[attachment.content], body)
  }

  private static func inlineProtection(_ text: String) -> Protection {
    let bytes = Array(text.utf8)
    guard let place = bytes[...].place(of: "-----BEGIN PGP ") else { return .none }
    let rest = bytes[(place + 15)...]
    if rest.begins("SIGNED MESSAGE-----") { return .pgpInlineSigned }
    return rest.begins("MESSAGE-----") ? .pgpInlineEncrypted : .none
  }

  /// Old Macintosh programs end lines by CR alone.
  private static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
    guard !bytes.contains(0x0A), bytes.contains(0x0D) else { return bytes }
    return bytes.map { $0 == 0x0D ? 0x0A : $0 }
  }

  /// Blank lines and a byte order mark may stand before the first field.
  private static func withoutLead(_ bytes: [UInt8]) -> Range<Int> {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count, bytes[start] == 0x0A || bytes[start] == 0x0D { start += 1 }
    return start..<bytes.count
  }
}

/// The fields of a mail's own header as text.
private struct FieldReader {
  let fields: HeaderFields
  /// The set in which bare bytes are, if they are no UTF-8.
  let charset: String?

  init(_ root: MailPart) {
    fields = root.fields
    charset = root.type.text("charset") ?? root.first { $0.isText }?.type.text("charset")
  }

  func line(_ name: StaticString) -> String { fields.first(name).map { FieldText.line(EncodedWord.decode($0, bare: charset)) } ?? "" }

  /// The first field of a name that has somebody's address, else the first that names anybody.
  func addresses(_ name: StaticString) -> [MailAddress] {
    let lists = fields.all(name).prefix(10).lazy.map { MailAddress.list($0, bare: charset) }
    return lists.first { $0.contains { $0.address.contains("@") } } ?? lists.first { !$0.isEmpty } ?? []
  }

  func identifiers(_ name: StaticString) -> [String] { fields.all(name).prefix(10).flatMap { Identifiers.list($0) } }
}
