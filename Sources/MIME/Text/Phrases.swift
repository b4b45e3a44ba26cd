import Glibc

/// Words that are looked for in text, in small letters. Compared as bytes: comparing them as Swift characters would take most of the
/// time of reading a mail.
struct Phrases: Sendable {
  private let list: [[UInt8]]

  init(_ words: [String]) { list = words.map { Array($0.utf8) } }

  /// Whether the text is one of them.
  func equal(_ text: Bytes) -> Bool { list.contains { $0.count == text.count && text.elementsEqual($0) } }

  func begin(_ text: Bytes) -> Bool { list.contains { $0.first == text.first && text.starts(with: $0) } }

  func end(_ text: Bytes) -> Bool {
    list.contains { $0.last == text.last && text.count >= $0.count && text.suffix($0.count).elementsEqual($0) }
  }

  func occur(in text: Bytes) -> Bool {
    text.withUnsafeBytes { text in list.contains { phrase in phrase.withUnsafeBytes { Self.isIn(text, $0) } } }
  }

  static func isIn(_ text: Bytes, _ phrase: Bytes) -> Bool { text.withUnsafeBytes { text in phrase.withUnsafeBytes { isIn(text, $0) } } }

  private static func isIn(_ text: UnsafeRawBufferPointer, _ phrase: UnsafeRawBufferPointer) -> Bool {
    guard let base = text.baseAddress, let wanted = phrase.baseAddress, let first = phrase.first, text.count >= phrase.count else {
      return false
    }
    let last = text.count - phrase.count
    var at = 0
    while at <= last {
      guard let hit = memchr(base + at, Int32(first), last - at + 1) else { return false }
      if memcmp(hit, wanted, phrase.count) == 0 { return true }
      at = UnsafeRawPointer(hit) - base + 1
    }
    return false
  }
}

extension ArraySlice<UInt8> {
  /// The UTF-8 text in small letters, as far as letters are Latin or Cyrillic and keep their length.
  var folded: [UInt8] {
    var out = [UInt8](self)
    out.withUnsafeMutableBufferPointer { text in
      var at = 0
      while at < text.count {
        let byte = text[at]
        if byte < 0x80 {
          text[at] = byte.lower
        } else if at + 1 < text.count, byte == 0xD0 || byte == 0xC3 || byte == 0xC4 || byte == 0xC5 {
          Self.fold(&text[at], &text[at + 1])
          at += 1
        }
        at += 1
      }
    }
    return out
  }

  private static func fold(_ first: inout UInt8, _ second: inout UInt8) {
    switch (first, second) {
    case (0xD0, 0x90...0x9F): second += 0x20
    case (0xD0, 0xA0...0xAF):
      first = 0xD1
      second -= 0x20
    case (0xD0, 0x80...0x8F):
      first = 0xD1
      second += 0x10
    case (0xC3, 0x80...0x9E): second += 0x20
    case (0xC5, 0x81): second = 0x82
    case (0xC5, 0x98), (0xC5, 0xA0), (0xC5, 0x9A), (0xC4, 0x8C), (0xC4, 0x90): second += 1
    default: break
    }
  }

  /// Without white space at either end, also without U+00A0, U+200B and U+FEFF.
  var trimmedWide: Bytes {
    var rest = trimmed()
    while true {
      if rest.starts(with: [0xC2, 0xA0]) {
        rest = rest.dropFirst(2).trimmed()
      } else if rest.starts(with: [0xEF, 0xBB, 0xBF]) || rest.starts(with: [0xE2, 0x80, 0x8B]) {
        rest = rest.dropFirst(3).trimmed()
      } else if rest.suffix(2).elementsEqual([0xC2, 0xA0]) {
        rest = rest.dropLast(2).trimmed()
      } else {
        return rest
      }
    }
  }

  /// Without any of the ASCII characters at its beginning.
  func dropping(_ marks: StaticString) -> Bytes { marks.withUTF8Buffer { marks in drop { marks.contains($0) } } }

  /// Without any of the ASCII characters at its end.
  func droppingLast(_ marks: StaticString) -> Bytes {
    marks.withUTF8Buffer { marks in
      var rest = self
      while let last = rest.last, marks.contains(last) { rest.removeLast() }
      return rest
    }
  }

  func has(_ suffix: StaticString) -> Bool {
    let length = suffix.utf8CodeUnitCount
    return count >= length && self.suffix(length).begins(suffix)
  }
}
