/// The form in which a domain name is asked for and sent: lower case, and labels of other letters in Punycode.
package enum DomainName {
  /// `Пример.РФ` is `xn--e1afmkfd.xn--p1ai`. An address in brackets stays. `nil` for what is no domain name.
  package static func ascii(_ domain: String) -> String? {
    guard domain.utf8.count <= 1_000 else { return nil }
    if domain.hasPrefix("[") { return isLiteral(domain) ? domain : nil }
    var labels: [String] = []
    for label in domain.split(separator: ".", omittingEmptySubsequences: false) {
      guard let ascii = asciiLabel(String(label)) else { return nil }
      labels.append(ascii)
    }
    let name = labels.joined(separator: ".")
    return name.utf8.count <= 253 ? name : nil
  }

  private static func asciiLabel(_ label: String) -> String? {
    guard let folded = composed(label.lowercased()) else { return nil }
    let isASCII = folded.utf8.allSatisfy { $0 < 0x80 }
    guard let ascii = isASCII ? folded : Punycode.encode(folded).map({ "xn--" + $0 }) else { return nil }
    guard 1...63 ~= ascii.utf8.count, !ascii.hasPrefix("-"), !ascii.hasSuffix("-") else { return nil }
    return folded.unicodeScalars.allSatisfy(isAllowed) ? ascii : nil
  }

  /// Letters, marks, digits and hyphens; also the underscore, which some hosts have.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.properties.isAlphabetic || "0"..."9" ~= scalar || scalar == "-" || scalar == "_" }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber: return true
    default: return false
    }
  }

  /// Joins a Cyrillic letter and its mark, as IDNA demands (RFC 5891 §4.1, NFC): some keyboards type й as two characters.
  /// `nil` if a mark remains that would have to be joined to another letter.
  private static func composed(_ text: String) -> String? {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if 0x300...0x36F ~= scalar.value {
        guard let last = scalars.last, let joined = pairs[[last, scalar]] else { return nil }
        scalars.removeLast()
        scalars.append(joined)
      } else {
        scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  private static let pairs: [[Unicode.Scalar]: Unicode.Scalar] = [
    ["и", "\u{306}"]: "й", ["у", "\u{306}"]: "ў", ["е", "\u{308}"]: "ё", ["і", "\u{308}"]: "ї",
  ]

  /// `[192.0.2.1]`, `[IPv6:2001:db8::1]` (RFC 5321 §4.1.3). The server judges the figures.
  private static func isLiteral(_ domain: String) -> Bool {
    let inside = domain.utf8.dropFirst().dropLast()
    return domain.utf8.last == 0x5D && 1...60 ~= inside.count
      && inside.allSatisfy { 0x30...0x3A ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x2E }
  }
}
