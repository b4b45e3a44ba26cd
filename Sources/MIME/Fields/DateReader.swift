/// Sorts the words of a date by their look, since programs write them in any order.
struct DateReader {
  private let words: [Bytes]
  private var numbers: [(value: Int, digits: Int)] = []
  private var month: Int?
  private var second: Int?
  private var zone: Zone?
  private var isAfternoon: Bool?

  private enum Zone {
    case minutes(Int)
    /// UTC without a place.
    case unknown
  }

  init(_ value: Bytes) {
    let line = EncodedWord.unfolded(value.prefix(200))
    // Blanks around a colon are obsolete syntax (RFC 5322, 4.3).
    var plain: [UInt8] = []
    var depth = 0
    for byte in line {
      if byte == 0x28 { depth += 1 }
      if byte == 0x3A, depth == 0 { while plain.last == 0x20 { plain.removeLast() } }
      if depth == 0, byte != 0x20 || plain.last != 0x3A { plain.append(byte == 0x2C ? 0x20 : byte) }
      if byte == 0x29, depth > 0 { depth -= 1 }
    }
    var words = plain.split(whereSeparator: \.isSpace)
    // A weekday in any language: `Mar,` is Tuesday in French.
    let first = line[...].trimmed().prefix { !$0.isSpace }
    if first.contains(0x2C), let word = words.first, word.first?.isDigit == false { words.removeFirst() }
    self.words = words
  }

  mutating func date() -> MailDate? {
    for word in words.prefix(20) { take(word) }
    guard let second, let (year, month, day) = calendarDay() else { return nil }
    var moment = second
    if let isAfternoon, moment < 13 * 3_600 { moment = moment % 43_200 + (isAfternoon ? 43_200 : 0) }
    var offset: Int?
    if case .minutes(let minutes) = zone { offset = minutes }
    return MailDate(year: year, month: month, day: day, second: moment, offsetMinutes: offset)
  }

  private mutating func take(_ word: Bytes) {
    guard let first = word.first else { return }
    if second == nil, let colon = word.firstIndex(of: 0x3A) { return takeTime(word, colon) }
    if first == 0x2B || first == 0x2D { return takeOffset(word) }
    if first.isDigit { return takeNumber(word) }
    if let number = Self.month(word), month == nil {
      month = number
    } else if word.isWord("am") || word.isWord("pm") {
      isAfternoon = word.isWord("pm")
    } else {
      takeZoneName(word)
    }
  }

  /// A time, perhaps with an ISO date before it and a zone behind it.
  private mutating func takeTime(_ word: Bytes, _ colon: Int) {
    var time = word
    if let t = word[..<colon].firstIndex(where: { $0 == 0x54 || $0 == 0x74 }) {
      takeNumber(word[..<t])
      time = word[(t + 1)...]
    }
    let clock = time.prefix { $0.isDigit || $0 == 0x3A || $0 == 0x2E }
    let parts = clock.split(separator: 0x3A).map { Self.number($0.prefix { $0.isDigit }) }
    guard parts.count > 1, let hour = parts[0], let minute = parts[1], hour < 24, minute < 60 else { return }
    let seconds = parts.count > 2 ? parts[2] ?? 0 : 0
    guard seconds <= 60 else { return }
    second = hour * 3_600 + minute * 60 + seconds
    let rest = time[clock.endIndex...]
    if let sign = rest.first, sign == 0x2B || sign == 0x2D { takeOffset(rest) } else { takeZoneName(rest) }
  }

  /// `+0300`, `+03:00`, `+3`.
  private mutating func takeOffset(_ word: Bytes) {
    let digits = word.dropFirst().filter(\.isDigit)
    guard let value = Self.number(digits[...]), 1...4 ~= digits.count else { return }
    let minutes = digits.count > 2 ? value / 100 * 60 + value % 100 : value * 60
    guard minutes <= 24 * 60 else { return }
    if word.first == 0x2D, minutes == 0 { zone = .unknown } else { zone = .minutes(word.first == 0x2D ? -minutes : minutes) }
  }

  private mutating func takeNumber(_ word: Bytes) {
    let parts = word.split(whereSeparator: { $0 == 0x2D || $0 == 0x2F || $0 == 0x2E })
    if parts.count == 3, month != nil, second == nil, word.contains(0x2E) {
      // A time with dots.
      let time = word.map { $0 == 0x2E ? 0x3A : $0 }
      if let colon = time.firstIndex(of: 0x3A) { takeTime(time[...], colon) }
    } else if parts.count == 3, second == nil || numbers.isEmpty {
      if let name = Self.month(parts[1]) {
        month = name
        for part in [parts[0], parts[2]] { append(part) }
        return
      }
      let order = parts[0].count == 4 ? [parts[2], parts[1], parts[0]] : parts
      guard let middle = Self.number(order[1]), month == nil else { return }
      month = middle
      append(order[0])
      append(order[2])
    } else {
      append(word)
    }
  }

  private mutating func append(_ word: Bytes) {
    let digits = word.prefix { $0.isDigit }
    if let number = Self.number(digits), numbers.count < 4 { numbers.append((number, digits.count)) }
  }

  /// The day stands before the year, or is the one of two digits.
  private func calendarDay() -> (Int, Int, Int)? {
    guard let month, numbers.count >= 2 else { return nil }
    let (first, second) = (numbers[0], numbers[1])
    let (day, year) = first.digits > 2 ? (second, first) : (first, second)
    return (Self.fullYear(year), month, day.value)
  }

  /// Years of two and three digits are obsolete (RFC 5322, 4.3).
  private static func fullYear(_ year: (value: Int, digits: Int)) -> Int {
    switch year.digits {
    case 1, 2: year.value < 50 ? year.value + 2000 : year.value + 1900
    case 3: year.value + 1900
    default: year.value
    }
  }

  private static func number(_ digits: Bytes) -> Int? {
    guard 1...6 ~= digits.count, digits.allSatisfy(\.isDigit) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func month(_ word: Bytes) -> Int? {
    let name = word.text.lowercased()
    guard name.count >= 3 else { return nil }
    for (index, pair) in months.enumerated() where pair.contains(where: { name.hasPrefix($0) }) { return index + 1 }
    return nil
  }

  private static let months = [
    ["jan", "янв"], ["feb", "фев"], ["mar", "мар"], ["apr", "апр"], ["may", "мая", "май"], ["jun", "июн"], ["jul", "июл"], ["aug", "авг"],
    ["sep", "сен"], ["oct", "окт"], ["nov", "ноя"], ["dec", "дек"],
  ]

  /// Zone names of RFC 5322, 4.3, and Moscow. Military letters are known to be wrong, so they name no zone.
  private mutating func takeZoneName(_ word: Bytes) {
    if case .minutes = zone { return }
    let letters = word.prefix { $0.isLetter }
    let rest = word[letters.endIndex...]
    switch letters.lowered {
    case "gmt", "utc", "ut", "z":
      zone = .minutes(0)
      if let sign = rest.first, sign == 0x2B || sign == 0x2D { takeOffset(rest) }
    case "nst": zone = .minutes(-210)
    case "edt", "ast": zone = .minutes(-240)
    case "est", "cdt": zone = .minutes(-300)
    case "cst", "mdt": zone = .minutes(-360)
    case "mst", "pdt": zone = .minutes(-420)
    case "pst": zone = .minutes(-480)
    case "msk": zone = .minutes(180)
    case "msd": zone = .minutes(240)
    case "jst", "kst": zone = .minutes(540)
    case "cet", "met", "bst": zone = .minutes(60)
    case "cest", "eet": zone = .minutes(120)
    case "eest": zone = .minutes(180)
    default: break
    }
  }
}
