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

  /// A name on one line, with single blanks and without letters that nobody sees.
  static func name(_ text: String) -> String {
    var clean = String.UnicodeScalarView()
    var waits = false
    for scalar in line(text).unicodeScalars {
      switch scalar.value {
      case 0xAD, 0x34F, 0x200B, 0x2060, 0xFEFF, 0xFE00...0xFE0E, 0xE0100...0xE01EF: continue
      case 0x20, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: waits = !clean.isEmpty
      default:
        if waits { clean.append(" ") }
        waits = false
        clean.append(scalar)
      }
    }
    return String(clean)
  }

  static func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
