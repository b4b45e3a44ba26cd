/// Calendar dates `YYYY-MM-DD` as days since 1970-01-01, in the proleptic Gregorian calendar, years 0000–9999.
public enum CalendarDate {
  /// 0000-01-01 to 9999-12-31.
  public static let range = -719_528...2_932_896

  /// The day in text of exactly the form `YYYY-MM-DD`; `nil` for another form or a day that does not exist.
  public static func parse(_ text: String) -> Int? {
    var text = text
    return text.withUTF8 { parse(UnsafeRawBufferPointer($0)) }
  }

  public static func parse(_ text: UnsafeRawBufferPointer) -> Int? {
    guard text.count == length, text[4] == 0x2D, text[7] == 0x2D,
      let year = number(text, 0, 4), let month = number(text, 5, 2), let day = number(text, 8, 2)
    else { return nil }
    return days(year: year, month: month, day: day)
  }

  /// `nil` outside the years 0000–9999.
  public static func text(_ days: Int) -> String? {
    guard range.contains(days) else { return nil }
    return String(unsafeUninitializedCapacity: length) { room in
      write(days, to: UnsafeMutableRawPointer(room.baseAddress.unsafelyUnwrapped))
      return length
    }
  }

  /// `nil` for a day that does not exist or a year outside 0000–9999.
  public static func days(year: Int, month: Int, day: Int) -> Int? {
    guard 0...9999 ~= year, 1...12 ~= month, day >= 1, day <= lastDay(of: month, in: year) else { return nil }
    // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil: the year begins in March, so
    // that the leap day is its last.
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The date of a day. A day outside `range` counts as the nearest one inside.
  public static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
    // civil_from_days from the same source.
    let shifted = min(max(days, range.lowerBound), range.upperBound) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * march + 2) / 5 + 1)
  }

  public static func lastDay(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static let length = 10

  /// Writes `YYYY-MM-DD`. The caller provides the room and keeps `days` inside `range`.
  static func write(_ days: Int, to room: UnsafeMutableRawPointer) {
    let (year, month, day) = civil(days)
    pair(year / 100, to: room)
    pair(year % 100, to: room + 2)
    room.storeBytes(of: 0x2D, toByteOffset: 4, as: UInt8.self)
    pair(month, to: room + 5)
    room.storeBytes(of: 0x2D, toByteOffset: 7, as: UInt8.self)
    pair(day, to: room + 8)
  }

  /// Writes a number from 0 to 99 as two digits.
  static func pair(_ value: Int, to room: UnsafeMutableRawPointer) {
    room.storeBytes(of: 0x30 &+ UInt8(truncatingIfNeeded: value / 10), as: UInt8.self)
    room.storeBytes(of: 0x30 &+ UInt8(truncatingIfNeeded: value % 10), toByteOffset: 1, as: UInt8.self)
  }

  /// The number of exactly `count` (at most 9) digits.
  static func number(_ text: UnsafeRawBufferPointer, _ first: Int, _ count: Int) -> Int? {
    guard first + count <= text.count else { return nil }
    var value = 0
    for position in first..<first + count {
      guard case 0x30...0x39 = text[position] else { return nil }
      value = value * 10 + Int(text[position] - 0x30)
    }
    return value
  }
}
