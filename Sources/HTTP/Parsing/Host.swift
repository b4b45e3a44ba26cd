/// Checks `uri-host [ ":" port ]` (RFC 9110, 7.2): no user information, closed brackets, a numeric port.
enum Host {
  static func isValid(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    let end = first == 91 ? literalEnd(text) : nameEnd(text)
    guard let end, end > 0 else { return false }
    return end == text.count || text[end] == 58 && isPort(UnsafeBufferPointer(rebasing: text[(end &+ 1)...]))
  }

  /// The end of `[` IPv6 or IPvFuture `]`. Only the characters of the address are checked, since nobody connects to it.
  private static func literalEnd(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 1
    while index < text.count, text[index] != 93 {
      let byte = text[index]
      guard Octets.hexadecimal(byte) != nil || byte == 58 || byte == 46 || byte == 118 else { return nil }
      index &+= 1
    }
    return index > 2 && index < text.count ? index &+ 1 : nil
  }

  private static func nameEnd(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < text.count, text[index] != 58 {
      if text[index] == 37 {
        guard index &+ 2 < text.count, Octets.hexadecimal(text[index &+ 1]) != nil, Octets.hexadecimal(text[index &+ 2]) != nil else {
          return nil
        }
        index &+= 3
      } else {
        guard Octets.isHostName(text[index]) else { return nil }
        index &+= 1
      }
    }
    return index
  }

  /// An empty port is allowed by the grammar.
  private static func isPort(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var value = 0
    for byte in text {
      guard Octets.isDigit(byte) else { return false }
      value = value * 10 + Int(byte &- 48)
      if value > 65_535 { return false }
    }
    return true
  }
}
