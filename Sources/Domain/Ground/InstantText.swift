/// RFC 3339: written in UTC with milliseconds, read with any offset.
extension Instant {
  package var text: String {
    let day = Day.floorDiv(rawValue, 86_400_000)
    let rest = rawValue - day * 86_400_000
    let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { Day.padded($0, 2) }.joined(separator: ":")
    return "\(Day(rawValue: day).text)T\(clock).\(Day.padded(rest % 1000, 3))Z"
  }

  /// Reads RFC 3339. Further digits of a second are dropped; a leap second counts as the start of the next second.
  package init(text: String) throws(Reason) {
    guard let value = Instant.parse(Array(text.utf8)) else { throw .timeUnreadable(text) }
    self.init(rawValue: value)
  }

  private static func parse(_ bytes: [UInt8]) -> Int64? {
    guard bytes.count >= 20, bytes.count <= 40, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let day = try? Day(text: String(decoding: bytes[0..<10], as: UTF8.self)),
      let hour = Day.number(bytes[11..<13]), hour < 24, let minute = Day.number(bytes[14..<16]), minute < 60,
      let second = Day.number(bytes[17..<19]), second <= 60
    else { return nil }
    var rest = bytes[19...]
    var milliseconds: Int64 = 0
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { (48...57).contains($0) }
      guard !digits.isEmpty else { return nil }
      let three = Array(digits.prefix(3)) + Array(repeating: UInt8(ascii: "0"), count: max(0, 3 - digits.count))
      milliseconds = Day.number(three[...]) ?? 0
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let offset = offset(Array(rest)) else { return nil }
    return day.rawValue * 86_400_000 + hour * 3_600_000 + (minute - offset) * 60_000 + second * 1000 + milliseconds
  }

  /// Minutes east of UTC.
  private static func offset(_ bytes: [UInt8]) -> Int64? {
    if bytes.count == 1, bytes[0] == UInt8(ascii: "Z") || bytes[0] == UInt8(ascii: "z") { return 0 }
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = Day.number(bytes[1..<3]), hours < 24,
      let minutes = Day.number(bytes[4..<6]), minutes < 60
    else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "+"): return hours * 60 + minutes
    case UInt8(ascii: "-"): return -(hours * 60 + minutes)
    default: return nil
    }
  }
}
