internal import Crypto
internal import Domain
internal import SQLite

struct CalendarTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "calendars", blank: DeskCalendar(in: "", at: .epoch),
    [
      .kept("id", \.id), .edited("name", \.name), .edited("time_zone", \.timeZone), .edited("week", \.rules.weekText),
      .edited("holidays", \.rules.holidaysText), .edited("breaks", \.rules.breaksText), .edited("overrides", \.rules.overridesText),
      .edited("working_days", \.rules.workingDaysText), .edited("short_days", \.rules.shortDaysText),
      .edited("production_calendar", \.hasProductionDays), .derived("digest") { CalendarTable.digest($0) },
      .fixed("created_at", \.createdAt), .kept("version", \.version),
    ])

  func page(_ request: PageRequest) throws -> [DeskCalendar] { try page(byID: Self.form.select(), request) }

  func count() throws -> Int { Int(try db.value("SELECT COUNT(*) FROM calendars") ?? 0) }

  /// The digest of a calendar's rules, which tells whether its hours have to be computed again.
  func digest(_ id: Int64) throws -> [UInt8]? {
    try db.first("SELECT digest FROM calendars WHERE id = ?", id) { row in try row[0] as [UInt8] }
  }

  /// The calendars that follow the production calendar but were last told of another one.
  func following(other digest: [UInt8]) throws -> [DeskCalendar] {
    try all("WHERE production_calendar AND production_digest IS NOT ? ORDER BY id", digest)
  }

  /// Notes which production calendar a calendar was told of.
  func note(_ id: Int64, production digest: [UInt8]) throws {
    try db.execute("UPDATE calendars SET production_digest = ? WHERE id = ?", digest, id)
  }

  func raiseVersion(_ id: Int64) throws { try db.execute("UPDATE calendars SET version = version + 1 WHERE id = ?", id) }

  private static func digest(_ calendar: DeskCalendar) -> [UInt8] {
    let rules = calendar.rules
    let lines = [
      calendar.timeZone, rules.weekText, rules.holidaysText, rules.breaksText, rules.overridesText, rules.workingDaysText,
      rules.shortDaysText, calendar.hasProductionDays ? "production" : "",
    ]
    return digest(lines)
  }

  static func digest(_ days: ProductionDays) -> [UInt8] {
    var rules = HourRules()
    (rules.holidays, rules.workingDays, rules.shortDays) = (days.holidays, days.workingDays, days.shortDays)
    return digest([rules.holidaysText, rules.workingDaysText, rules.shortDaysText])
  }

  private static func digest(_ lines: [String]) -> [UInt8] { SHA256.hash(Array(lines.joined(separator: "\n").utf8)) }
}
