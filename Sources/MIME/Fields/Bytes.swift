import Glibc

/// A stretch of a mail, lent and not copied.
package typealias Bytes = ArraySlice<UInt8>

extension UInt8 {
  var isBlank: Bool { self == 0x20 || self == 0x09 }
  /// A blank, or a byte that ends a line or page.
  var isSpace: Bool { self == 0x20 || 0x09...0x0D ~= self }
  var isDigit: Bool { 0x30...0x39 ~= self }
  var isLetter: Bool { 0x61...0x7A ~= self | 0x20 }
  var lower: UInt8 { 0x41...0x5A ~= self ? self | 0x20 : self }

  var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}

extension ArraySlice<UInt8> {
  /// The text of UTF-8 bytes; bytes that are none become U+FFFD.
  var text: String { String(decoding: self, as: UTF8.self) }
  /// The text with A to Z made small.
  var lowered: String { String(decoding: map(\.lower), as: UTF8.self) }

  func trimmed() -> Bytes {
    var slice = self
    while let first = slice.first, first.isSpace { slice.removeFirst() }
    while let last = slice.last, last.isSpace { slice.removeLast() }
    return slice
  }

  /// Equality with an ASCII word, whatever the case.
  func isWord(_ word: StaticString) -> Bool { count == word.utf8CodeUnitCount && begins(word) }

  func begins(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { word in
      guard count >= word.count else { return false }
      var at = startIndex
      for byte in word {
        if self[at].lower != byte.lower { return false }
        at += 1
      }
      return true
    }
  }

  /// The place of an ASCII word, whatever its case.
  func place(of word: StaticString, from: Int? = nil) -> Int? {
    let length = word.utf8CodeUnitCount
    guard length > 0, count >= length else { return nil }
    let first = word.withUTF8Buffer { $0[0].lower }
    var at = Swift.max(startIndex, from ?? startIndex)
    while at <= endIndex - length {
      if self[at].lower == first, self[at..<endIndex].begins(word) { return at }
      at += 1
    }
    return nil
  }

  func contains(_ word: StaticString) -> Bool { place(of: word) != nil }
}

extension [UInt8] {
  /// The line that begins at a place: its end without CR and LF, and where the next one begins.
  func line(at start: Int, before end: Int) -> (end: Int, next: Int) {
    guard start < end, end <= count else { return (start, Swift.max(start, end)) }
    let found = withUnsafeBytes { memory -> Int? in
      guard let base = memory.baseAddress, let hit = memchr(base + start, 0x0A, end - start) else { return nil }
      return UnsafeRawPointer(hit) - base
    }
    guard let found else { return (end, end) }
    var last = found
    while last > start, self[last - 1] == 0x0D { last -= 1 }
    return (last, found + 1)
  }
}
