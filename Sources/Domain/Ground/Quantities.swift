/// A moment: milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
  /// 1970-01-01T00:00:00Z.
  package static let epoch = Instant(rawValue: 0)
  package static func < (a: Instant, b: Instant) -> Bool { a.rawValue < b.rawValue }
  package func adding(milliseconds: Int64) -> Instant {
    let (sum, overflow) = rawValue.addingReportingOverflow(milliseconds)
    return Instant(rawValue: overflow ? (milliseconds > 0 ? .max : .min) : sum)
  }
  package func adding(seconds: Int64) -> Instant {
    let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    return adding(milliseconds: overflow ? (seconds > 0 ? .max : .min) : milliseconds)
  }
}

/// A calendar date in the centre's time zone: days since 1970-01-01.
package struct Day: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
  package static func < (a: Day, b: Day) -> Bool { a.rawValue < b.rawValue }
  package func adding(_ days: Int64) -> Day {
    let (sum, overflow) = rawValue.addingReportingOverflow(days)
    return Day(rawValue: overflow ? (days > 0 ? .max : .min) : sum)
  }
}

/// An amount in the currency's minor unit (kopecks).
package struct Money: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
  package init(_ minor: Int64) { rawValue = minor }
  package static let zero = Money(0)
  package static func < (a: Money, b: Money) -> Bool { a.rawValue < b.rawValue }
}

/// A quantity or a number of hours in thousandths, exact: 4.5 litres are 4500.
package struct Quantity: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
  package init(thousandths: Int64) { rawValue = thousandths }
  package static let zero = Quantity(thousandths: 0)
  package static let one = Quantity(thousandths: 1000)
  package static func < (a: Quantity, b: Quantity) -> Bool { a.rawValue < b.rawValue }
}

/// A share or a percentage in basis points: 10 000 are the whole.
package struct Share: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: Int64
  package init(rawValue: Int64) { self.rawValue = rawValue }
  package init(bp: Int64) { rawValue = bp }
  package static let none = Share(bp: 0)
  package static let whole = Share(bp: 10_000)
  package static func < (a: Share, b: Share) -> Bool { a.rawValue < b.rawValue }
}
