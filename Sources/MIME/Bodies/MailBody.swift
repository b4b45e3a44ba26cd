/// Sorts the parts of a mail into its text and its files.
struct MailBody {
  private let bytes: [UInt8]
  private(set) var text: BodyText
  /// The files, those within the text first.
  private(set) var attachments: [Attachment] = []
  private var files: [Attachment] = []
  private(set) var invitation: Invitation?
  private(set) var protection = Protection.none
  private var own = Oddities()
  /// A calendar that is an alternative of the text.
  private var calendar: MailPart?

  init(_ root: MailPart, bytes: [UInt8]) {
    self.bytes = bytes
    text = BodyText(bytes)
    take(root, isTop: true, canBeText: true)
    // The only text of a mail may be a file by its form.
    if text.count == 0, let part = textLikeFile(root) {
      files.removeAll { $0.content == part.content }
      text.take(part)
    }
    if let calendar, !files.contains(where: { $0.name.hasSuffix(".ics") || $0.mediaType.hasSuffix("/ics") }) {
      attach(calendar, name: "invite.ics")
    }
    let winmail = Winmail(in: text.files + files, of: bytes, lacksText: text.count == 0)
    attachments = winmail.files
    for oddity in winmail.oddities.list { own.note(oddity) }
    if let packed = winmail.withText, text.whole.isEmpty { text.take(packed) }
  }

  var oddities: [Oddity] { text.oddities.list + own.list }

  private mutating func take(_ part: MailPart, isTop: Bool = false, canBeText: Bool) {
    if part.isMultipart {
      takeMultipart(part, canBeText: canBeText)
    } else if part.isMessage || part.mediaType.hasPrefix("message/") {
      attach(part)
    } else if canBeText, isText(part, isTop: isTop) {
      text.take(part)
    } else {
      takeFile(part, isTop: isTop)
    }
  }

  private mutating func takeMultipart(_ part: MailPart, canBeText: Bool) {
    if part.children.isEmpty {
      // A multipart without parts is text all the same.
      if canBeText, !bytes[part.content].allSatisfy(\.isSpace) { text.take(part) }
      return
    }
    noteProtection(part)
    switch part.mediaType {
    case "multipart/alternative": takeAlternative(part, canBeText: canBeText)
    case "multipart/related": takeRelated(part, canBeText: canBeText)
    default:
      for child in part.children { take(child, canBeText: canBeText) }
    }
  }

  /// Of alternatives, the plain text and the page belong together; a form that nobody reads is left out.
  private mutating func takeAlternative(_ part: MailPart, canBeText: Bool) {
    let before = text.count
    for child in part.children {
      if child.mediaType == "text/calendar" {
        calendar = calendar ?? child
        noteInvitation(child)
      } else if child.mediaType == "text/enriched" || child.mediaType == "text/richtext" || child.mediaType == "text/x-amp-html"
        || child.mediaType == "text/watch-html"
      {
        continue
      } else {
        take(child, canBeText: canBeText)
      }
    }
    text.merge(from: before)
  }

  /// The first part, or the one named as start, is shown; the others stand in it.
  private mutating func takeRelated(_ part: MailPart, canBeText: Bool) {
    let start = part.type.text("start").flatMap { Identifiers.one(Array($0.utf8)[...]) }
    let shown =
      part.children.firstIndex { start != nil && $0.contentID == start } ?? part.children.firstIndex { $0.isText || $0.isMultipart } ?? 0
    for (index, child) in part.children.enumerated() {
      let isLonely =
        child.mediaType == "text/html" && !part.children.prefix(index).contains { $0.mediaType == "text/html" || $0.isMultipart }
      take(child, canBeText: canBeText && (index == shown || isLonely))
    }
  }

  /// Text to read, not a file: no attachment and without a file name, unless it is all there is.
  private func isText(_ part: MailPart, isTop: Bool) -> Bool {
    guard part.isText, part.disposition?.main != "attachment" else { return false }
    if isTop { return part.mediaType != "text/calendar" && part.mediaType != "text/rfc822-headers" }
    guard part.mediaType == "text/plain" || part.mediaType == "text/html" || part.mediaType == "text/enriched" else { return false }
    return part.declaredName == nil
  }

  private func textLikeFile(_ root: MailPart) -> MailPart? {
    root.first { part in
      (part.mediaType == "text/plain" || part.mediaType == "text/html") && part.disposition?.main != "attachment"
        && !part.content.isEmpty && files.contains { $0.content == part.content }
    }
  }

  private mutating func takeFile(_ part: MailPart, isTop: Bool) {
    switch part.mediaType {
    case "application/pgp-signature" where protection == .pgpSigned, "application/pgp-encrypted": return
    case "application/pkcs7-mime", "application/x-pkcs7-mime":
      let kind = part.type.text("smime-type")?.lowercased() ?? ""
      protection = kind.hasPrefix("signed") || kind.hasPrefix("certs") ? .smimeOpaque : .smimeEncrypted
      own.note(protection == .smimeOpaque ? .opaqueSigned : .encrypted)
    case "text/calendar": noteInvitation(part)
    default: break
    }
    if isTop, part.content.isEmpty { return }
    attach(part)
  }

  private mutating func noteProtection(_ part: MailPart) {
    let protocolName = part.type.text("protocol")?.lowercased() ?? ""
    if part.mediaType == "multipart/signed" {
      protection =
        protocolName.contains("pgp") || part.children.contains { $0.mediaType == "application/pgp-signature" } ? .pgpSigned : .smimeSigned
    } else if part.mediaType == "multipart/encrypted" {
      protection = .pgpEncrypted
      own.note(.encrypted)
    }
  }

  private mutating func noteInvitation(_ part: MailPart) {
    if invitation == nil { invitation = Invitation(part) }
  }

  private mutating func attach(_ part: MailPart, name: String? = nil) {
    files.append(
      Attachment(
        part, name: name, isSignature: part.mediaType.hasSuffix("pkcs7-signature") || part.mediaType == "application/pgp-signature"))
  }
}

extension Attachment {
  init(_ part: MailPart, name given: String?, isSignature: Bool) {
    let name = FileName.clean(part.declaredName ?? given ?? Self.describedName(part) ?? "")
    self.init(
      name: name, mediaType: part.mediaType, content: part.content, encoding: part.encoding, size: part.encoding.count(part.raw),
      contentID: part.contentID,
      isInline: part.disposition?.main == "inline" || part.disposition == nil && part.contentID != nil, isSignature: isSignature)
  }

  /// What the mail calls a file that has no name: the subject of an attached mail, or the description of a report.
  private static func describedName(_ part: MailPart) -> String? {
    if part.isMessage, let subject = part.children.first?.fields.first("Subject").map({ EncodedWord.decode($0) }), !subject.isEmpty {
      return subject + ".eml"
    }
    guard let description = part.fields.first("Content-Description").map({ FieldText.line(EncodedWord.decode($0)) }), !description.isEmpty
    else { return nil }
    let isReadable = part.isText || part.mediaType.hasPrefix("message/")
    return isReadable && !description.contains(".") ? description + (part.isMessage ? ".eml" : ".txt") : description
  }
}
