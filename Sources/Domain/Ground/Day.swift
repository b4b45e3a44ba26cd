package enum Weekday: String, CaseIterable, Sendable {
  case mon, tue, wed, thu, fri, sat, sun

  /// 0 for Monday.
  package var index: Int {
    switch self {
    case .mon: 0
    case .tue: 1
    case .wed: 2
    case .thu: 3
    case .fri: 4
    case .sat: 5
    case .sun: 6
    }
  }

  package var previous: Weekday { Weekday.allCases[(index + 6) % 7] }
}

/// Calendar arithmetic on days since 1970-01-01, proleptic Gregorian (Howard Hinnant, "chrono-compatible low-level date algorithms").
extension Day {
  package init?(year: Int64, month: Int64, day: Int64) {
    guard (1...9999).contains(year), (1...12).contains(month), (1...Day.length(ofMonth: month, year: year)).contains(day) else {
      return nil
    }
    let y = month <= 2 ? year - 1 : year
    let era = Day.floorDiv(y, 400)
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    self.init(rawValue: era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
  }

  package var parts: (year: Int64, month: Int64, day: Int64) {
    let z = min(max(rawValue, -4_000_000), 4_000_000) + 719_468  // some eleven thousand years each way
    let era = Day.floorDiv(z, 146_097)
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
  }

  package var year: Int64 { parts.year }

  package var weekday: Weekday {
    let index = ((rawValue % 7) + 10) % 7  // 1970-01-01 was a Thursday
    return Weekday.allCases[Int(index)]
  }

  /// `YYYY-MM-DD`, nothing else.
  package init(text: String) throws(Reason) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45, let year = Day.number(bytes[0..<4]), let month = Day.number(bytes[5..<7]),
      let dayOfMonth = Day.number(bytes[8..<10]), let day = Day(year: year, month: month, day: dayOfMonth)
    else { throw .dateUnreadable(text) }
    self = day
  }

  package var text: String {
    let (year, month, day) = parts
    return "\(Day.padded(year, 4))-\(Day.padded(month, 2))-\(Day.padded(day, 2))"
  }

  /// The same day of the month so many months later, or that month's last day.
  package func adding(months: Int64) -> Day {
    let (year, month, day) = parts
    let count = year * 12 + month - 1 + min(max(months, -120_000), 120_000)
    let (y, m) = (Day.floorDiv(count, 12), count - Day.floorDiv(count, 12) * 12 + 1)
    return Day(year: y, month: m, day: min(day, Day.length(ofMonth: m, year: y))) ?? self
  }

  private static func length(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard !digits.isEmpty, digits.count <= 9, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int64($1) - 48 }
  }

  static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  static func floorDiv(_ a: Int64, _ b: Int64) -> Int64 { a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0) }
}
