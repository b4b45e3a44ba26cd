/// A telephone number in E.164. Numbers without a country are Russian: the Russian spellings meet in one number.
package struct Phone: Hashable, Sendable {
  package let e164: String

  /// Takes `8 903…`, `+7 903…`, `7903…`, `(903)…`, ten digits, and other countries with `+` or `00`.
  package init(_ text: String) throws(Reason) {
    let typed = Text.trimmed(text)
    guard typed.allSatisfy({ $0.isASCII && $0.isNumber || " +-().\u{A0}/–‑".contains($0) }) else { throw .phoneUnreadable(text) }
    let digits = SearchText.digits(typed)
    let international = typed.hasPrefix("+") || digits.hasPrefix("00")
    guard typed.lastIndex(of: "+") == nil || typed.lastIndex(of: "+") == typed.startIndex else { throw .phoneUnreadable(text) }
    let number = digits.hasPrefix("00") ? String(digits.dropFirst(2)) : digits
    // `+8 903…` is the domestic 8 with a plus in front: no country has the code 89.
    let domestic = number.count == 11 && number.hasPrefix("89")
    if international, !number.hasPrefix("7"), !domestic {
      guard (8...15).contains(number.count), !number.hasPrefix("0") else { throw .phoneUnreadable(text) }
      e164 = "+" + number
      return
    }
    let national = number.count == 11 && (number.hasPrefix("7") || number.hasPrefix("8")) ? String(number.dropFirst()) : number
    guard national.count == 10, let first = national.first, ("3"..."9").contains(first) else { throw .phoneUnreadable(text) }
    e164 = "+7" + national
  }

  /// From the database, where only E.164 is kept.
  package init(e164: String) { self.e164 = e164 }

  /// What a search looks through: the ten digits of a Russian number, of another country's all of them.
  package var searchDigits: String { Phone.searchDigits(e164) }

  package static func searchDigits(_ e164: String) -> String {
    let digits = SearchText.digits(e164)
    return digits.count == 11 && digits.hasPrefix("7") ? String(digits.dropFirst()) : digits
  }

  /// Whether the text is written with the signs of telephone numbers alone, at least one digit among them.
  package static func isWritten(as text: String) -> Bool {
    text.allSatisfy { isDigit($0) || signs.contains($0) } && text.contains(where: isDigit)
  }

  /// What a part of a number may be, as `searchDigits` has it, in any spelling: `28-57`, `+7 913 640`, `8 (913)`, `0049 30`.
  /// A leading 7 or 8 may be the way to dial it or the number's own; a `+` says which.
  package static func parts(_ text: String) -> [String] {
    let digits = SearchText.digits(text)
    let typed = Text.trimmed(text)
    var parts: [String] = []
    if typed.hasPrefix("+7"), digits.count > 1 {
      parts = [String(digits.dropFirst())]
    } else if typed.hasPrefix("+") {
      parts = [digits]
    } else {
      parts = [digits]
      if digits.hasPrefix("00"), digits.count > 4 { parts.append(String(digits.dropFirst(2))) }
      let stands = typed.prefix { isDigit($0) }.count == 1 && digits.count > 2  // `8 913`: the first digit by itself
      let whole = digits.dropFirst().first.map { "3489".contains($0) } ?? false
      if digits.hasPrefix("8") || digits.hasPrefix("7"), stands || whole && (5...11).contains(digits.count) {
        parts.append(String(digits.dropFirst()))
      }
    }
    if digits.count > 10 { parts.append(String(digits.suffix(10))) }
    var once: [String] = []
    for part in parts where !once.contains(part) { once.append(part) }
    return once
  }

  private static let signs: Set<Character> = ["+", "-", "(", ")", " ", ".", "/", "\u{A0}", "‑", "–", "—"]
  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
