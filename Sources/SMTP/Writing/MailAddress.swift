/// A mail address that can be written into a mail and into the envelope of SMTP, and the name shown with it.
package struct MailAddress: Sendable, Hashable {
  /// The longest address, in bytes (RFC 5321 §4.5.3.1.3).
  package static let mostBytes = 254

  /// The name shown; may be empty. Its letters are free: the writer encodes them.
  package let name: String
  /// The part before the `@`, without quotes and escapes.
  package let local: String
  /// The part after the `@`, in lower case and ASCII: a domain in Cyrillic is in Punycode.
  package let domain: String

  /// Reads `anna@example.org`, `"anna k"@example.org`, `анна@пример.рф`, `anna@[192.0.2.1]`. A local part may be longer than
  /// the 64 bytes of RFC 5321: some services give each reply such an address.
  package init(_ address: String, name: String = "") throws(MailFault) {
    guard let at = address.lastIndex(of: "@"), let local = Self.unquoted(address[..<at]),
      let domain = DomainName.ascii(String(address[address.index(after: at)...]))
    else { throw .address(address) }
    self.name = name
    self.local = local
    self.domain = domain
    if mailbox.utf8.count > Self.mostBytes { throw .address(address) }
  }

  /// The address as both SMTP and the header have it. The local part is quoted if it has to be.
  package var mailbox: String {
    if Self.isDotAtom(local) { return "\(local)@\(domain)" }
    let escaped = local.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\"@\(domain)"
  }

  /// False for a local part of other letters, which takes a server that offers SMTPUTF8 (RFC 6531).
  package var isASCII: Bool { local.utf8.allSatisfy { $0 < 0x80 } }

  /// The local part without quotes and escapes. Without quotes, dots may stand anywhere: some providers gave out
  /// such addresses.
  private static func unquoted(_ local: Substring) -> String? {
    var plain = String.UnicodeScalarView()
    let isQuoted = local.unicodeScalars.count > 2 && local.hasPrefix("\"") && local.hasSuffix("\"")
    var isEscaped = false
    for scalar in isQuoted ? local.unicodeScalars.dropFirst().dropLast() : local.unicodeScalars[...] {
      if CleanText.breaks(scalar) || scalar.properties.generalCategory == .format { return nil }
      if !isQuoted && (scalar.properties.isWhitespace || "()<>[]:;@\\,\"".unicodeScalars.contains(scalar)) { return nil }
      if isQuoted && !isEscaped && scalar == "\"" { return nil }
      if isQuoted && !isEscaped && scalar == "\\" {
        isEscaped = true
        continue
      }
      isEscaped = false
      plain.append(scalar)
    }
    return plain.isEmpty || isEscaped ? nil : String(plain)
  }

  /// RFC 5322 §3.2.3 with the letters of RFC 6532.
  private static func isDotAtom(_ local: String) -> Bool {
    local.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(Self.isAtom) }
  }

  /// True for a byte that an atom may have.
  static func isAtom(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
    default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
  }
}
