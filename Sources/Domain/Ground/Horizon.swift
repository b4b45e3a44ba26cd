/// The furthest a date may lie ahead. A later one is a typing mistake.
package struct Horizon: Sendable {
  private let years: Int64
  private init(years: Int64) { self.years = years }

  package static let promise = Horizon(years: 2)
  package static let delivery = Horizon(years: 2)
  package static let offer = Horizon(years: 1)
  package static let warrantyStart = Horizon(years: 2)
  package static let proxy = Horizon(years: 10)
  package static let token = Horizon(years: 10)
  /// Warranties against rust last up to thirty years.
  package static let coverage = Horizon(years: 30)

  /// Years of 366 days, so that none is refused for its 29 February.
  package func reason(against day: Day?, today: Day) -> Reason? {
    guard let day, day > today.adding(years * 366) else { return nil }
    return reason
  }

  package func reason(against at: Instant?, now: Instant) -> Reason? {
    guard let at, at > now.adding(seconds: years * 366 * 86_400) else { return nil }
    return reason
  }

  private var reason: Reason {
    Reason(
      "too_far_ahead", en: "It lies more than \(years == 1 ? "a year" : "\(years) years") ahead.",
      ru: years == 1 ? "До этого больше года." : "До этого больше \(years) лет.")
  }
}
