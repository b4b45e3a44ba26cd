/// Days on which a client can have been born.
package enum Birthday {
  private static let oldest: Int64 = 120
  /// Usual ages, for a year without its century: nobody who brings a car is a child, and hardly anybody is over a hundred.
  private static let usual: ClosedRange<Int64> = 14...100

  package static func reason(against day: Day, today: Day) -> Reason? {
    if day > today { return .bornLater }
    return day < today.adding(months: -12 * oldest) ? .bornTooEarly : nil
  }

  /// The birthday that is meant; nil if the century is ambiguous.
  package static func meant(by written: WrittenDay, today: Day) -> Day? {
    written.day { day in
      day <= today.adding(months: -12 * usual.lowerBound) && day >= today.adding(months: -12 * usual.upperBound)
    }
  }
}

extension Reason {
  static let bornLater = Reason(
    "birth_in_future", en: "The birthday lies in the future.", ru: "Дата рождения ещё не наступила.", at: "/birth_on")
  static let bornTooEarly = Reason(
    "birth_too_early", en: "The birthday lies more than 120 years back.", ru: "Дата рождения отстоит больше чем на 120 лет.",
    at: "/birth_on")
}
