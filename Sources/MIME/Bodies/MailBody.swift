/// Sorts the parts of a mail into its text and its files.
struct MailBody {
  /// A stretch of text, in one or both forms.
  private struct Stretch {
    var plain: String?
    var html: HTMLText?
  }

  private let bytes: [UInt8]
  private var stretches: [Stretch] = []
  private var textLeft = MailLimits.textBytes
  private(set) var attachments: [Attachment] = []
  private(set) var invitation: Invitation?
  private(set) var protection = Protection.none
  private(set) var oddities = Oddities()
  /// A calendar that is an alternative of the text.
  private var calendar: MailPart?

  init(_ root: MailPart, bytes: [UInt8]) {
    self.bytes = bytes
    take(root, isTop: true, canBeText: true)
    // The only text of a mail may be a file by its form.
    if stretches.isEmpty, let part = textLikeFile(root) {
      attachments.removeAll { $0.content == part.content }
      takeText(part)
    }
    if let calendar, !attachments.contains(where: { $0.name.hasSuffix(".ics") || $0.mediaType.hasSuffix("/ics") }) {
      attach(calendar, name: "invite.ics")
    }
  }

  /// The text: of each stretch the plain form, else the HTML form as plain text.
  var text: String { joined { stretch in stretch.plain.flatMap { Self.isBlank($0) ? nil : $0 } ?? stretch.html?.text } }

  /// The HTML form as plain text; `nil` if there is none.
  var htmlText: String? { stretches.contains { $0.html != nil } ? joined { $0.html?.text ?? $0.plain } : nil }

  /// Where the HTML form says that the quotation begins, if the text is made of that form.
  var quotationStart: Int? {
    guard stretches.count == 1, let html = stretches[0].html, stretches[0].plain.map(Self.isBlank) ?? true else { return nil }
    return html.quotationStart
  }

  private func joined(_ form: (Stretch) -> String?) -> String {
    Lines.trimmed(stretches.compactMap(form).filter { !Self.isBlank($0) }.joined(separator: "\n\n"))
  }

  private static func isBlank(_ text: String) -> Bool { text.allSatisfy { $0.isWhitespace || $0 == "\u{FEFF}" } }

  private mutating func take(_ part: MailPart, isTop: Bool = false, canBeText: Bool) {
    if part.isMultipart {
      takeMultipart(part, canBeText: canBeText)
    } else if part.isMessage || part.mediaType.hasPrefix("message/") {
      attach(part)
    } else if canBeText, isText(part, isTop: isTop) {
      takeText(part)
    } else {
      takeFile(part, isTop: isTop)
    }
  }

  private mutating func takeMultipart(_ part: MailPart, canBeText: Bool) {
    if part.children.isEmpty {
      // A multipart without parts is text all the same.
      if canBeText, !bytes[part.content].allSatisfy(\.isSpace) { takeText(part) }
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
    let before = stretches.count
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
    guard stretches.count > before + 1 else { return }
    var merged = Stretch()
    for stretch in stretches[before...] {
      if let plain = stretch.plain { merged.plain = merged.plain.map { $0 + "\n\n" + plain } ?? plain }
      if merged.html == nil { merged.html = stretch.html }
    }
    stretches.replaceSubrange(before..., with: [merged])
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
        && !part.content.isEmpty && attachments.contains { $0.content == part.content }
    }
  }

  private mutating func takeText(_ part: MailPart) {
    let raw = part.raw.prefix(MailLimits.textBytes * 2)
    // Text that was never encoded, whatever its header says.
    let isPlain = part.encoding == .base64 && !Base64.isLikely(raw)
    if isPlain { oddities.note(.unknownEncoding("base64")) }
    let decoded = (isPlain ? .identity : part.encoding).decode(raw, most: max(0, textLeft))
    if raw.count < part.raw.count || decoded.count >= textLeft, !decoded.isEmpty { oddities.note(.textTooLong) }
    textLeft -= decoded.count
    let isHTML = part.mediaType == "text/html"
    let declared = part.type.text("charset")
    let reading = Charset.decode(decoded[...], declared: declared ?? (isHTML ? HTMLText.declaredCharset(decoded[...]) : nil))
    if let oddity = reading.oddity { oddities.note(oddity) }
    if isHTML {
      stretches.append(Stretch(html: HTMLText(reading.text)))
    } else if part.encoding == .identity || part.encoding == .quotedPrintable {
      takePlain(part, reading.text)
    } else {
      stretches.append(Stretch(plain: flowed(part, reading.text)))
    }
  }

  /// Plain text, from which uuencoded files are taken out.
  private mutating func takePlain(_ part: MailPart, _ text: String) {
    let files =
      part.encoding == .identity ? UUEncoded.files(in: bytes, part.content.clamped(to: part.content.lowerBound..<bytes.count)) : []
    if files.isEmpty {
      stretches.append(Stretch(plain: flowed(part, text)))
      return
    }
    var kept: [UInt8] = []
    var at = part.content.lowerBound
    for file in files {
      kept += bytes[at..<file.whole.lowerBound]
      at = file.whole.upperBound
      let name = FileName.clean(Charset.decode(file.name, declared: nil).text)
      attachments.append(
        Attachment(
          name: name, mediaType: "application/octet-stream", content: file.content, encoding: .uuencode,
          size: TransferEncoding.uuencode.count(bytes[file.content]), contentID: nil, isInline: false, isSignature: false))
    }
    kept += bytes[at..<part.content.upperBound]
    let reading = Charset.decode(kept[...].prefix(MailLimits.textBytes), declared: part.type.text("charset"))
    stretches.append(Stretch(plain: flowed(part, reading.text)))
  }

  private func flowed(_ part: MailPart, _ text: String) -> String {
    let lines = Lines.unified(text)
    guard part.type.text("format")?.lowercased() == "flowed" else { return lines }
    return FlowedText.joined(lines, dropsBlank: part.type.text("delsp")?.lowercased() == "yes")
  }

  private mutating func takeFile(_ part: MailPart, isTop: Bool) {
    switch part.mediaType {
    case "application/pgp-signature" where protection == .pgpSigned, "application/pgp-encrypted": return
    case "application/pkcs7-mime", "application/x-pkcs7-mime":
      let kind = part.type.text("smime-type")?.lowercased() ?? ""
      protection = kind.hasPrefix("signed") || kind.hasPrefix("certs") ? .smimeOpaque : .smimeEncrypted
      oddities.note(protection == .smimeOpaque ? .opaqueSigned : .encrypted)
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
      oddities.note(.encrypted)
    }
  }

  private mutating func noteInvitation(_ part: MailPart) {
    if invitation == nil { invitation = Invitation(part) }
  }

  private mutating func attach(_ part: MailPart, name: String? = nil) {
    attachments.append(
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
