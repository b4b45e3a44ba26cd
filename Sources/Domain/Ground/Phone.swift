/// A telephone number in E.164. Numbers without a country are Russian: the Russian spellings meet in one number, and one that is a digit
/// short or long is none, however much it looks like another number. Kazakhstan shares the +7. Of the countries in `PhoneCountry` the
/// trunk prefix is taken off and the length checked; another country's number is kept as it was typed, unchecked.
package struct Phone: Hashable, Sendable {
  package let e164: String

  /// Takes `8 903…`, `+7 903…`, `7903…`, `(903)…`, ten digits, and other countries with `+`, `00` or `8 10`.
  package init(_ text: String) throws(Reason) {
    let typed = Text.trimmed(text)
    guard typed.allSatisfy({ $0.isASCII && $0.isNumber || " +-().\u{A0}/–‑~".contains($0) }),
      typed.lastIndex(of: "+") == nil || typed.lastIndex(of: "+") == typed.startIndex, let number = Spelling(typed).number
    else { throw .phoneUnreadable(text) }
    e164 = "+" + number
  }

  /// Whether its country's numbers are known, so that it has been checked.
  package var isChecked: Bool { PhoneCountry.of(SearchText.digits(e164)) != nil || e164.hasPrefix("+7") }

  package var warning: Reason? { isChecked ? nil : .phoneUnchecked(e164) }

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

/// How a number was typed: its digits, and where the typist made pauses.
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
    // The way out of Russia is 8, a pause, 10; a Russian number does not begin with 1.
    if hasExit { return abroad(String(digits.dropFirst(3))) }
    return hasPlus ? abroad(digits) : domestic.map { "7" + $0 }
  }

  private func abroad(_ number: String) -> String? {
    if number.hasPrefix("7") { return afterPrefix(number).map { "7" + $0 } }
    // `+8 903…` is the domestic 8 with a plus in front: no country has the codes 83 and 89.
    if !hasExit, groups.first == "8" || number.hasPrefix("83") || number.hasPrefix("89") { return afterPrefix(number).map { "7" + $0 } }
    if let country = PhoneCountry.of(number) { return country.number(number) }
    return (8...15).contains(number.count) && !number.hasPrefix("0") ? number : nil
  }

  /// The ten digits after one 7 or 8; a second one beside it is a prefix again, not a digit of the number.
  private func afterPrefix(_ number: String) -> String? {
    let hasTwo = groups.count > 1 && ["7", "8"].contains(groups[0]) && ["7", "8"].contains(groups[1])
    let national = String(number.dropFirst())
    return number.count == 11 && !hasTwo && PhonePlan.has(national) ? national : nil
  }

  private var domestic: String? {
    let first = groups.first.map(String.init) ?? ""
    if digits.count == 11, ["7", "8"].contains(digits.prefix(1)) {
      // `800 555-35-355`: the code is said, and a digit too many follows.
      return first.count == 3 && PhonePlan.isCode(first) ? nil : afterPrefix(digits)
    }
    guard digits.count == 10, PhonePlan.has(digits) else { return nil }
    if ["3", "4", "9"].contains(digits.prefix(1)) { return digits }
    guard PhonePlan.isCode(digits) else { return nil }
    // Ten digits that begin with 8 or 7 are a whole number, or one after its prefix with a digit missing: only pauses tell which.
    let saysCode = first.count == 3 || isBracketed && first.count > 1
    let mayLackDigit = first.count == 1 || !saysCode && PhonePlan.isCode(digits.dropFirst())
    return mayLackDigit ? nil : digits
  }
}
