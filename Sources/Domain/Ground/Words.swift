import Foundation

/// The words of a text: letters and digits in lower case, ё as е. Everything else parts them.
package enum Words {
  /// `longest`: letters and signs of the text that count.
  package static func folded(_ text: String, longest: Int = .max) -> [String] {
    let beginning = text.unicodeScalars.prefix(longest)
    // A letter typed as base + combining mark must match the same letter typed as one character.
    let isMarked = beginning.contains { (0x300...0x36F).contains($0.value) }
    var words: [String] = []
    var word: [UInt8] = []
    for scalar in isMarked
      ? String(String.UnicodeScalarView(beginning)).precomposedStringWithCanonicalMapping.unicodeScalars[...] : beginning
    {
      guard !add(scalar, to: &word), !word.isEmpty else { continue }
      words.append(String(decoding: word, as: UTF8.self))
      word.removeAll(keepingCapacity: true)
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    return words
  }

  /// Adds a letter or a digit in lower case. Returns false for anything else. Latin and Cyrillic letters ask no table of Unicode.
  private static func add(_ scalar: Unicode.Scalar, to word: inout [UInt8]) -> Bool {
    switch scalar.value {
    case 48...57, 97...122: word.append(UInt8(truncatingIfNeeded: scalar.value))
    case 65...90: word.append(UInt8(truncatingIfNeeded: scalar.value + 32))
    case 0..<128, 0x2000...0x206F: return false
    case 0x401, 0x451: append(0x435, to: &word)
    case 0x400...0x40F: append(scalar.value + 80, to: &word)
    case 0x410...0x42F: append(scalar.value + 32, to: &word)
    case 0x430...0x45F: append(scalar.value, to: &word)
    default:
      guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else { return false }
      word += scalar.properties.lowercaseMapping.utf8
    }
    return true
  }

  /// Adds a letter whose UTF-8 has two bytes.
  private static func append(_ letter: UInt32, to word: inout [UInt8]) {
    word.append(UInt8(truncatingIfNeeded: 0xC0 | letter >> 6))
    word.append(UInt8(truncatingIfNeeded: 0x80 | letter & 0x3F))
  }
}
