/// Base64 as RFC 2045 has it, and as it arrives: without padding, with padding in the middle, with foreign bytes between.
package enum Base64 {
  /// The six bits of a letter.
  static func value(_ byte: UInt8) -> UInt8? {
    let value = table[Int(byte)]
    return value < 64 ? value : nil
  }

  /// At most `most` bytes are decoded.
  static func decode(_ text: Bytes, most: Int) -> [UInt8] {
    var decoder = Decoder()
    var out: [UInt8] = []
    out.reserveCapacity(min(text.count / 4 * 3 + 3, most))
    decoder.decode(text, into: &out, most: most)
    decoder.end(into: &out)
    return out
  }

  /// False for a text whose first two lines have blanks between words, which no line of base64 has.
  static func isLikely(_ text: Bytes) -> Bool {
    let lines = text.prefix(2_000).split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).lazy.map { $0.trimmed() }.filter { !$0.isEmpty }
      .prefix(2)
    return lines.isEmpty || !lines.allSatisfy { $0.contains(where: \.isBlank) }
  }

  /// Decodes a text that comes in pieces of whole lines.
  struct Decoder {
    private var bits: UInt32 = 0
    private var letters = 0
    /// Set behind padding: what follows may be a footer that somebody added as plain text.
    private var isPadded = false
    private var isOver = false

    mutating func decode(_ text: Bytes, into out: inout [UInt8], most: Int) {
      let table = Base64.table
      text.withUnsafeBufferPointer { text in
        for index in text.indices {
          let byte = text[index]
          let value = table[Int(byte)]
          if value < 64 {
            if isPadded { checkLine(text, index) }
            if isOver { return }
            bits = bits << 6 | UInt32(value)
            letters += 1
            if letters == 4 {
              out.append(UInt8(truncatingIfNeeded: bits >> 16))
              out.append(UInt8(truncatingIfNeeded: bits >> 8))
              out.append(UInt8(truncatingIfNeeded: bits))
              letters = 0
              if out.count >= most { return }
            }
          } else if byte == 0x3D {
            end(into: &out)
            isPadded = true
          }
        }
      }
    }

    mutating func end(into out: inout [UInt8]) {
      if letters == 2 { out.append(UInt8(truncatingIfNeeded: bits >> 4)) }
      if letters == 3 {
        out.append(UInt8(truncatingIfNeeded: bits >> 10))
        out.append(UInt8(truncatingIfNeeded: bits >> 2))
      }
      letters = 0
    }

    /// Ends decoding at a line that is no base64.
    private mutating func checkLine(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) {
      let line = text[index...].prefix(80).prefix { $0 != 0x0A && $0 != 0x0D }
      isPadded = false
      isOver = line.contains { Base64.value($0) == nil && $0 != 0x3D } || line.count % 4 != 0 && line.count < 76
    }
  }

  /// 255 for a byte that is no letter.
  private static let table: [UInt8] = {
    var table = [UInt8](repeating: 255, count: 256)
    for (value, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
      table[Int(byte)] = UInt8(truncatingIfNeeded: value)
    }
    return table
  }()
}
