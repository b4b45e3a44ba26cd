/// Text made fit for one line.
enum CleanText {
  /// Every control character and line separator becomes a blank, so that no value can end its line; CR LF becomes one.
  /// Blanks at both ends are dropped. A longer text is cut between two letters.
  static func line(_ text: String, mostBytes: Int) -> String {
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    // Each scalar has a byte at least, so the rest would be cut anyway.
    for scalar in text.unicodeScalars.drop(while: { $0 == " " || breaks($0) }).prefix(mostBytes + 1) {
      if !(scalar == "\n" && previous == "\r") { line.append(breaks(scalar) ? " " : scalar) }
      previous = scalar
    }
    let kept = String(line).utf8.count <= mostBytes ? line : cut(String(line), mostBytes).unicodeScalars
    return String(String.UnicodeScalarView(kept.reversed().drop { $0 == " " }.reversed()))
  }

  /// The beginning of a text that has at most so many bytes, cut between two letters.
  static func cut(_ text: some StringProtocol, _ mostBytes: Int) -> String {
    var (kept, bytes) = ("", 0)
    for letter in text {
      bytes += letter.utf8.count
      if bytes > mostBytes { break }
      kept.append(letter)
    }
    return kept
  }

  /// True for control characters, and for the separators of lines and paragraphs.
  static func breaks(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
