/// Text of a field as it may stand in a list: one line, no control characters.
enum FieldText {
  static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) { return trimmed(text) }
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0, 0x202A...0x202E, 0x2066...0x2069: continue
      case 0...0x1F, 0x7F, 0x85, 0x2028, 0x2029: if clean.last != " " { clean.append(" ") }
      default: clean.append(scalar)
      }
    }
    return trimmed(String(clean))
  }

  static func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
