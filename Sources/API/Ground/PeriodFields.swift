internal import Domain

extension Fields {
  /// `<field>_from` and `<field>_to`, or plain `from` and `to` of what has only one time: the centre's calendar days, both inclusive.
  mutating func period(of field: String? = nil) -> Period {
    let prefix = field.map { "\($0)_" } ?? ""
    return Period(
      from: optional("\(prefix)from", .date, "First day"), to: optional("\(prefix)to", .date, "Last day, inclusive"), of: field)
  }

  /// Of a report, which says what it is about.
  mutating func requiredPeriod(_ what: String) -> Period {
    Period(from: required("from", .date, "First day \(what)"), to: required("to", .date, "Last day, inclusive"))
  }
}
