/// Calendar days of the centre, both inclusive; nil: open on that side.
package struct Period: Equatable, Sendable {
  package let from: Day?
  package let to: Day?
  /// The parameters' name: `issued` for `issued_from` and `issued_to`; nil: `from` and `to`.
  package let field: String?

  package init(from: Day? = nil, to: Day? = nil, of field: String? = nil) {
    self.from = from
    self.to = to
    self.field = field
  }

  /// The instants of these days: from midnight of the first to midnight after the last, exclusive.
  package struct Span: Equatable, Sendable {
    package let from: Instant?
    package let until: Instant?
    package var isBounded: Bool { from != nil || until != nil }
    package init(from: Instant? = nil, until: Instant? = nil) {
      self.from = from
      self.until = until
    }
  }

  /// Refuses a last day before the first, or more than `years` after it.
  package func span(in zone: Zone, years: Int64? = nil) throws(Refusal) -> Span {
    if let from, let to {
      let name = field.map { "\($0)_to" } ?? "to"
      if to < from { throw .malformed([.periodBackwards.at(name)]) }
      if let years, to.rawValue - from.rawValue > years * 366 { throw .malformed([.periodTooLong(years).at(name)]) }
    }
    return Span(from: from.map { zone.instant(of: $0) }, until: to.map { zone.instant(of: $0.adding(1)) })
  }
}

extension Reason {
  package static let periodBackwards = Reason(
    "period_backwards", en: "The last day lies before the first.", ru: "Последний день раньше первого.")
  package static func periodTooLong(_ years: Int64) -> Reason {
    let (en, ru) = years == 1 ? ("a year", "года") : ("\(years) years", "\(years) лет")
    return Reason("period_too_long", en: "At most \(en) at once.", ru: "За раз — не больше \(ru).")
  }
}
