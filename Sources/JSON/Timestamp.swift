/// Instants in RFC 3339, as milliseconds since 1970-01-01T00:00:00Z, years 0000–9999 in UTC.
public enum Timestamp {
  public static let range = Int64(CalendarDate.range.lowerBound) * day...Int64(CalendarDate.range.upperBound + 1) * day - 1

  /// Parses any offset; a fraction of 1 to 9 digits is cut to milliseconds. `nil` for another form, a day or hour that
  /// does not exist, a leap second, and an instant outside the years 0000–9999 in UTC.
  public static func parse(_ text: String) -> Int64? {
    var text = text
    return text.withUTF8 { parse(UnsafeRawBufferPointer($0)) }
  }

  public static func parse(_ text: UnsafeRawBufferPointer) -> Int64? {
    guard text.count >= 20, text[10] | 0x20 == 0x74, text[13] == 0x3A, text[16] == 0x3A,
      let days = CalendarDate.parse(UnsafeRawBufferPointer(rebasing: text[..<10])),
      let hour = CalendarDate.number(text, 11, 2), hour < 24,
      let minute = CalendarDate.number(text, 14, 2), minute < 60,
      let second = CalendarDate.number(text, 17, 2), second < 60,
      let (fraction, next) = fraction(text),
      let offset = offset(text, next)
    else { return nil }
    let seconds = hour * 3600 + minute * 60 + second - offset
    let moment = Int64(days) * day + Int64(seconds) * 1000 + fraction
    return range.contains(moment) ? moment : nil
  }

  /// `2026-11-22T07:44:00.123Z`; `nil` outside `range`.
  public static func text(_ milliseconds: Int64) -> String? {
    guard range.contains(milliseconds) else { return nil }
    return String(unsafeUninitializedCapacity: length) { room in
      write(milliseconds, to: UnsafeMutableRawPointer(room.baseAddress.unsafelyUnwrapped))
      return length
    }
  }

  static let length = 24
  private static let day: Int64 = 86_400_000

  /// Writes the text of an instant inside `range`. The caller provides the room.
  static func write(_ milliseconds: Int64, to room: UnsafeMutableRawPointer) {
    let days = milliseconds >= 0 ? milliseconds / day : (milliseconds - day + 1) / day
    let rest = Int(milliseconds - days * day)
    CalendarDate.write(Int(days), to: room)
    room.storeBytes(of: 0x54, toByteOffset: 10, as: UInt8.self)
    CalendarDate.pair(rest / 3_600_000, to: room + 11)
    room.storeBytes(of: 0x3A, toByteOffset: 13, as: UInt8.self)
    CalendarDate.pair(rest / 60_000 % 60, to: room + 14)
    room.storeBytes(of: 0x3A, toByteOffset: 16, as: UInt8.self)
    CalendarDate.pair(rest / 1000 % 60, to: room + 17)
    room.storeBytes(of: 0x2E, toByteOffset: 19, as: UInt8.self)
    let thousandths = rest % 1000
    room.storeBytes(of: 0x30 &+ UInt8(truncatingIfNeeded: thousandths / 100), toByteOffset: 20, as: UInt8.self)
    CalendarDate.pair(thousandths % 100, to: room + 21)
    room.storeBytes(of: 0x5A, toByteOffset: 23, as: UInt8.self)
  }

  /// The milliseconds, and the position where the offset begins.
  private static func fraction(_ text: UnsafeRawBufferPointer) -> (milliseconds: Int64, next: Int)? {
    guard text[19] == 0x2E else { return (0, 19) }
    var position = 20
    var milliseconds: Int64 = 0
    var scale: Int64 = 100
    while position < text.count, case 0x30...0x39 = text[position] {
      milliseconds += Int64(text[position] - 0x30) * scale
      scale /= 10
      position += 1
    }
    return 21...29 ~= position ? (milliseconds, position) : nil
  }

  /// The seconds by which local time is ahead of UTC.
  private static func offset(_ text: UnsafeRawBufferPointer, _ first: Int) -> Int? {
    if text.count == first + 1, text[first] | 0x20 == 0x7A { return 0 }
    guard text.count == first + 6, text[first] == 0x2B || text[first] == 0x2D, text[first + 3] == 0x3A,
      let hour = CalendarDate.number(text, first + 1, 2), hour < 24,
      let minute = CalendarDate.number(text, first + 4, 2), minute < 60
    else { return nil }
    return (hour * 3600 + minute * 60) * (text[first] == 0x2B ? 1 : -1)
  }
}
