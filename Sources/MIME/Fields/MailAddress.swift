/// A name and an address of a mail's field.
package struct MailAddress: Sendable, Equatable {
  /// The display name, decoded. Empty if there is none.
  package let name: String
  /// The address in small letters, without brackets, comments and route. Empty if only a name was written.
  package let address: String

  package init(name: String, address: String) {
    self.name = name
    // An encoded word can hold anything.
    let isClean = address.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    self.address = isClean ? address : String(address.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F })
  }

  /// The part before the last @.
  package var local: Substring { address.lastIndex(of: "@").map { address[..<$0] } ?? address[...] }
  package var domain: Substring { address.lastIndex(of: "@").map { address[address.index(after: $0)...] } ?? "" }

  /// The addresses of a field, groups opened. Takes RFC 5322 with its obsolete forms (routes, comments, blanks around dots,
  /// empty places in the list), and what is written by mistake: bare names with commas, semicolons as in Outlook, brackets that
  /// are missing or doubled, encoded words in quotes.
  package static func list(_ value: Bytes, bare: String? = nil) -> [MailAddress] {
    var reader = AddressReader(EncodedWord.unfolded(value), bare: bare)
    return reader.list()
  }

  /// The address as it is compared and stored: no blanks outside quotes, no route, no dot at the end of
  /// the domain, small letters.
  static func clean(_ written: Bytes) -> String {
    var bytes = written.trimmed()
    while let first = bytes.first, first == 0x3C || first == 0x2C || first.isSpace { bytes.removeFirst() }
    while let last = bytes.last, last == 0x3E || last == 0x2C || last == 0x3B || last.isSpace || last == 0x2E && bytes.contains(0x40) {
      bytes.removeLast()
    }
    if bytes.begins("mailto:") { bytes = bytes.dropFirst(7) }
    if bytes.first == 0x40, let colon = routeEnd(bytes) { bytes = bytes[(colon + 1)...] }
    var out: [UInt8] = []
    var quoted = false
    for byte in bytes {
      if byte == 0x22, out.last != 0x5C { quoted.toggle() }
      if byte < 0x20 || byte == 0x7F || !quoted && byte.isSpace { continue }
      out.append(byte)
    }
    if out == [0x22, 0x22] { return "" }
    let text = out[...].contains("=?") ? EncodedWord.decode(out[...]) : Charset.decode(bare(out)[...], declared: nil).text
    return text.lowercased()
  }

  /// The colon behind a route; those of a domain literal are none.
  private static func routeEnd(_ address: Bytes) -> Int? {
    var isLiteral = false
    return address.firstIndex { byte in
      if byte == 0x5B { isLiteral = true }
      if byte == 0x5D { isLiteral = false }
      return byte == 0x3A && !isLiteral
    }
  }

  /// Without the quotes around a local part that needs none.
  private static func bare(_ address: [UInt8]) -> [UInt8] {
    guard address.first == 0x22, let close = address.lastIndex(of: 0x22), close > 1, close + 1 < address.count, address[close + 1] == 0x40
    else { return address }
    let local = address[1..<close]
    let isAtom =
      local.allSatisfy { $0 > 0x20 && !Array("()<>[]:;@\\,\"".utf8).contains($0) }
      && !local.split(separator: 0x2E, omittingEmptySubsequences: false).contains(where: \.isEmpty)
    return isAtom ? [UInt8](local) + address[(close + 1)...] : address
  }
}
