/// Quoted-printable as RFC 2045 has it, and as it arrives: small hex digits, lone equals signs, blanks before a break.
enum QuotedPrintable {
  static func decode(_ text: Bytes, into out: inout [UInt8], most: Int) {
    text.withUnsafeBufferPointer { text in
      var at = 0
      while at < text.count, out.count < most {
        let byte = text[at]
        if byte == 0x3D {
          at = escape(text, at, into: &out)
        } else if byte.isBlank {
          // Blanks at the end of a line were added on the way.
          var end = at + 1
          while end < text.count, text[end].isBlank { end += 1 }
          if end < text.count, text[end] != 0x0A, text[end] != 0x0D { out.append(contentsOf: text[at..<end]) }
          at = end
        } else {
          out.append(byte)
          at += 1
        }
      }
    }
  }

  /// Decodes what stands at an equals sign, and says where to go on.
  private static func escape(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, into out: inout [UInt8]) -> Int {
    if at + 2 < text.count, let high = text[at + 1].hexValue, let low = text[at + 2].hexValue {
      out.append(high << 4 | low)
      return at + 3
    }
    var end = at + 1
    while end < text.count, text[end].isBlank { end += 1 }
    if end == text.count { return end }
    if text[end] == 0x0D || text[end] == 0x0A {
      while end < text.count, text[end] == 0x0D { end += 1 }
      return end < text.count && text[end] == 0x0A ? end + 1 : end
    }
    out.append(0x3D)
    return at + 1
  }

  /// The Q encoding of RFC 2047, 4.2: an underscore is a blank.
  static func decodeWord(_ text: Bytes, into out: inout [UInt8]) {
    var at = text.startIndex
    while at < text.endIndex {
      if text[at] == 0x3D, at + 2 < text.endIndex, let high = text[at + 1].hexValue, let low = text[at + 2].hexValue {
        out.append(high << 4 | low)
        at += 3
      } else {
        out.append(text[at] == 0x5F ? 0x20 : text[at])
        at += 1
      }
    }
  }
}
