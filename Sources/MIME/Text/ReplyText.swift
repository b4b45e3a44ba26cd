/// What a person wrote anew in a reply: without the quotation and the signature. Knows the Russian and English forms of Outlook,
/// Gmail, Apple Mail, Thunderbird, mail.ru, Yandex and phones, and the common ones of other languages.
///
/// Answers between quoted lines keep the quotation that they answer. If nothing is left, the whole text is the reply: a person who
/// sends only a quotation means it.
package enum ReplyText {
  /// The reply of a text with LF at its line ends. `quotationStart` is where an HTML page says that its quotation begins, in bytes of UTF-8.
  package static func reply(of text: String, quotationStart: Int? = nil) -> String {
    var lines = ReplyLines(cut(text, quotationStart))
    lines.takeOffSeal()
    lines.takeOffQuotation()
    lines.takeOffSignature()
    let reply = Lines.trimmed(lines.text)
    return reply.isEmpty ? Lines.trimmed(text) : reply
  }

  /// Without what the page itself marks as quotation, unless that is a forwarded mail or all there is.
  private static func cut(_ text: String, _ start: Int?) -> String {
    guard let start, start > 0 else { return text }
    let bytes = Array(text.utf8)
    guard start < bytes.count else { return text }
    let head = String(decoding: bytes[..<start], as: UTF8.self)
    let tail = bytes[start...].drop(while: \.isSpace)
    let first = tail.prefix { $0 != 0x0A }
    if head.allSatisfy(\.isWhitespace) || QuotationWords.isForward(first.text) { return text }
    return head
  }
}

/// The lines of a text, each with what it is.
struct ReplyLines {
  private var lines: [Substring]
  private var kinds: [LineKind]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    kinds = lines.map { LineKind($0) }
    joinAttributions()
  }

  var text: String { lines.joined(separator: "\n") }

  /// The lines of PGP around a signed text (RFC 9580, 7).
  mutating func takeOffSeal() {
    guard let begin = lines.firstIndex(of: "-----BEGIN PGP SIGNED MESSAGE-----") else { return }
    let body = lines[begin...].firstIndex { $0.isEmpty } ?? begin
    let end = lines[begin...].firstIndex(of: "-----BEGIN PGP SIGNATURE-----") ?? lines.endIndex
    let last = lines[end...].firstIndex(of: "-----END PGP SIGNATURE-----").map { $0 + 1 } ?? lines.endIndex
    let inside = body + 1 <= end ? lines[(body + 1)..<end].map { $0.hasPrefix("- ") ? $0.dropFirst(2) : $0 } : []
    lines = Array(lines[..<begin]) + inside + Array(lines[last...])
    kinds = lines.map { LineKind($0) }
    joinAttributions()
  }

  mutating func takeOffQuotation() {
    if let place = headerBlock() { keep(upTo: place) }
    cutAtMarks()
    if !kinds.contains(.text) { return }
    dropTrailing { $0 == .quote || $0 == .mark || $0 == .empty || $0 == .rule }
    takeOffLoneQuotation()
    // Introducing lines between answers say nothing without their quotation's end.
    if let mark = kinds.firstIndex(of: .mark), !kinds.contains(.quote) { keep(upTo: mark) }
  }

  /// The signature below `-- `, and what phones write below a mail.
  mutating func takeOffSignature() {
    if let mark = kinds.firstIndex(of: .signature), kinds[..<mark].contains(.text) { keep(upTo: mark) }
    while let last = kinds.lastIndex(where: { $0 != .empty }), kinds[last] == .device || kinds[last] == .rule,
      kinds[..<last].contains(.text)
    { keep(upTo: last) }
    // A phone's line above a quotation that an answer follows.
    if kinds.contains(.text) {
      for place in kinds.indices.reversed() where kinds[place] == .device {
        lines.remove(at: place)
        kinds.remove(at: place)
      }
    }
  }

  /// Cuts at the first introducing line whose quotation goes to the end: nothing but quoted lines, or lines without any mark, follow.
  private mutating func cutAtMarks() {
    for place in kinds.indices where kinds[place] == .mark || kinds[place] == .separator {
      let rest = kinds[(place + 1)...]
      guard kinds[..<place].contains(.text) || kinds[..<place].contains(.device) else {
        if kinds[place] == .separator, !rest.contains(.quote) { continue }
        continue
      }
      let next = rest.first { $0 != .empty && $0 != .rule }
      // Below a quotation with marks, text may be the answer; below one without, everything is quoted.
      if next != .quote || kinds[place] == .separator || !rest.contains(.text) { return keep(upTo: place) }
    }
  }

  /// Takes off a quotation that stands above the answer or within it, if it is the only one. Of several, each is what the answer below it
  /// means.
  private mutating func takeOffLoneQuotation() {
    var blocks: [Range<Int>] = []
    var place = 0
    while place < kinds.count {
      guard kinds[place] == .quote || kinds[place] == .mark else {
        place += 1
        continue
      }
      let end = kinds[place...].firstIndex { $0 != .quote && $0 != .mark && $0 != .empty } ?? kinds.count
      if kinds[place..<end].contains(.quote) { blocks.append(place..<end) }
      place = end
    }
    guard blocks.count == 1, let block = blocks.first else { return }
    lines.removeSubrange(block)
    kinds.removeSubrange(block)
  }

  /// Three lines as `From:`, `Sent:`, `Subject:` under each other begin a quotation of Outlook's kind.
  private func headerBlock() -> Int? {
    var place = 0
    while place < kinds.count {
      guard case .header = kinds[place] else {
        place += 1
        continue
      }
      var found: Set<LineKind.Header> = []
      var end = place
      var others = 0
      while end < kinds.count, end - place < 14, others < 3 {
        if case .header(let header) = kinds[end] {
          found.insert(header)
          others = 0
        } else if kinds[end] == .empty {
          if found.count > 1 { break }
        } else {
          others += 1
        }
        end += 1
      }
      let isMail =
        found.contains(.from) && found.count >= 3 || isDated(place) && found.contains(.recipient)
        || found.contains(.date) && found.contains(.recipient) && found.contains(.subject)
      if isMail, kinds[..<place].contains(.text), !isForwarded(place) {
        var start = place
        while start > 0, kinds[start - 1] == .empty || kinds[start - 1] == .rule || kinds[start - 1] == .separator { start -= 1 }
        return start
      }
      place = max(end, place + 1)
    }
    return nil
  }

  /// A block that begins with a date of a mail: `Date: Wed, 16 May 2012 00:15:02 -0600`.
  private func isDated(_ place: Int) -> Bool {
    guard kinds[place] == .header(.date), let colon = lines[place].utf8.firstIndex(of: 0x3A) else { return false }
    return MailDate(Array(lines[place].utf8[colon...].dropFirst())[...]) != nil
  }

  private func isForwarded(_ place: Int) -> Bool {
    lines[max(0, place - 3)..<place].contains { QuotationWords.isForward($0) }
  }

  /// An introducing line may be broken into up to four.
  private mutating func joinAttributions() {
    var place = 0
    while place < lines.count {
      if kinds[place] == .text || kinds[place] == .quote {
        for length in 1...4 where place + length <= lines.count {
          let piece = lines[place..<(place + length)]
          if length > 1, kinds[place + length - 1] != kinds[place] || length == 2 && !QuotationWords.canBegin(lines[place]) { break }
          guard piece.last?.trimmedEnd.hasSuffix(":") == true || length == 1 else { continue }
          if QuotationWords.isAttribution(piece, nextIsQuoted: nextIsQuoted(place + length)) {
            lines.replaceSubrange(place..<(place + length), with: [Substring(piece.joined(separator: " "))])
            kinds.replaceSubrange(place..<(place + length), with: [.mark])
            break
          }
        }
      }
      place += 1
    }
  }

  private func nextIsQuoted(_ place: Int) -> Bool { kinds[min(place, kinds.count)...].first { $0 != .empty } == .quote }

  private mutating func keep(upTo end: Int) {
    lines.removeSubrange(end...)
    kinds.removeSubrange(end...)
  }

  private mutating func dropTrailing(_ condition: (LineKind) -> Bool) {
    while let last = kinds.last, condition(last) { keep(upTo: kinds.count - 1) }
  }
}
