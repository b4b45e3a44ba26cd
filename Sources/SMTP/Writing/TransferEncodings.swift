/// Quoted-printable (RFC 2045 §6.7).
enum QuotedPrintable {
  /// The longest line.
  private static let mostLineBytes = 76

  /// The length of the encoded text without the line ends that encoding adds.
  static func leastLength(of text: [UInt8]) -> Int { text.reduce(0) { $0 + ($1 < 0x80 && $1 != 0x3D ? 1 : 3) } }

  /// Encodes lines that end in CR LF. Blanks at the end of a line are encoded, since servers drop them; so is `From ` at its
  /// beginning, which mailboxes change.
  static func encode(_ text: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count + text.count / 8)
    var column = 0
    for (index, byte) in text.enumerated() {
      if byte == 0x0D || byte == 0x0A {
        output.append(byte)
        column = 0
        continue
      }
      let isLast = index + 1 == text.count || text[index + 1] == 0x0D
      let isPlain = (0x21...0x7E ~= byte && byte != 0x3D) || ((byte == 0x20 || byte == 0x09) && !isLast)
      let isFrom = column == 0 && byte == 0x46 && text[index...].starts(with: "From ".utf8)
      let width = isPlain && !isFrom ? 1 : 3
      // A line that goes on ends in an equals sign, which needs a place too.
      if column + width > (isLast ? mostLineBytes : mostLineBytes - 1) {
        output += "=\r\n".utf8
        column = 0
      }
      if width == 1 { output.append(byte) } else { append(escaped: byte, to: &output) }
      column += width
    }
    return output
  }

  /// `=D0`
  static func append(escaped byte: UInt8, to output: inout [UInt8]) {
    output.append(0x3D)
    output.append(hex(byte >> 4))
    output.append(hex(byte & 0xF))
  }

  static func hex(_ nibble: UInt8) -> UInt8 { nibble < 10 ? 0x30 + nibble : 0x37 + nibble }
}

/// Base64 (RFC 2045 §6.8).
enum Base64Lines {
  private static let alphabet = [UInt8]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    append(bytes, to: &output, mostLineBytes: .max)
    return String(decoding: output, as: UTF8.self)
  }

  /// Lines of 76 characters, each ending in CR LF.
  static func append(_ bytes: [UInt8], to output: inout [UInt8]) {
    append(bytes, to: &output, mostLineBytes: 76)
    if !bytes.isEmpty { output += "\r\n".utf8 }
  }

  /// The bytes that `append` adds.
  static func length(of count: Int) -> Int {
    let characters = (count + 2) / 3 * 4
    return characters + (characters + 75) / 76 * 2
  }

  private static func append(_ bytes: [UInt8], to output: inout [UInt8], mostLineBytes: Int) {
    output.reserveCapacity(output.count + length(of: bytes.count))
    var (column, index) = (0, 0)
    alphabet.withUnsafeBufferPointer { alphabet in
      while index < bytes.count {
        if column == mostLineBytes {
          output.append(0x0D)
          output.append(0x0A)
          column = 0
        }
        let left = bytes.count - index
        let group = Int(bytes[index]) << 16 | (left > 1 ? Int(bytes[index + 1]) << 8 : 0) | (left > 2 ? Int(bytes[index + 2]) : 0)
        output.append(alphabet[group >> 18])
        output.append(alphabet[group >> 12 & 63])
        output.append(left > 1 ? alphabet[group >> 6 & 63] : 0x3D)
        output.append(left > 2 ? alphabet[group & 63] : 0x3D)
        (column, index) = (column + 4, index + 3)
      }
    }
  }
}
