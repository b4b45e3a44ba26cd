/// A phone number in E.164. Numbers without a country are Russian: all Russian spellings give the same number. A
/// Russian number with a digit too few or too many is refused, even if it resembles a number of another country.
/// Kazakhstan shares the +7. For countries in `PhoneCountry` the trunk prefix is removed and the length checked.
/// Numbers of other countries are kept as typed, unchecked.
package struct Phone: Hashable, Sendable {
  package let e164: String

  /// Takes `8 903…`, `+7 903…`, `7903…`, `(903)…`, ten digits, and other countries with `+`, `00` or `8 10`.
  package init(_ text: String) throws(Reason) {
    let typed = Text.trimmed(text)
    guard typed.allSatisfy({ Self.isDigit($0) || Self.signs.contains($0) }),
      typed.lastIndex(of: "+") == nil || typed.lastIndex(of: "+") == typed.startIndex, let number = Spelling(typed).number
    else { throw .phoneUnreadable(text) }
    e164 = "+" + number
  }

  /// True if the numbering of its country is known, so that the number was checked.
  package var isChecked: Bool { PhoneCountry.of(SearchText.digits(e164)) != nil || e164.hasPrefix("+7") }

  package var warning: Reason? { isChecked ? nil : .phoneUnchecked(e164) }

  /// A number from the database, which holds only E.164.
  package init(e164: String) { self.e164 = e164 }

  /// The digits that a search compares: the ten of a Russian number, all of any other.
  package var searchDigits: String { Phone.searchDigits(e164) }

  package static func searchDigits(_ e164: String) -> String {
    let digits = SearchText.digits(e164)
    return digits.count == 11 && digits.hasPrefix("7") ? String(digits.dropFirst()) : digits
  }

  /// True if the text has only characters of phone numbers, with at least one digit.
  package static func isWritten(as text: String) -> Bool {
    text.allSatisfy { isDigit($0) || signs.contains($0) } && text.contains(where: isDigit)
  }

  /// Parts of a number, as in `searchDigits`, from any spelling: `28-57`, `+7 913 640`, `8 (913)`, `0049 30`. A
  /// leading 7 or 8 may be a prefix or part of the number; a `+` says which.
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
      let stands = typed.prefix { isDigit($0) }.count == 1 && digits.count > 2  // `8 913`: the first digit stands alone
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

  /// With the dashes that typographers and text editors put in place of the hyphen.
  private static let signs: Set<Character> = ["+", "-", "(", ")", " ", ".", "/", "~", "\u{A0}", "‑", "–", "—", "−"]
  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}

/// A number as typed: its digits, and the separators between them.
private struct Spelling {
  let digits: String
  /// Runs of digits between blanks, hyphens and brackets.
  let groups: [Substring]
  let isBracketed: Bool
  let hasPlus: Bool

  init(_ typed: String) {
    digits = SearchText.digits(typed)
    groups = typed.split { !$0.isNumber }
    isBracketed = typed.hasPrefix("(")
    hasPlus = typed.hasPrefix("+")
  }

  private var hasExit: Bool { !hasPlus && digits.hasPrefix("810") && digits.count > 11 }

  /// Country code and national number; nil when it cannot be one.
  var number: String? {
    if digits.hasPrefix("00") { return abroad(String(digits.dropFirst(2))) }
    // International calls from Russia begin with 8, a pause, 10. A Russian number does not begin with 1.
    if hasExit { return abroad(String(digits.dropFirst(3))) }
    return hasPlus ? abroad(digits) : domestic.map { "7" + $0 }
  }

  private func abroad(_ number: String) -> String? {
    if number.hasPrefix("7") { return afterPrefix(number).map { "7" + $0 } }
    // `+8 903…` is the domestic 8 with a plus before it: no country has the codes 83 and 89.
    if !hasExit, groups.first == "8" || number.hasPrefix("83") || number.hasPrefix("89") { return afterPrefix(number).map { "7" + $0 } }
    if let country = PhoneCountry.of(number) { return country.number(number) }
    return (8...15).contains(number.count) && !number.hasPrefix("0") ? number : nil
  }

  /// The ten digits after one 7 or 8. A second one next to it is a prefix again, not a digit of the number.
  private func afterPrefix(_ number: String) -> String? {
    let hasTwo = groups.count > 1 && ["7", "8"].contains(groups[0]) && ["7", "8"].contains(groups[1])
    let national = String(number.dropFirst())
    return number.count == 11 && !hasTwo && PhonePlan.has(national) ? national : nil
  }

  private var domestic: String? {
    let first = groups.first.map(String.init) ?? ""
    if digits.count == 11, ["7", "8"].contains(digits.prefix(1)) {
      // `800 555-35-355`: the code is complete, and a digit too many follows.
      return first.count == 3 && PhonePlan.isCode(first) ? nil : afterPrefix(digits)
    }
    guard digits.count == 10, PhonePlan.has(digits) else { return nil }
    if ["3", "4", "9"].contains(digits.prefix(1)) { return digits }
    guard PhonePlan.isCode(digits) else { return nil }
    // Ten digits that begin with 8 or 7 are a whole number, or a prefix and a number with a digit missing. Only the
    // separators tell which.
    let saysCode = first.count == 3 || isBracketed && first.count > 1
    let mayLackDigit = first.count == 1 || !saysCode && PhonePlan.isCode(digits.dropFirst())
    return mayLackDigit ? nil : digits
  }
}
