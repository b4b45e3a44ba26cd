/// Encoded words (RFC 2047): text of any letters in the header of a mail.
enum EncodedWords {
  /// The longest encoded word, and the longest line with one (§2).
  static let mostBytes = 75
  static let mostLineBytes = 76

  /// False for text that can stand in a header as it is and is read as it is.
  static func areNeeded(for text: String) -> Bool {
    !text.utf8.allSatisfy { 0x20...0x7E ~= $0 } || text.contains("=?")
  }

  /// The words of a text, the first of at most `room` bytes, the others of `most`. Letters are never cut. A reader joins
  /// the words without the blanks between them.
  ///
  /// A word ends behind a blank if it can. Python reads a blank between the words of a name, against §6.2; there it does
  /// the least harm.
  static func split(_ text: String, room: Int, most: Int = mostBytes) -> [String] {
    let isQuoted = quotedLength(text) <= (text.utf8.count + 2) / 3 * 4
    let frame = "=?UTF-8?Q??=".utf8.count
    var words: [String] = []
    var letters: [String] = []
    var length = 0
    let capacity = { isQuoted ? $0 : $0 / 4 * 3 }
    let cost = { isQuoted ? quotedLength($0) : $0.utf8.count }
    for letter in text.flatMap(pieces) {
      while !letters.isEmpty, length + cost(letter) > capacity((words.isEmpty ? min(room, most) : most) - frame) {
        let end = letters.lastIndex(of: " ").map { $0 + 1 } ?? letters.count
        words.append(encoded(letters[..<end].joined(), isQuoted))
        letters.removeFirst(end)
        length = letters.reduce(0) { $0 + cost($1) }
      }
      letters.append(letter)
      length += cost(letter)
    }
    return letters.isEmpty ? words : words + [encoded(letters.joined(), isQuoted)]
  }

  /// A letter with its marks; or each scalar for itself if there are too many marks for one word.
  static func pieces(_ letter: Character) -> [String] {
    letter.utf8.count <= 18 ? [String(letter)] : letter.unicodeScalars.map { String($0) }
  }

  private static func encoded(_ text: String, _ isQuoted: Bool) -> String {
    isQuoted ? "=?UTF-8?Q?\(quoted(text))?=" : "=?UTF-8?B?\(Base64Lines.encode([UInt8](text.utf8)))?="
  }

  private static func quotedLength(_ text: String) -> Int { text.utf8.reduce(0) { $0 + (isPlain($1) || $1 == 0x20 ? 1 : 3) } }

  private static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isPlain(byte) {
        bytes.append(byte)
      } else if byte == 0x20 {
        bytes.append(0x5F)
      } else {
        QuotedPrintable.append(escaped: byte, to: &bytes)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The few characters that are safe even in a name before an address (§5).
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x21, 0x2A, 0x2B, 0x2D, 0x2F: true
    default: false
    }
  }
}
