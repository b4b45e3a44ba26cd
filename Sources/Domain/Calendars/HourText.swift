/// The written form of working hours: `09:00-13:00 14:00-18:00`, lists with semicolons between their entries. Tables,
/// events and the configuration use it.
extension WorkingHours.Interval {
  /// Reads `09:00-18:00`; `22:00-06:00` ends on the next day, `24:00` is midnight at the end of the day.
  package init?(text: some StringProtocol) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Self.minutes($0) }
    guard ends.count == 2, let from = ends[0], let until = ends[1], from < 1_440, from != until else { return nil }
    self.init(from, until > from ? until : until + 1_440)
  }

  package var text: String { "\(Self.clock(from))-\(Self.clock(until > 1_440 ? until - 1_440 : until))" }

  private static func minutes(_ clock: some StringProtocol) -> Int? {
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2, let hour = number(parts[0]),
      let minute = number(parts[1]), minute < 60, hour < 24 || (hour == 24 && minute == 0)
    else { return nil }
    return hour * 60 + minute
  }

  private static func number(_ digits: some StringProtocol) -> Int? {
    digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
  }

  private static func clock(_ minutes: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }
}

extension HourRules {
  package var weekText: String {
    get {
      HourRules.entries(Weekday.allCases.compactMap { weekday in week[weekday].map { (weekday.rawValue, HourRules.list($0)) } })
    }
    set { week = HourRules.read(newValue, { Weekday(rawValue: $0) }, HourRules.intervals) }
  }

  package var holidaysText: String {
    get { HourRules.list(holidays) }
    set { holidays = HourRules.days(newValue) }
  }

  package var breaksText: String {
    get { HourRules.dated(breaks) }
    set { breaks = HourRules.read(newValue, HourRules.day, HourRules.intervals) }
  }

  package var overridesText: String {
    get { HourRules.dated(overrides) }
    set { overrides = HourRules.read(newValue, HourRules.day, HourRules.intervals) }
  }

  package var workingDaysText: String {
    get { HourRules.list(workingDays) }
    set { workingDays = HourRules.days(newValue) }
  }

  package var shortDaysText: String {
    get { HourRules.entries(shortDays.sorted { $0.key < $1.key }.map { ($0.key.text, "\($0.value)") }) }
    set { shortDays = HourRules.read(newValue, HourRules.day) { $0.first.flatMap { Int($0) } ?? 0 } }
  }

  private static func entries(_ entries: [(String, String)]) -> String {
    entries.map { $1.isEmpty ? $0 : "\($0) \($1)" }.joined(separator: "; ")
  }

  private static func dated(_ dated: WorkingHours.Dated) -> String {
    entries(dated.sorted { $0.key < $1.key }.map { ($0.key.text, list($0.value)) })
  }

  private static func list(_ intervals: [Interval]) -> String { intervals.map(\.text).joined(separator: " ") }
  private static func list(_ days: Set<Day>) -> String { days.sorted().map(\.text).joined(separator: " ") }

  private static func read<K: Hashable, V>(_ text: String, _ key: (String) -> K?, _ value: ([Substring]) -> V) -> [K: V] {
    text.split(separator: ";").reduce(into: [:]) { all, entry in
      let words = entry.split(separator: " ")
      if let first = words.first, let key = key(String(first)) { all[key] = value(Array(words.dropFirst())) }
    }
  }

  private static func intervals(_ words: [Substring]) -> [Interval] { words.compactMap { Interval(text: $0) } }
  private static func day(_ text: String) -> Day? { try? Day(text: text) }
  private static func days(_ text: String) -> Set<Day> { Set(text.split(separator: " ").compactMap { day(String($0)) }) }
}
