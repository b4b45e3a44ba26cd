import Foundation

/// The words of a text: letters and digits in lower case, ё as е. Everything else parts them.
package enum Words {
  /// A word as UTF-8. Swift hashes and compares strings by their canonical form, which for Cyrillic costs much more than bytes do.
  package typealias Bytes = [UInt8]

  /// `longest`: letters and signs of the text that count.
  package static func folded(_ text: String, longest: Int = .max) -> [String] {
    bytes(text, longest: longest).map { String(decoding: $0, as: UTF8.self) }
  }

  package static func bytes(_ text: String, longest: Int = .max) -> [Bytes] {
    let beginning = text.unicodeScalars.prefix(longest)
    // A letter typed as base + combining mark must match the same letter typed as one character.
    let isMarked = beginning.contains { (0x300...0x36F).contains($0.value) }
    var words: [Bytes] = []
    var word: Bytes = []
    for scalar in isMarked
      ? String(String.UnicodeScalarView(beginning)).precomposedStringWithCanonicalMapping.unicodeScalars[...] : beginning
    {
      guard !add(scalar, to: &word), !word.isEmpty else { continue }
      words.append(word)
      word.removeAll(keepingCapacity: true)
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// Adds a letter or a digit in lower case. Returns false for anything else. Latin and Cyrillic letters ask no table of Unicode.
  private static func add(_ scalar: Unicode.Scalar, to word: inout Bytes) -> Bool {
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
  private static func append(_ letter: UInt32, to word: inout Bytes) {
    word.append(UInt8(truncatingIfNeeded: 0xC0 | letter >> 6))
    word.append(UInt8(truncatingIfNeeded: 0x80 | letter & 0x3F))
  }
}
