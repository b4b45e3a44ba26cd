/// Reads free text: trimmed, without control characters, no longer than its field.
package enum Text {
  package static let lineLength = 200
  package static let noteLength = 4_000

  /// One line: a name, a title, a number of a document. Empty text is refused.
  package static func line(_ text: String, max: Int = lineLength) throws(Reason) -> String {
    let trimmed = trimmed(text)
    guard !trimmed.isEmpty else { throw .textEmpty }
    guard !trimmed.unicodeScalars.contains(where: isControl) else { throw .controlCharacters }
    guard trimmed.unicodeScalars.count <= max else { throw .textTooLong(max: max) }
    return trimmed
  }

  /// Several lines: a complaint in the client's own words, a note. Line breaks and tabs are kept, CR LF becomes LF.
  package static func note(_ text: String, max: Int = noteLength) throws(Reason) -> String {
    let unified = text.replacing("\r\n", with: "\n")
    let trimmed = trimmed(unified)
    guard !trimmed.isEmpty else { throw .textEmpty }
    guard !trimmed.unicodeScalars.contains(where: { isControl($0) && $0 != "\n" && $0 != "\t" }) else { throw .controlCharacters }
    guard trimmed.unicodeScalars.count <= max else { throw .textTooLong(max: max) }
    return trimmed
  }

  /// A person's or company's name: one line with at least one letter or digit; runs of spaces become one.
  package static func name(_ text: String) throws(Reason) -> String {
    let line = try line(text, max: lineLength)
    guard line.contains(where: { $0.isLetter || $0.isNumber }) else { throw .nameWithoutLetters }
    return line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  package static func trimmed(_ text: String) -> String {
    let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? start
    return String(text[start..<end])
  }

  /// Characters that are invisible, or that make others look different.
  package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<32, 127..<160, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true  // the bidi overrides can make a name lie
    default: false
    }
  }
}
