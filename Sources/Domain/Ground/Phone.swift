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

  /// The last ten digits: what a search compares, whatever prefix was typed.
  package var searchDigits: String { Phone.searchDigits(e164) }

  package static func searchDigits(_ text: String) -> String { String(SearchText.digits(text).suffix(10)) }
}
