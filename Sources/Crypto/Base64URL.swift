/// Base64 for URLs (RFC 4648 §5), without padding. Given bytes have exactly one text; `decode` refuses every other.
package enum Base64URL {
  package static func encode(_ bytes: [UInt8]) -> String {
    let length = (bytes.count * 4 + 2) / 3
    return String(unsafeUninitializedCapacity: length) { room in
      var bits: UInt32 = 0
      var held: UInt32 = 0
      var written = 0
      for byte in bytes {
        bits = bits << 8 | UInt32(byte)
        held += 8
        while held >= 6 {
          held -= 6
          room[written] = letter(UInt8(bits >> held & 63))
          written += 1
        }
        bits &= 63
      }
      if held > 0 { room[written] = letter(UInt8(bits << (6 - held) & 63)) }
      return length
    }
  }

  /// `nil` for padding, white space, a character of another alphabet, an impossible length, and leftover bits that are
  /// not zero (§3.5).
  package static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 3 / 4)
    var bits: UInt32 = 0
    var held: UInt32 = 0
    for byte in text.utf8 {
      guard let value = value(byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(bits >> held & 255))
        bits &= (1 << held) - 1
      }
    }
    return held < 6 && bits == 0 ? bytes : nil
  }

  private static func letter(_ value: UInt8) -> UInt8 {
    switch value {
    case 0..<26: 0x41 + value
    case 26..<52: 0x61 + value - 26
    case 52..<62: 0x30 + value - 52
    case 62: 0x2D
    default: 0x5F
    }
  }

  private static func value(_ letter: UInt8) -> UInt8? {
    switch letter {
    case 0x41...0x5A: letter - 0x41
    case 0x61...0x7A: letter - 0x61 + 26
    case 0x30...0x39: letter - 0x30 + 52
    case 0x2D: 62
    case 0x5F: 63
    default: nil
    }
  }
}
