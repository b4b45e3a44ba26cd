/// Text of header fields: RFC 2047's encoded words, and bare bytes beside them.
///
/// Neighbouring words of one character set are joined as bytes before they are decoded, because mail programs cut a letter
/// between two words, and a quantum of base64 as well.
package enum EncodedWord {
  /// The text of a value. Bare bytes are UTF-8, else of the mail's own character set, else windows-1251.
  package static func decode(_ value: Bytes, bare: String? = nil) -> String {
    let bytes = unfolded(value)
    guard bytes.contains(0x3D) || bytes.contains(where: { $0 >= 0x80 }) else { return String(decoding: bytes, as: UTF8.self) }
    var reader = WordReader(bytes: bytes, bare: bare)
    return reader.text()
  }

  /// The value on one line. A fold with the blanks around it is one blank; NUL is dropped.
  static func unfolded(_ value: Bytes) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(value.count)
    var folds = false
    for byte in value {
      if byte == 0x0A || byte == 0x0D {
        folds = true
      } else if byte == 0 || folds && byte.isBlank {
        continue
      } else {
        if folds {
          while line.last?.isBlank == true { line.removeLast() }
          if !line.isEmpty { line.append(0x20) }
          folds = false
        }
        line.append(byte)
      }
    }
    return [UInt8](line[...].trimmed())
  }

  /// An encoded word's pieces, and where it ends.
  struct Found {
    let charset: Bytes
    let isBase64: Bool
    let text: Bytes
    let end: Int
  }

  /// The encoded word that begins at a place. Takes longer ones than RFC 2047 allows, blanks inside, and one that the end of
  /// the value cuts off.
  static func word(in bytes: [UInt8], at start: Int) -> Found? {
    guard start + 1 < bytes.count, bytes[start] == 0x3D, bytes[start + 1] == 0x3F else { return nil }
    var at = start + 2
    while at < bytes.count, bytes[at] != 0x3F, bytes[at] > 0x20, at - start < 80 { at += 1 }
    guard at > start + 2, at + 2 < bytes.count, bytes[at] == 0x3F, bytes[at + 2] == 0x3F else { return nil }
    let charset = bytes[(start + 2)..<at].prefix { $0 != 0x2A }
    let letter = bytes[at + 1].lower
    guard letter == 0x62 || letter == 0x71 else { return nil }
    let first = at + 3
    at = first
    while at < bytes.count {
      if bytes[at] == 0x3F, at + 1 < bytes.count, bytes[at + 1] == 0x3D, letter == 0x62 || !isSplitEscape(bytes, at) {
        return Found(charset: charset, isBase64: letter == 0x62, text: bytes[first..<at], end: at + 2)
      }
      // A word never holds another's beginning, so a broken one does not swallow what follows.
      if bytes[at] == 0x3D, at + 2 < bytes.count, bytes[at + 1] == 0x3F, bytes[at + 2] != 0x3D { break }
      at += 1
    }
    guard letter == 0x62, at == bytes.count, bytes[first...].allSatisfy({ Base64.value($0) != nil || $0 == 0x3D || $0 == 0x3F }) else {
      return nil
    }
    return Found(charset: charset, isBase64: true, text: bytes[first...], end: bytes.count)
  }

  /// A question mark that should have been encoded, right before an escape: `?=D0`, with the word going on behind it.
  private static func isSplitEscape(_ bytes: [UInt8], _ mark: Int) -> Bool {
    guard mark + 3 < bytes.count, bytes[mark + 2].hexValue != nil, bytes[mark + 3].hexValue != nil else { return false }
    var at = mark + 2
    while at + 1 < bytes.count, at - mark < 1_000, !bytes[at].isBlank {
      if bytes[at] == 0x3F, bytes[at + 1] == 0x3D { return true }
      if bytes[at] == 0x3D, bytes[at + 1] == 0x3F { return false }
      at += 1
    }
    return false
  }
}

/// Goes through a value once and joins what belongs together.
private struct WordReader {
  let bytes: [UInt8]
  let bare: String?
  var out = ""
  private var plain = 0
  private var charset: String?
  private var joined: [UInt8] = []
  /// Base64 of the latest words, not yet decoded.
  private var base64: [UInt8] = []
  /// An escape of quoted-printable that its word's end cut: `=` or `=D`.
  private var escape: Bytes = []

  init(bytes: [UInt8], bare: String?) {
    self.bytes = bytes
    self.bare = bare
  }

  mutating func text() -> String {
    var at = 0
    while at < bytes.count {
      guard bytes[at] == 0x3D, let word = EncodedWord.word(in: bytes, at: at) else {
        at += 1
        continue
      }
      take(word, at: at)
      at = word.end
      plain = at
    }
    endWords()
    appendPlain(to: bytes.count)
    return out
  }

  private mutating func take(_ word: EncodedWord.Found, at start: Int) {
    let name = word.charset.lowered
    let between = bytes[plain..<start]
    let isNeighbour = charset != nil && between.allSatisfy(\.isSpace)
    if !isNeighbour || charset != name { endWords() }
    if !isNeighbour { appendPlain(to: start) }
    charset = name
    if word.isBase64 {
      let letters = word.text.filter { !$0.isSpace }
      // A word of whole quanta stands for itself, and so does one that ends with padding.
      if letters.count % 4 == 0 || isWhole(before: letters) { endBase64() }
      endEscape()
      base64 += letters
      if base64.count % 4 == 0 || base64.last == 0x3D { endBase64() }
    } else {
      endBase64()
      let text = escape.isEmpty ? word.text : (escape + word.text)[...]
      let cut = text.suffix(2).lastIndex(of: 0x3D) ?? text.endIndex
      QuotedPrintable.decodeWord(text[..<cut], into: &joined)
      escape = text[cut...]
    }
  }

  /// Whether the latest base64 merely lacks its padding; otherwise a quantum goes on in the next word. One letter alone is no quantum,
  /// and the bits behind the last byte are zero at an end.
  private func isWhole(before letters: [UInt8]) -> Bool {
    let next = letters.count { $0 != 0x3D }
    if next % 4 == 1 { return false }
    if (base64.count + next) % 4 == 1 { return true }
    guard let last = base64.last.flatMap(Base64.value) else { return true }
    return base64.count % 4 == 2 ? last & 0x0F == 0 : base64.count % 4 == 3 && last & 0x03 == 0
  }

  private mutating func endEscape() {
    QuotedPrintable.decodeWord(escape, into: &joined)
    escape = []
  }

  private mutating func endBase64() {
    if base64.isEmpty { return }
    joined += Base64.decode(base64[...], most: base64.count)
    base64 = []
  }

  private mutating func endWords() {
    endBase64()
    endEscape()
    if let charset { out += Charset.decode(joined[...], declared: charset).text }
    charset = nil
    joined = []
  }

  private mutating func appendPlain(to end: Int) {
    if plain < end { out += Charset.decode(bytes[plain..<end], declared: nil, else: bare).text }
  }
}
