import Domain

/// Short spellings of values in tests.
enum Given {
  static let moscow = zone("Europe/Moscow")
  static let berlin = zone("Europe/Berlin")
  static let weekdays: [Weekday] = [.mon, .tue, .wed, .thu, .fri]

  static func zone(_ name: String) -> Zone {
    do { return try Zone(name) } catch { preconditionFailure(error.en) }
  }

  static func day(_ text: String) -> Day {
    do { return try Day(text: text) } catch { preconditionFailure(error.en) }
  }

  /// Reads `2026-03-12 09:30` as local time.
  static func at(_ text: String, _ zone: Zone = Given.moscow) -> Instant {
    let clock = text.suffix(5).split(separator: ":").compactMap { Int($0) }
    return zone.instant(of: day(String(text.prefix(10))), minutes: clock[0] * 60 + clock[1])
  }

  static func calendar(
    _ intervals: [WorkingHours.Interval] = [.init(540, 1020)], on days: [Weekday] = weekdays, zone: Zone = moscow, holidays: Set<Day> = [],
    working: Set<Day> = [], short: Set<Day> = []
  ) throws -> WorkingHours {
    var rules = HourRules(week: Dictionary(uniqueKeysWithValues: days.map { ($0, intervals) }))
    (rules.holidays, rules.workingDays) = (holidays, working)
    rules.shortDays = Dictionary(uniqueKeysWithValues: short.map { ($0, 60) })
    return try WorkingHours(zone: zone, rules)
  }
}

/// The codes of a refusal's reasons.
func codes(_ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch let reason as Reason {
    return [reason.code]
  } catch let refusal as Refusal {
    switch refusal {
    case .invalid(let reasons), .malformed(let reasons), .conflict(let reasons, _): return reasons.map(\.code)
    case .forbidden(let reason), .unauthenticated(let reason), .unavailable(let reason): return [reason.code]
    case .notFound: return ["not_found"]
    case .stale: return ["stale"]
    case .versionRequired: return ["version_required"]
    case .tooMany: return ["too_many"]
    }
  } catch {
    return ["\(error)"]
  }
}
