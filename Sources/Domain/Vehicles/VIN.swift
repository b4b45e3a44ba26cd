/// A vehicle identification number (ISO 3779), or what was typed as one. An invalid one is kept as unverified.
package struct VIN: Hashable, Sendable {
  /// Upper case, without gaps and dashes, look-alike Cyrillic letters in Latin.
  package let text: String

  package init(_ text: String) throws(Reason) {
    let line = try Text.line(text, max: 40)
    let joined = String(line.uppercased().filter { !$0.isWhitespace && $0 != "-" }.map(LookAlike.latin))
    guard !joined.isEmpty else { throw .textEmpty }
    self.text = Self.unlabelled(joined)
  }

  /// Removes a label before the number: `VIN: XTA…`, `ВИН XTA…`. No VIN begins like this, because it has no letter I.
  private static func unlabelled(_ text: String) -> String {
    guard let label = ["VIN", "BИH", "BИН"].first(where: text.hasPrefix) else { return text }
    let number = text.dropFirst(label.count).drop { !$0.isLetter && !$0.isNumber }
    return number.isEmpty ? text : String(number)
  }

  /// Seventeen letters and digits without I, O and Q.
  package var isValid: Bool { text.count == 17 && text.utf8.allSatisfy { VIN.value(of: $0) != nil } }

  /// The reason why the number is kept as unverified or may be mistyped; nil if there is none.
  package var warning: Reason? {
    guard isValid else { return .vinUnverified(text) }
    return isNorthAmerican && !checkDigitFits ? .vinCheckDigit(text) : nil
  }

  /// True by the first character, which names the region (ISO 3780).
  private var isNorthAmerican: Bool { text.utf8.first.map { (49...53).contains($0) } ?? false }

  /// True if position nine is the check digit by the North American rule. Makers elsewhere fill it freely, so a
  /// mismatch there means nothing.
  package var checkDigitFits: Bool {
    guard isValid else { return false }
    let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
    let sum = zip(text.utf8, weights).reduce(0) { $0 + (VIN.value(of: $1.0) ?? 0) * $1.1 }
    let expected: UInt8 = sum % 11 == 10 ? UInt8(ascii: "X") : UInt8(48 + sum % 11)
    return text.utf8.dropFirst(8).first == expected
  }

  /// The transliteration of 49 CFR 565; nil for what no VIN contains.
  private static func value(of byte: UInt8) -> Int? {
    switch byte {
    case 48...57: Int(byte) - 48
    case 65...72: Int(byte) - 64  // A–H: 1–8
    case 74...78: Int(byte) - 73  // J–N: 1–5
    case 80: 7  // P
    case 82: 9  // R
    case 83...90: Int(byte) - 81  // S–Z: 2–9
    default: nil
    }
  }
}
