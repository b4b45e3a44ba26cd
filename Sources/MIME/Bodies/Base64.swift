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

  /// Decodes a text that is base64 and nothing else, padded as it must be; `nil` for any other.
  package static func decode(strictly text: String) -> [UInt8]? {
    let bytes = Bytes(text.utf8)
    let padding = bytes.suffix(2).count { $0 == 0x3D }
    let letters = bytes.dropLast(padding)
    guard bytes.count % 4 == 0, letters.allSatisfy({ value($0) != nil }) else { return nil }
    return decode(bytes, most: .max)
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
        table.withUnsafeBufferPointer { table in
          var index = 0
          while index < text.count, out.count < most {
            if letters == 0, !isPadded, index + 4 <= text.count, let triple = Self.triple(text, index, table) {
              out.append(UInt8(truncatingIfNeeded: triple >> 16))
              out.append(UInt8(truncatingIfNeeded: triple >> 8))
              out.append(UInt8(truncatingIfNeeded: triple))
              index += 4
              continue
            }
            take(text, index, into: &out)
            if isOver { return }
            index += 1
          }
        }
      }
    }

    /// The number of bytes that `decode` and `end` would give for a whole text.
    mutating func count(_ text: Bytes) -> Int {
      let table = Base64.table
      return text.withUnsafeBufferPointer { text in
        table.withUnsafeBufferPointer { table in
          var total = 0
          var run = 0
          for index in text.indices {
            if table[Int(text[index])] < 64 {
              if isPadded { checkLine(text, index) }
              if isOver { break }
              run += 1
            } else if text[index] == 0x3D, run % 4 != 1 {
              total += run / 4 * 3 + max(0, run % 4 - 1)
              run = 0
              isPadded = true
            }
          }
          return total + run / 4 * 3 + max(0, run % 4 - 1)
        }
      }
    }

    /// Three bytes in one number, if four letters stand together.
    @inline(__always)
    private static func triple(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ table: UnsafeBufferPointer<UInt8>) -> UInt32? {
      let (a, b, c, d) = (table[Int(text[index])], table[Int(text[index + 1])], table[Int(text[index + 2])], table[Int(text[index + 3])])
      guard a | b | c | d < 64 else { return nil }
      return UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
    }

    private mutating func take(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, into out: inout [UInt8]) {
      let value = Base64.table[Int(text[index])]
      if value < 64 {
        if isPadded { checkLine(text, index) }
        if isOver { return }
        bits = bits << 6 | UInt32(value)
        letters += 1
        if letters == 4 {
          for shift in [16, 8, 0] as [UInt32] { out.append(UInt8(truncatingIfNeeded: bits >> shift)) }
          letters = 0
        }
      } else if text[index] == 0x3D, letters != 1 {
        // Behind one letter, an equals sign is no padding but damage.
        end(into: &out)
        isPadded = true
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
