/// A year as office programs and people write it: `2015`, `15`, `2 015`, `2015 г.`, `2015,0`, or a whole date.
package enum WrittenYear {
  /// The year as written; two digits stay without their century. nil if it is no year: `0015` and `5` are ambiguous,
  /// and `15 лет` or `21 год` is an age.
  package static func number(_ text: String) -> Int64? {
    if let date = WrittenDay(text) { return date.exists ? date.year : nil }
    let amount = WrittenAmount(text)
    guard let quantity = try? amount.quantity(in: ["г", "гв", "год", "года"]), quantity.isWhole, quantity >= .zero else { return nil }
    let year = quantity.rawValue / 1000
    let digits = amount.number.split { ",.".contains($0) }.first.map { SearchText.digits(String($0)) } ?? ""
    let isShort = digits.count == 2 && !amount.unit.hasPrefix("год")
    guard isShort || digits.count == 4 && digits == String(year) else { return nil }
    return year
  }
}
