/// The moment that a mail's field names, and the zone it was written in.
package struct MailDate: Sendable, Equatable {
  /// Seconds since 1970 in UTC.
  package let seconds: Int
  /// East of Greenwich; `nil` if the field names no zone, or only UTC without a place (`-0000`). Then UTC is assumed.
  package let offsetMinutes: Int?

  /// Reads RFC 5322 with its obsolete forms, the forms of `asctime`, RFC 850 and ISO 8601, and Russian month names. `nil` if no day and
  /// time of the years 1900 to 9999 can be read.
  package init?(_ value: Bytes) {
    var reader = DateReader(value)
    guard let date = reader.date() else { return nil }
    self = date
  }

  init?(year: Int, month: Int, day: Int, second: Int, offsetMinutes: Int?) {
    guard 1900...9999 ~= year, 1...12 ~= month, 1...Self.days(month, year) ~= day, 0...86_400 ~= second else { return nil }
    // Days since 1970 by a calendar whose year begins in March.
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    seconds = days * 86_400 + second - (offsetMinutes ?? 0) * 60
    self.offsetMinutes = offsetMinutes
  }

  private static func days(_ month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
