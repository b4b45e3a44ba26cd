/// A date as office programs and people write it: `22.08.1976`, `1976-08-22`, `22.08.76`, `22 августа 1976 г.`. A time
/// of midnight may follow.
package struct WrittenDay: Equatable, Sendable {
  /// The text as written.
  package let text: String
  /// The year as written; without its century if it is short.
  package let year: Int64
  private let month: Int64
  private let dayOfMonth: Int64
  /// True if the century was left out.
  package let isShort: Bool

  /// nil for another form. The day need not exist; `day` checks that.
  package init?(_ text: String) {
    guard let date = Self.date(text.split { $0 == " " || $0 == "T" || $0 == "\u{A0}" }) else { return nil }
    let (parts, isISO) = (date.split(separator: ".", omittingEmptySubsequences: false), date.contains("-"))
    let fields = (isISO ? date.split(separator: "-", omittingEmptySubsequences: false).reversed() : parts).map { Array($0.utf8) }
    guard fields.count == 3, isISO ? fields.map(\.count) == [2, 2, 4] : fields[2].count == 4 || fields[2].count == 2,
      (1...2).contains(fields[0].count), (1...2).contains(fields[1].count), let day = Day.number(fields[0][...]),
      let month = Day.number(fields[1][...]), let year = Day.number(fields[2][...])
    else { return nil }
    self.text = text
    (self.year, self.month, dayOfMonth, isShort) = (year, month, day, fields[2].count == 2)
  }

  /// The date in digits, without a time of midnight and the word for «year».
  private static func date(_ written: [Substring]) -> Substring? {
    var words = written
    if words.count > 1, ["0:00", "00:00", "0:00:00", "00:00:00", "00:00:00.000"].contains(words.last) { words.removeLast() }
    if words.count > 1, ["г.", "г", "года"].contains(words.last) { words.removeLast() }
    if words.count == 3, let month = months.firstIndex(where: { $0.contains(SearchText.fold(String(words[1]))) }) {
      return "\(words[0]).\(month + 1).\(words[2])"
    }
    return words.count == 1 ? words[0] : nil
  }

  private static let months = [
    ["января", "янв"], ["февраля", "фев"], ["марта", "мар"], ["апреля", "апр"], ["мая", "май"], ["июня", "июн"], ["июля", "июл"],
    ["августа", "авг"], ["сентября", "сен"], ["октября", "окт"], ["ноября", "ноя"], ["декабря", "дек"],
  ]

  /// True if such a day exists in a century that it can mean.
  package var exists: Bool { (isShort ? [1900, 2000] : [0]).contains { Day(year: $0 + year, month: month, day: dayOfMonth) != nil } }

  /// The day that is meant. For a year without its century, the only possible one of the last two centuries. nil if
  /// there is none, or if both are possible.
  package func day(ifShort isPossible: (Day) -> Bool) -> Day? {
    guard isShort else { return Day(year: year, month: month, day: dayOfMonth) }
    let days = [1900, 2000].compactMap { Day(year: $0 + year, month: month, day: dayOfMonth) }.filter(isPossible)
    return days.count == 1 ? days.first : nil
  }
}

extension Day {
  /// Years that a date at a service centre can have. Others are typing mistakes (`0090`, `1090`, `2206`).
  package static let possible = Day(rawValue: -25_567)...Day(rawValue: 84_005)
}

extension Instant {
  /// The same range for an instant, in UTC.
  package static let possible = Instant(rawValue: -25_567 * 86_400_000)...Instant(rawValue: 84_006 * 86_400_000 - 1)
}

extension Reason {
  package static let yearOutOfRange = Reason(
    "year_out_of_range", en: "The year must lie between 1900 and 2199.", ru: "Год должен быть от 1900 до 2199.")
}
