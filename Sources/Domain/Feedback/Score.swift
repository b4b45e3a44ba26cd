/// A score with its 95 % interval. The interval is missing if there is only one answer to take a mean of.
package struct Score: Equatable, Sendable {
  package let value: Double
  package let low: Double?
  package let high: Double?

  package init(value: Double, low: Double?, high: Double?) {
    self.value = value
    self.low = low
    self.high = high
  }
}

extension Score {
  /// A share in percent with Wilson's interval, without correction for continuity (Wilson, JASA 22:158, 1927). nil without answers.
  package static func share(_ hits: Int64, of all: Int64) -> Score? {
    guard all > 0 else { return nil }
    let (n, p, z) = (Double(all), Double(hits) / Double(all), Normal.quantile95)
    let centre = p + z * z / (2 * n)
    let width = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    let whole = 1 + z * z / n
    // At the ends rounding could leave the bound a hair off.
    let low = hits <= 0 ? 0 : max(0, (centre - width) / whole)
    let high = hits >= all ? 1 : min(1, (centre + width) / whole)
    return Score(value: 100 * p, low: 100 * low, high: 100 * high)
  }

  /// Promoters less detractors, in percent points, with the adjusted Wald interval that Rocks found best (The American Statistician
  /// 70:4, 2016). The interval alone counts ¾ detractors, 1½ passives and ¾ promoters more, so that equal answers have a width too.
  /// nil without answers.
  package static func netPromoters(detractors: Int64, passives: Int64, promoters: Int64) -> Score? {
    let (below, between, above) = (Double(detractors), Double(passives), Double(promoters))
    let all = below + between + above
    guard all > 0 else { return nil }
    let n = all + 3
    let (adjustedBelow, adjustedAbove) = ((below + 0.75) / n, (above + 0.75) / n)
    let centre = adjustedAbove - adjustedBelow
    let width = Normal.quantile95 * (max(0, adjustedAbove + adjustedBelow - centre * centre) / n).squareRoot()
    return Score(value: 100 * (above - below) / all, low: max(-100, 100 * (centre - width)), high: min(100, 100 * (centre + width)))
  }

  /// The mean of values, each with the number of its answers, with Student's t. Equal answers have the interval of their own value.
  /// nil without answers.
  package static func mean(of values: [(value: Double, count: Int64)]) -> Score? {
    let all = values.reduce(0) { $0 + Double($1.count) }
    guard all > 0 else { return nil }
    let mean = values.reduce(0) { $0 + $1.value * Double($1.count) } / all
    guard all > 1 else { return Score(value: mean, low: nil, high: nil) }
    let squares = values.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) * Double($1.count) }
    let width = StudentT.quantile95(Int64(all) - 1) * (squares / (all - 1) / all).squareRoot()
    return Score(value: mean, low: mean - width, high: mean + width)
  }

  /// The mean of `n` numbers from their moments, with Student's t. nil without numbers.
  package static func mean(_ moments: Moments, n: Int64) -> Score? {
    guard n > 0 else { return nil }
    let mean = Double(moments.sum) / Double(n)
    guard n > 1 else { return Score(value: mean, low: nil, high: nil) }
    // Whole numbers until here, so that equal answers have no variance at all.
    let spread = Double(Int128(n) * moments.squares - Int128(moments.sum) * Int128(moments.sum)) / Double(n)
    let width = StudentT.quantile95(n - 1) * (max(0, spread) / Double(n - 1) / Double(n)).squareRoot()
    return Score(value: mean, low: mean - width, high: mean + width)
  }

  /// The same on a scale with another unit.
  func divided(by unit: Double) -> Score {
    Score(value: value / unit, low: low.map { $0 / unit }, high: high.map { $0 / unit })
  }
}
