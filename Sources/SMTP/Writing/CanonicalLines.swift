/// Lines that end in CR LF, as every line of a mail does.
enum CanonicalLines {
  /// The lines of a text, whatever ends them. A NUL, which some readers take for the end, is dropped. The last line has an
  /// end too.
  static func of(text: String) -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(text.utf8.count + text.utf8.count / 32 + 2)
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == 0x0D || byte == 0x0A && previous != 0x0D {
        lines += "\r\n".utf8
      } else if byte != 0x0A && byte != 0 {
        lines.append(byte)
      }
      previous = byte
    }
    if let last = lines.last, last != 0x0A { lines += "\r\n".utf8 }
    return lines
  }

  /// The lines of an attached mail; `nil` if it has bytes that an ASCII text has not.
  static func of(bytes: [UInt8]) -> [UInt8]? {
    guard let text = String(validating: bytes, as: UTF8.self), text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0 }) else { return nil }
    return of(text: text)
  }

  /// True if lines can be sent as they are: printable ASCII, at most so many bytes each, nothing that a server or mailbox
  /// changes (a blank at the end, `From ` at the beginning), and no line that would end the part.
  static func arePlain(_ lines: [UInt8], most: Int, boundary: [UInt8]) -> Bool {
    var start = 0
    for (index, byte) in lines.enumerated() {
      if byte == 0x0A {
        let line = lines[start..<max(start, index - 1)]
        let isBlankAtEnd = most <= 78 && (line.last == 0x20 || line.last == 0x09)
        if line.count > most || isBlankAtEnd || line.starts(with: "From ".utf8) || isDelimiter(line, boundary) { return false }
        start = index + 1
      } else if byte != 0x0D && byte != 0x09 && !(0x20...0x7E ~= byte) {
        return false
      }
    }
    return true
  }

  /// A line that begins with two hyphens and the boundary (RFC 2046 §5.1.1).
  private static func isDelimiter(_ line: ArraySlice<UInt8>, _ boundary: [UInt8]) -> Bool {
    line.starts(with: "--".utf8) && line.dropFirst(2).starts(with: boundary)
  }
}
