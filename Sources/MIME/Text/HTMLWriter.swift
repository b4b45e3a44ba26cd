/// Writes the lines of a page: white space is one blank, blocks begin lines, quotations get marks.
struct HTMLWriter {
  private(set) var out: [UInt8] = []
  /// Line breaks before the next letter.
  private var breaks = 0
  private var hasBlank = false
  private var depth = 0
  private var writtenDepth = 0
  /// A list item's mark, which waits for its text.
  private var waitingMark: String?

  /// Where the next letter will stand.
  var place: Int { out.count }

  mutating func newLine() {
    breaks = max(breaks, 1)
    hasBlank = false
  }

  mutating func blankLine() {
    breaks = 2
    hasBlank = false
  }

  mutating func lineBreak() {
    breaks = min(breaks + 1, 2)
    hasBlank = false
  }

  mutating func blank() { hasBlank = true }

  mutating func rule() {
    newLine()
    write(Array("________________________________".utf8)[...], preformatted: true)
    newLine()
  }

  mutating func mark(_ text: String) { waitingMark = text }

  mutating func quote(_ step: Int) {
    newLine()
    depth = max(0, depth + step)
  }

  mutating func write(_ text: Bytes, preformatted: Bool) {
    var at = text.startIndex
    while at < text.endIndex {
      let byte = text[at]
      let blank = blankLength(text, at)
      if byte == 0x0A, preformatted {
        breaks = min(breaks + 1, 2)
        at += 1
      } else if blank > 0, !preformatted {
        hasBlank = true
        at += blank
      } else if let length = Self.invisibleLength(text, at) {
        at += length
      } else if byte == 0 || byte == 0x0D {
        at += 1
      } else {
        flush()
        out.append(byte)
        at += 1
      }
    }
  }

  /// A link's address behind its words, unless they say the same.
  mutating func link(_ address: String, from start: Int) {
    guard start <= out.count, out.count > start, address.utf8.count <= 1_000 else { return }
    let target = Array(address.utf8)[...].trimmed()
    let isMail = target.begins("mailto:")
    guard isMail || target.begins("http://") || target.begins("https://") || target.begins("ftp://") else { return }
    let shown = isMail ? target.dropFirst(7).prefix { $0 != 0x3F } : target
    let core = (isMail ? shown : shown.drop { $0 != 0x2F }.dropping("/")).prefix { $0 != 0x23 }.droppingLast("/").folded[...]
    let bare = core.begins("www.") ? core.dropFirst(4) : core
    if bare.isEmpty || Phrases.isIn(out[start...].folded[...], bare) || !shown.allSatisfy({ $0 > 0x20 }) { return }
    out += [0x20, 0x3C] + shown + [0x3E]
  }

  private mutating func flush() {
    if breaks > 0 || out.isEmpty {
      if !out.isEmpty {
        while out.last == 0x20 { out.removeLast() }
        out.append(0x0A)
        if breaks > 1 {
          marks(min(writtenDepth, depth))
          out.append(0x0A)
        }
      }
      marks(depth)
      if depth > 0 { out.append(0x20) }
      writtenDepth = depth
      breaks = 0
      hasBlank = false
    }
    if let mark = waitingMark {
      waitingMark = nil
      out += Array(mark.utf8)
      hasBlank = false
    }
    if hasBlank {
      if out.last != 0x20 { out.append(0x20) }
      hasBlank = false
    }
  }

  private mutating func marks(_ depth: Int) {
    for _ in 0..<min(depth, MailLimits.quotations) { out.append(0x3E) }
  }

  /// White space at a place: ASCII's, and U+00A0.
  private func blankLength(_ text: Bytes, _ at: Int) -> Int {
    if text[at].isSpace { return 1 }
    return text[at] == 0xC2 && at + 1 < text.endIndex && text[at + 1] == 0xA0 ? 2 : 0
  }

  /// Letters of no width, with which newsletters fill their preview: U+00AD, U+034F, U+200B, U+200C, U+FEFF.
  private static func invisibleLength(_ text: Bytes, _ at: Int) -> Int? {
    guard text[at] >= 0xC2, at + 1 < text.endIndex else { return nil }
    let (first, second) = (text[at], text[at + 1])
    if first == 0xC2 && second == 0xAD || first == 0xCD && second == 0x8F { return 2 }
    guard at + 2 < text.endIndex else { return nil }
    let third = text[at + 2]
    if first == 0xE2 && second == 0x80 && (third == 0x8B || third == 0x8C) || first == 0xEF && second == 0xBB && third == 0xBF { return 3 }
    return nil
  }
}
