/// A rate of VAT as office programs write it: `22%`, `НДС 20`, `20/120`, `без НДС`.
package enum WrittenVAT: Equatable, Sendable {
  case exempt
  /// A rate in basis points.
  case rate(Share)

  /// nil if the desk has no category for the rate.
  package init?(_ text: String) {
    let folded = SearchText.fold(text).replacing("ндс", with: "").filter { !" :()\u{A0}".contains($0) }
    let word = folded.contains(where: \.isNumber) ? folded : folded.filter { $0 != "." }
    if ["без", "безналога", "необлагается", "необл", "освобождено", "освобожден", "нет", "exempt", "—", "-"].contains(word) {
      self = .exempt
      return
    }
    let percent = word.split(separator: "/").first.map { $0.filter { $0 != "%" } } ?? ""
    guard let typed = try? WrittenNumber.quantity(String(percent)) else { return nil }
    // A spreadsheet stores 0.22 in a cell that shows 22%.
    let isShare = typed < .one && !word.contains("%") && !word.contains("/")
    let number = isShare ? Quantity(thousandths: typed.rawValue * 100) : typed
    guard number.isWhole, [5, 7, 18, 20, 22].contains(number.rawValue / 1000),
      !word.contains("/") || word.hasSuffix("/1\(number.rawValue / 1000 < 10 ? "0" : "")\(number.rawValue / 1000)")
    else { return nil }
    self = .rate(Share(bp: number.rawValue / 10))
  }

  /// The category under these rules. The centre's own rate, and former rates of the law, are `standard`.
  package func category(_ rules: TaxRules, on day: Day) -> TaxCategory {
    guard case .rate(let rate) = self else { return .exempt }
    if rate == rules.rate(of: .standard, on: day) { return .standard }
    switch rate.rawValue {
    case 500: return .reduced5
    case 700: return .reduced7
    default: return .standard
    }
  }

  /// The rate that will be billed, if it differs from the written one.
  package func differs(_ rules: TaxRules, on day: Day) -> Share? {
    guard case .rate(let rate) = self else { return nil }
    let billed = rules.rate(of: category(rules, on: day), on: day)
    return billed == rate ? nil : billed
  }
}
