/// Line ends of texts.
enum Lines {
  /// The text with LF alone at the end of its lines.
  static func unified(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte == 0x0A, previous == 0x0D {
        // The LF of a CR LF, which has been written already.
      } else {
        out.append(byte == 0x0D ? 0x0A : byte)
      }
      previous = byte
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The text without blank lines at its beginning and without white space at its end.
  static func trimmed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var start = 0
    var at = 0
    while at < bytes.count, bytes[at].isSpace {
      if bytes[at] == 0x0A { start = at + 1 }
      at += 1
    }
    var end = bytes.count
    while end > start, bytes[end - 1].isSpace { end -= 1 }
    return start == 0 && end == bytes.count ? text : String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
