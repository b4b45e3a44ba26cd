/// Goes through a value with parameters, forgiving quotes that are missing or not doubled.
struct ParameterReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ unfolded: [UInt8]) { bytes = unfolded }

  mutating func main() -> String {
    let end = bytes.firstIndex(of: 0x3B) ?? bytes.count
    at = end
    let type = bytes[..<end].prefix { $0 != 0x28 }
    let slash = type.firstIndex(of: 0x2F).map { $0 + 1 } ?? type.startIndex
    let tail = type[slash...].drop(while: \.isSpace)
    let stop = tail.firstIndex(where: \.isSpace) ?? tail.endIndex
    // A value whose first semicolon is missing, `text/plain charset=utf-8`; other words behind the type are lost.
    if type[stop...].contains(0x3D) { at = stop }
    return type[..<stop].filter { !$0.isSpace && $0 != 0x22 }[...].lowered
  }

  /// The next parameter: its name in small letters, its value without quotes.
  mutating func next() -> (name: String, value: [UInt8], quoted: Bool)? {
    while at < bytes.count {
      while at < bytes.count, bytes[at].isSpace || bytes[at] == 0x3B { at += 1 }
      let start = at
      while at < bytes.count, bytes[at] != 0x3D, bytes[at] != 0x3B { at += 1 }
      guard at < bytes.count else { return nil }
      if bytes[at] == 0x3B { continue }
      let name = bytes[start..<at].trimmed().lowered
      at += 1
      while at < bytes.count, bytes[at].isSpace { at += 1 }
      if at < bytes.count, bytes[at] == 0x22 { return (name, quoted(), true) }
      return (name, plain(), false)
    }
    return nil
  }

  private mutating func plain() -> [UInt8] {
    let start = at
    while at < bytes.count, bytes[at] != 0x3B, !(bytes[at].isSpace && isParameter(at + 1)) { at += 1 }
    return [UInt8](bytes[start..<at].trimmed())
  }

  /// Whether a parameter begins at a place, before which the semicolon is missing: `charset=utf-8 boundary=b`.
  private func isParameter(_ place: Int) -> Bool {
    let rest = bytes[min(place, bytes.count)...]
    return rest.begins("boundary=") || rest.begins("charset=") || rest.begins("name=") || rest.begins("filename=")
      || rest.begins("filename*") || rest.begins("name*") || rest.begins("format=")
  }

  /// A quote closes a value if a semicolon or the end follows; others stand in it: `filename="a "b" c.txt"`.
  private mutating func quoted() -> [UInt8] {
    at += 1
    var value: [UInt8] = []
    let isPath = at + 2 < bytes.count && bytes[at].isLetter && bytes[at + 1] == 0x3A && bytes[at + 2] == 0x5C
    while at < bytes.count {
      let byte = bytes[at]
      if byte == 0x22, closes(at) {
        at += 1
        while at < bytes.count, bytes[at] != 0x3B { at += 1 }
        return value
      }
      // A backslash protects the next byte (RFC 5322, 3.2.1), but stands for itself in a path of Windows.
      if byte == 0x5C, !isPath || at + 1 < bytes.count && bytes[at + 1] == 0x22 {
        at += 1
        guard at < bytes.count else { break }
      }
      value.append(bytes[at])
      at += 1
    }
    return value
  }

  private func closes(_ quote: Int) -> Bool {
    var next = quote + 1
    while next < bytes.count, bytes[next].isSpace { next += 1 }
    if next == bytes.count || bytes[next] == 0x3B || bytes[next] == 0x28 { return true }
    // A parameter follows whose semicolon is missing: `name="a" filename="b"`.
    guard next > quote + 1 else { return false }
    let name = bytes[next...].prefix(20).prefix { $0.isLetter || $0 == 0x2A || $0.isDigit }
    return !name.isEmpty && name.endIndex < bytes.count && bytes[name.endIndex] == 0x3D
  }
}
