extension Quantity {
  /// Most stock of one part: a thousand times the largest quantity of one entry.
  package static let most = Quantity(thousandths: 1_000_000_000_000)
  /// Most norm-hours of one line. A longer job is several jobs, or a typing error.
  package static let mostHours = Quantity(thousandths: 1_000_000)

  package func adding(_ other: Quantity) throws(Refusal) -> Quantity {
    let (sum, overflow) = rawValue.addingReportingOverflow(other.rawValue)
    guard !overflow else { throw .invalid(.numberTooLarge) }
    return Quantity(thousandths: sum)
  }

  package func subtracting(_ other: Quantity) throws(Refusal) -> Quantity {
    let (difference, overflow) = rawValue.subtractingReportingOverflow(other.rawValue)
    guard !overflow else { throw .invalid(.numberTooLarge) }
    return Quantity(thousandths: difference)
  }

  package static func sum(_ quantities: some Sequence<Quantity>) throws(Refusal) -> Quantity {
    var total = Quantity.zero
    for quantity in quantities { total = try total.adding(quantity) }
    return total
  }

  /// `self` less `other`, never below zero.
  package func less(_ other: Quantity) -> Quantity {
    Quantity(thousandths: Int64(clamping: max(0, Int128(rawValue) - Int128(other.rawValue))))
  }

  package var isWhole: Bool { rawValue % 1000 == 0 }

  /// Plain decimal text with at most three places: `4.5`, `-0.125`, `12`.
  package var text: String {
    let whole = rawValue.magnitude / 1000
    var places = String(rawValue.magnitude % 1000)
    places = String(repeating: "0", count: 3 - places.count) + places
    while places.hasSuffix("0") { places.removeLast() }
    return (rawValue < 0 ? "-" : "") + String(whole) + (places.isEmpty ? "" : "." + places)
  }

  /// Reads plain decimal text. More than three places, an exponent or anything else is refused.
  package init(text: String) throws(Reason) {
    let negative = text.hasPrefix("-")
    let parts = text.dropFirst(negative ? 1 : 0).split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
      throw .notANumber
    }
    let places = parts.count == 2 ? parts[1] : ""
    guard places.count <= 3 else { throw .tooManyDecimals }
    guard let units = Int64(String(whole) + places + String(repeating: "0", count: 3 - places.count)) else { throw .numberTooLarge }
    self.init(thousandths: negative ? -units : units)
  }
}
