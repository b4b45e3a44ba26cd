/// A sum as price lists write it: `1 234,50 ₽`, `$100`, `EUR 1.250,00`, `1 200 руб./ч`.
package struct WrittenMoney: Equatable, Sendable {
  /// The number as typed, with its sign.
  package let number: String
  /// Words before and after the number, as typed: a currency, or something else.
  package let words: [String]
  /// The unit after a slash, folded, without blanks and points: `ч`, `100шт`. Empty if there is none.
  package let per: String

  package init(_ text: String) {
    let isMinus: (Character) -> Bool = { $0 == "-" || $0 == "−" }
    let isDigit: (Character) -> Bool = { ("0"..."9").contains($0) }
    let start = text.firstIndex(where: isDigit) ?? text.endIndex
    let before = text[..<start]
    let end = text[start...].firstIndex { !isDigit($0) && ($0.isLetter || $0.isCurrencySymbol || "%/".contains($0)) } ?? text.endIndex
    number = (before.contains(where: isMinus) ? "-" : "") + Text.trimmed(String(text[start..<end]))
    let behind = text[end...].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    words = [String(before.filter { !isMinus($0) }), behind.first ?? ""].map(Text.trimmed).filter { !$0.isEmpty }
    per = behind.count < 2 ? "" : SearchText.fold(behind[1]).filter { !" .".contains($0) }
  }
}
