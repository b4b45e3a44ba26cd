/// A number as office programs and people write it: `17 043,74`, `1.250,00`, `1'250.50`. An ambiguous number is refused.
package enum WrittenNumber {
  private static let blanks: [Character] = [" ", "\u{A0}", "\u{2007}", "\u{2009}", "\u{202F}"]
  private static let apostrophes: [Character] = ["'", "’"]

  /// Refuses ambiguous numbers. A lone comma or point before three digits may mark thousands or decimals: `1,250`.
  /// Digits not grouped by three may be two numbers: `12 50`.
  package static func quantity(_ text: String) throws(Reason) -> Quantity {
    let typed = Text.trimmed(text)
    let isNegative = typed.hasPrefix("-") || typed.hasPrefix("−")
    let marks = isNegative ? Text.trimmed(String(typed.dropFirst())).map(plain) : typed.map(plain)
    guard marks.allSatisfy({ isDigit($0) || " ',.".contains($0) }), let first = marks.first, let last = marks.last, isDigit(first),
      isDigit(last)
    else { throw .notANumber }
    let point = try decimalMark(marks)
    let whole = try ungrouped(point.map { marks[..<$0] } ?? marks[...])
    let places = point.map { marks[($0 + 1)...] } ?? []
    guard places.allSatisfy(isDigit) else { throw .numberGroupedOddly }
    return try Quantity(text: (isNegative ? "-" : "") + whole + (places.isEmpty ? "" : "." + String(places)))
  }

  private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

  private static func plain(_ character: Character) -> Character {
    if blanks.contains(character) { return " " }
    return apostrophes.contains(character) ? "'" : character
  }

  /// The position of the decimal mark; nil without one.
  private static func decimalMark(_ marks: [Character]) throws(Reason) -> Int? {
    guard let last = marks.lastIndex(where: { $0 == "," || $0 == "." }) else { return nil }
    let alike = marks.count { $0 == marks[last] }
    let groups = Set(marks[..<last].filter { !isDigit($0) && $0 != marks[last] })
    if alike > 1 {
      guard groups.isEmpty else { throw .numberGroupedOddly }
      return nil
    }
    let mayBeThousands =
      groups.isEmpty && marks.count - last == 4 && marks[(last + 1)...].allSatisfy(isDigit) && (1...3).contains(last) && marks[0] != "0"
    if mayBeThousands { throw .numberAmbiguous }
    return last
  }

  private static func ungrouped(_ marks: ArraySlice<Character>) throws(Reason) -> String {
    let separators = Set(marks.filter { !isDigit($0) })
    guard let separator = separators.first else { return String(marks) }
    let groups = marks.split(separator: separator, omittingEmptySubsequences: false)
    guard separators.count == 1, let first = groups.first, (1...3).contains(first.count), first.first != "0",
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { throw .numberGroupedOddly }
    return String(groups.joined())
  }
}
