/// The text of a mail, as it is put together from its parts.
struct BodyText {
  /// A stretch of text, in one or both forms.
  private struct Stretch {
    var plain: String?
    var html: HTMLText?
  }

  private let bytes: [UInt8]
  private var stretches: [Stretch] = []
  private var textLeft = MailLimits.textBytes
  /// Files that stood within plain text.
  private(set) var files: [Attachment] = []
  private(set) var oddities = Oddities()

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { stretches.count }

  /// The text: of each stretch the plain form, else the HTML form as plain text.
  var whole: String { joined { stretch in stretch.plain.flatMap { Self.isBlank($0) ? nil : $0 } ?? stretch.html?.text } }

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

  /// Reads a part as text.
  mutating func take(_ part: MailPart) {
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
    let found =
      part.encoding == .identity ? UUEncoded.files(in: bytes, part.content.clamped(to: part.content.lowerBound..<bytes.count)) : []
    if found.isEmpty {
      stretches.append(Stretch(plain: flowed(part, text)))
      return
    }
    var kept: [UInt8] = []
    var at = part.content.lowerBound
    for file in found {
      kept += bytes[at..<file.whole.lowerBound].prefix(MailLimits.textBytes - min(kept.count, MailLimits.textBytes))
      at = file.whole.upperBound
      let name = FileName.clean(Charset.decode(file.name, declared: nil).text)
      files.append(
        Attachment(
          name: name, mediaType: "application/octet-stream", content: file.content, encoding: .uuencode,
          size: TransferEncoding.uuencode.count(bytes[file.content]), contentID: nil, isInline: false, isSignature: false))
    }
    kept += bytes[at..<part.content.upperBound].prefix(MailLimits.textBytes - min(kept.count, MailLimits.textBytes))
    let reading = Charset.decode(kept[...], declared: part.type.text("charset"))
    stretches.append(Stretch(plain: flowed(part, reading.text)))
  }

  private func flowed(_ part: MailPart, _ text: String) -> String {
    let lines = Lines.unified(text)
    guard part.type.text("format")?.lowercased() == "flowed" else { return lines }
    return FlowedText.joined(lines, dropsBlank: part.type.text("delsp")?.lowercased() == "yes")
  }

  /// Takes the text of a packed letter. The mail's own text is blank.
  mutating func take(_ packed: TNEF) {
    let (plain, page) = (packed.plainText, packed.page)
    for oddity in [plain?.oddity, page?.oddity].compactMap(\.self) { oddities.note(oddity) }
    let lengths = [packed.letter[.body], packed.letter[.html]].map { $0?.place.count ?? 0 }
    if lengths.contains(where: { $0 > MailLimits.textBytes }) { oddities.note(.textTooLong) }
    stretches = [Stretch(plain: plain.map { Lines.unified($0.text) }, html: page.map { HTMLText($0.text) })]
  }

  /// Makes one stretch of the forms of one text: the plain ones together, and the first page.
  mutating func merge(from first: Int) {
    guard stretches.count > first + 1 else { return }
    var merged = Stretch()
    for stretch in stretches[first...] {
      if let plain = stretch.plain { merged.plain = merged.plain.map { $0 + "\n\n" + plain } ?? plain }
      if merged.html == nil { merged.html = stretch.html }
    }
    stretches.replaceSubrange(first..., with: [merged])
  }
}
