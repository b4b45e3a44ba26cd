internal import Domain

extension Fields {
  /// A period: `<field>_from` and `<field>_to`, or `from` and `to` for a list with only one time. Both are calendar
  /// days of the centre, inclusive.
  mutating func period(of field: String? = nil) -> Period {
    let prefix = field.map { "\($0)_" } ?? ""
    return Period(
      from: optional("\(prefix)from", .date, "First day"), to: optional("\(prefix)to", .date, "Last day, inclusive"), of: field)
  }

  /// The period of a report. `what` says what happened on these days.
  mutating func requiredPeriod(_ what: String) -> Period {
    Period(from: required("from", .date, "First day \(what)"), to: required("to", .date, "Last day, inclusive"))
  }
}
