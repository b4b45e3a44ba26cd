/// Moments as RFC 5322 §3.3 writes them.
enum MailDate {
  /// `Mon, 30 Nov 2026 18:21:49 +0300`. A moment outside the years 1970 to 9999 counts as the nearest one inside, and so
  /// does an offset beyond a day.
  static func text(_ milliseconds: Int64, zoneMinutes: Int) -> String {
    let offset = min(max(zoneMinutes, -1_439), 1_439)
    let seconds = min(max(milliseconds / 1_000, 86_400), 253_402_214_400) + Int64(offset) * 60
    let (days, rest) = (Int(seconds / 86_400), Int(seconds % 86_400))
    let (year, month, day) = civil(days)
    let clock = "\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
    let zone = "\(offset < 0 ? "-" : "+")\(two(abs(offset) / 60))\(two(abs(offset) % 60))"
    return "\(weekdays[days % 7]), \(day) \(months[month - 1]) \(year) \(clock) \(zone)"
  }

  /// The date of a day since 1970-01-01, which is not before it. Howard Hinnant, "chrono-compatible low-level date
  /// algorithms", civil_from_days: the year begins in March, so that the leap day is its last.
  private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * march + 2) / 5 + 1)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// 1970-01-01 was a Thursday.
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
