/// The Russian tax id: ten digits for a company, twelve for a person. An invalid one gives only a warning, because
/// foreign clients have other numbers. Zeros only, typed to get past a field, are invalid although their check digits
/// fit.
package enum INN {
  package static func warning(_ text: String) -> Reason? { isValid(text) ? nil : .taxIdUnverified(text) }

  /// The number that is meant by `7 707 083 893`, `7707083893.0`, `ИНН 7707083893` or `7707083893/770701001` (with the
  /// KPP). A foreign number stays as typed. nil if the text cannot be a number: `0`, `нет`, or a number shortened by a
  /// spreadsheet.
  package static func meant(_ text: String) -> String? {
    let typed = Text.trimmed(text)
    guard typed.contains(where: { ("1"..."9").contains($0) }) else { return nil }
    let isShortened = typed.contains { "eEеЕ".contains($0) } && typed.allSatisfy { $0.isNumber || ".,+eEеЕ".contains($0) }
    guard !isShortened else { return nil }
    var rest = typed.uppercased().drop { !$0.isLetter && !$0.isNumber }
    for label in ["ИНН/КПП", "ИНН", "INN"] where rest.hasPrefix(label) {
      rest = rest.dropFirst(label.count).drop { " :№.-\u{A0}".contains($0) }
    }
    if let kpp = rest.firstRange(of: "КПП") { rest = rest[..<kpp.lowerBound] }
    let parts = rest.split { "/\\,;".contains($0) }.map { $0.filter { !$0.isWhitespace && $0 != "'" } }
    let digits = parts.first.map { $0.hasSuffix(".0") || $0.hasSuffix(".00") ? $0.prefix { $0 != "." } : $0[...] } ?? ""
    // The number may be followed by a KPP, or by the zeros of a spreadsheet.
    let isAlone = parts.dropFirst().allSatisfy { $0.allSatisfy { $0 == "0" } || $0.count == 9 && $0.allSatisfy(\.isNumber) }
    return isAlone && [10, 12].contains(digits.count) && digits.allSatisfy { ("0"..."9").contains($0) } ? String(digits) : typed
  }

  package static func isValid(_ text: String) -> Bool {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.allSatisfy({ (0...9).contains($0) }), digits.contains(where: { $0 > 0 }) else { return false }
    switch digits.count {
    case 10: return check(digits, [2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[9]
    case 12:
      return check(digits, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[10]
        && check(digits, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[11]
    default: return false
    }
  }

  private static func check(_ digits: [Int], _ weights: [Int]) -> Int { zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11 % 10 }
}
