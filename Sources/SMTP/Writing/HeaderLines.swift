/// The header of a mail or of a part: fields whose lines are folded at 76 characters. RFC 5322 §2.1.1 wants at most 78, and
/// RFC 2047 §2 at most 76 where there is an encoded word.
struct HeaderLines {
  private(set) var bytes: [UInt8] = []
  private var column = 0
  private var isFirst = true

  private static let mostLineBytes = EncodedWords.mostLineBytes

  /// Writes one field of tokens that stay whole.
  mutating func field(_ name: StaticString, _ tokens: [String]) {
    begin(name)
    for token in tokens { add(token) }
    end()
  }

  /// Writes a field of text, and nothing if it is empty.
  mutating func text(_ name: StaticString, _ text: String) {
    if text.isEmpty { return }
    begin(name)
    let tokens = text.split(separator: " ", omittingEmptySubsequences: false)
    // Blanks that stand together could end up at a fold, and a token of over 900 characters in a line that is too long.
    if EncodedWords.areNeeded(for: text) || tokens.contains(where: { $0.isEmpty || $0.utf8.count > 900 }) {
      encoded(text)
    } else {
      for token in tokens { add(String(token)) }
    }
    end()
  }

  /// Writes a field of addresses, and nothing without any.
  mutating func addresses(_ name: StaticString, _ addresses: [MailAddress]) {
    guard let last = addresses.indices.last else { return }
    begin(name)
    for (index, address) in addresses.enumerated() {
      // Several blanks stand for one in a name (RFC 5322 §3.2.2).
      let name = CleanText.line(address.name, mostBytes: 250).split(separator: " ").joined(separator: " ")
      if !name.isEmpty { shown(name) }
      add((name.isEmpty ? address.mailbox : "<\(address.mailbox)>") + (index == last ? "" : ","))
    }
    end()
  }

  /// Writes the name before an address: words, a quoted string, or encoded words.
  private mutating func shown(_ name: String) {
    let words = name.split(separator: " ")
    let isEncoded = EncodedWords.areNeeded(for: name) || name.utf8.count > 60
    if !isEncoded && words.allSatisfy({ $0.utf8.allSatisfy(MailAddress.isAtom) }) {
      for word in words { add(String(word)) }
    } else if !isEncoded {
      add("\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"")
    } else {
      encoded(name)
    }
  }

  /// Writes encoded words: one if the text fits, on a new line if it has to be.
  private mutating func encoded(_ text: String) {
    let left = Self.mostLineBytes - column - 1
    let words = EncodedWords.split(text, room: isFirst ? left : EncodedWords.mostBytes)
    let isWhole = isFirst || words.count == 1 || left < 30
    for word in isWhole ? words : EncodedWords.split(text, room: left) { add(word) }
  }

  private mutating func begin(_ name: StaticString) {
    name.withUTF8Buffer { bytes += $0 }
    bytes.append(0x3A)
    column = name.utf8CodeUnitCount + 1
    isFirst = true
  }

  /// Adds a token after a blank, or on a new line. The first one stays on the line of the field's name: some programs do not
  /// expect that line to be empty.
  private mutating func add(_ token: String) {
    if !isFirst && column + 1 + token.utf8.count > Self.mostLineBytes {
      bytes += "\r\n".utf8
      column = 0
    }
    bytes.append(0x20)
    bytes += token.utf8
    column += 1 + token.utf8.count
    isFirst = false
  }

  private mutating func end() { bytes += "\r\n".utf8 }
}
