/// Enhanced status codes of RFC 3463: `5.1.1`.
enum StatusCode {
  /// The first code in a text.
  static func first(in bytes: Bytes) -> String? {
    var at = bytes.startIndex
    while at + 4 < bytes.endIndex {
      let isStart = at == bytes.startIndex || !(bytes[at - 1].isDigit || bytes[at - 1] == 0x2E)
      if isStart, [0x32, 0x34, 0x35].contains(bytes[at]), bytes[at + 1] == 0x2E, let code = code(bytes, at) { return code }
      at += 1
    }
    return nil
  }

  private static func code(_ bytes: Bytes, _ start: Int) -> String? {
    let middle = bytes[(start + 2)...].prefix(3).prefix { $0.isDigit }
    guard !middle.isEmpty, middle.endIndex < bytes.endIndex, bytes[middle.endIndex] == 0x2E else { return nil }
    let last = bytes[(middle.endIndex + 1)...].prefix(3).prefix { $0.isDigit }
    guard !last.isEmpty else { return nil }
    if last.endIndex + 1 < bytes.endIndex, bytes[last.endIndex] == 0x2E && bytes[last.endIndex + 1].isDigit || bytes[last.endIndex].isDigit
    {
      return nil
    }
    return bytes[start..<last.endIndex].text
  }
}
