import Foundation

/// The form in which texts are stored for search and in which queries are asked, because SQLite does not fold Cyrillic.
package enum SearchText {
  /// Lower case, ё → е, white space reduced to single spaces, none at the ends. `й` stays `й`, whether typed as one
  /// character or two.
  package static func fold(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return foldASCII(text) }
    // A letter typed as base + combining mark must match the same letter typed as one character.
    let marked = text.unicodeScalars.contains { (0x300...0x36F).contains($0.value) }
    let whole = marked ? text.precomposedStringWithCanonicalMapping : text
    var answer = String.UnicodeScalarView()
    var gap = false
    for scalar in whole.lowercased().unicodeScalars {
      if scalar.properties.isWhitespace || scalar.value < 32 {
        gap = !answer.isEmpty
        continue
      }
      if gap { answer.append(" ") }
      gap = false
      answer.append(scalar == "ё" ? "е" : scalar)
    }
    return String(answer)
  }

  private static func foldASCII(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var gap = false
    for byte in text.utf8 {
      if byte <= 32 {
        gap = !bytes.isEmpty
        continue
      }
      if gap { bytes.append(32) }
      gap = false
      bytes.append((65...90).contains(byte) ? byte + 32 : byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The sort key of names: folded, with one space for punctuation between words and none around the name. Digits come
  /// before Latin letters, and those before Cyrillic; `«Ёлка»` sorts like `елка`.
  package static func nameKey(_ name: String) -> String {
    var key = String.UnicodeScalarView()
    var gap = false
    for scalar in fold(name).unicodeScalars {
      guard isOfWords(scalar) else {
        gap = !key.isEmpty
        continue
      }
      if gap { key.append(" ") }
      gap = false
      key.append(scalar)
    }
    return String(key)
  }

  private static func isOfWords(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 48...57, 97...122, 0x430...0x44F: return true
    case 0..<128: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark: return true
    default: return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
  }

  /// The digits of a text, nothing else.
  package static func digits(_ text: String) -> String {
    String(decoding: text.utf8.filter { (48...57).contains($0) }, as: UTF8.self)
  }

  /// Several texts of one row, folded and joined.
  package static func row(_ texts: [String?]) -> String {
    texts.compactMap { $0 }.map(fold).filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// The twelve Cyrillic letters that look like Latin ones. Text typed in either alphabet must match.
package enum LookAlike {
  private static let pairs: [(cyrillic: Character, latin: Character)] = Array(zip("АВЕКМНОРСТУХ", "ABEKMHOPCTYX"))
  private static let latinOf = Dictionary(uniqueKeysWithValues: pairs.map { ($0.cyrillic, $0.latin) })
  private static let cyrillicOf = Dictionary(uniqueKeysWithValues: pairs.map { ($0.latin, $0.cyrillic) })

  package static func latin(_ character: Character) -> Character { latinOf[character] ?? character }
  package static func cyrillic(_ character: Character) -> Character { cyrillicOf[character] ?? character }
  static func isOnPlates(_ latin: Character) -> Bool { cyrillicOf[latin] != nil }

  /// Letters and digits only, upper case, look-alikes in Latin.
  package static func key(_ text: String) -> String {
    String(text.uppercased().filter { $0.isLetter || $0.isNumber }.map(latin))
  }
}
