import Glibc

/// Character classes of RFC 9110 and RFC 3986, each as two words of bits: no table in memory, no lazy global.
enum Octets {
  static let carriageReturn: UInt8 = 13
  static let lineFeed: UInt8 = 10

  /// `tchar` (RFC 9110, 5.6.2): characters of methods and field names.
  @inline(__always) static func isToken(_ byte: UInt8) -> Bool {
    contains(byte, low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)
  }

  /// Characters that a path or query may show undecoded: `pchar`, `/`, `?`, and the brackets that many clients leave bare.
  @inline(__always) static func isTarget(_ byte: UInt8) -> Bool {
    contains(byte, low: 0xAFFF_FFF2_0000_0000, high: 0x47FF_FFFE_AFFF_FFFF)
  }

  /// `reg-name` without percent signs (RFC 3986, 3.2.2): unreserved and sub-delims.
  @inline(__always) static func isHostName(_ byte: UInt8) -> Bool {
    contains(byte, low: 0x2BFF_7FD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
  }

  /// Field content: horizontal tab, space, visible characters and `obs-text`.
  @inline(__always) static func isFieldContent(_ byte: UInt8) -> Bool {
    byte >= 0x20 ? byte != 0x7F : byte == 9
  }

  /// The end of the field content that begins at `start`.
  @inline(__always) static func endOfFieldContent(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while true {
      while index &+ 8 <= bytes.count {
        let plain = plainBytes(UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)))
        index &+= plain
        if plain < 8 { break }
      }
      guard index < bytes.count, isFieldContent(bytes[index]) else { return index }
      index &+= 1
    }
  }

  /// The number of bytes in a word before its first control character. The lowest mark is exact. Higher marks may be
  /// false, because the subtraction borrows from them.
  @inline(__always) private static func plainBytes(_ word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let delete = word ^ (ones &* 0x7F)
    let marks = (((word &- (ones &* 0x20)) & ~word) | ((delete &- ones) & ~delete)) & (ones &* 0x80)
    return marks.trailingZeroBitCount &>> 3
  }

  @inline(__always) static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 9 }

  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  @inline(__always) static func lowered(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }

  /// The value of a hexadecimal digit, or nil.
  @inline(__always) static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte &- 48
    case 65...70: byte &- 55
    case 97...102: byte &- 87
    default: nil
    }
  }

  @inline(__always) private static func contains(_ byte: UInt8, low: UInt64, high: UInt64) -> Bool {
    byte < 64 ? (low >> UInt64(byte)) & 1 == 1 : byte < 128 && (high >> UInt64(byte & 63)) & 1 == 1
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    guard let baseAddress else { return count == 0 }
    return memcmp(baseAddress, text.utf8Start, count) == 0
  }

  /// Compares without case. `text` is in lower case.
  func equalsIgnoringCase(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    let other = text.utf8Start
    for index in 0..<count where Octets.lowered(self[index]) != other[index] { return false }
    return true
  }

  /// The bytes without optional white space around them.
  var trimmed: UnsafeBufferPointer<UInt8> {
    var low = 0
    var high = count
    while low < high, Octets.isBlank(self[low]) { low &+= 1 }
    while high > low, Octets.isBlank(self[high &- 1]) { high &-= 1 }
    return UnsafeBufferPointer(rebasing: self[low..<high])
  }

  /// Passes each member of a comma-separated list to `body`, trimmed, empty members too. Stops when `body` returns false.
  func forEachMember(_ body: (UnsafeBufferPointer<UInt8>) -> Bool) {
    var start = 0
    while true {
      var end = start
      while end < count, self[end] != 44 { end &+= 1 }
      guard body(UnsafeBufferPointer(rebasing: self[start..<end]).trimmed), end < count else { return }
      start = end &+ 1
    }
  }
}
