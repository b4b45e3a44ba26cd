internal import Desk
package import Domain
internal import JSON

enum CalendarJSON {
  static let calendar = Shape<DeskCalendar>("Calendar", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.text("name") { $0.name }
    s.text("time_zone") { $0.timeZone }
    s.hours("week") { calendar in Weekday.allCases.compactMap { day in calendar.rules.week[day].map { (day.rawValue, $0) } } }
    s.texts("holidays") { $0.rules.holidays.sorted().map(\.text) }
    s.hours("breaks") { dated($0.rules.breaks) }
    s.hours("overrides") { dated($0.rules.overrides) }
    s.texts("working_days") { $0.rules.workingDays.sorted().map(\.text) }
    s.numbers("short_days") { $0.rules.shortDays.sorted { $0.key < $1.key }.map { ($0.key.text, Int64($0.value)) } }
    s.flag("production_calendar") { $0.hasProductionDays }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }

  static let due = Shape<WorkingPeriod>("DueTime") { s in
    s.time("due_at") { $0.until }
    s.included("intervals", span, note: "The working time counted; with `explain=true`") { $0.spans }
  }

  static let minutes = Shape<WorkingPeriod>("WorkingMinutes") { s in
    s.integer("minutes") { $0.minutes }
    s.included("intervals", span, note: "The working time counted; with `explain=true`") { $0.spans }
  }

  static let days = Shape<WorkingDays>("CalendarDays") { s in s.list("days", day) { $0.days } }

  private static let day = Shape<WorkingDay>("CalendarDay") { s in
    s.date("date") { $0.day }
    s.texts("hours") { $0.hours.map(\.text) }
    s.integer("minutes") { $0.minutes }
  }

  static let span = Shape<Range<Instant>>("WorkingInterval") { s in
    s.time("from_at") { $0.lowerBound }
    s.time("to_at") { $0.upperBound }
    s.integer("seconds") { ($0.upperBound.rawValue - $0.lowerBound.rawValue) / 1_000 }
  }

  private static func dated(_ hours: WorkingHours.Dated) -> [(String, [WorkingHours.Interval])] {
    hours.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) }
  }
}

extension ShapeBuilder {
  fileprivate mutating func hours(_ name: StaticString, _ get: (borrowing Value) -> [(String, [WorkingHours.Interval])]) {
    add(name, nil, .map(.list(Kind.interval.schema, min: 0, max: nil))) { value, pen in
      pen.json.beginObject()
      for (name, hours) in get(value) {
        pen.json.key(name)
        pen.json.beginArray()
        for interval in hours { pen.json.string(interval.text) }
        pen.json.endArray()
      }
      pen.json.endObject()
    }
  }

  fileprivate mutating func numbers(_ name: StaticString, _ get: (borrowing Value) -> [(String, Int64)]) {
    add(name, nil, .map(.anyInteger)) { value, pen in
      pen.json.beginObject()
      for (name, number) in get(value) {
        pen.json.key(name)
        pen.json.integer(number)
      }
      pen.json.endObject()
    }
  }
}

extension DeskCalendar: Formed {
  package static let formName = "Calendar"

  package static func fields(_ form: inout Form<DeskCalendar>) {
    form.required("name", .line, \.name)
    form.defaulted("time_zone", .timeZone, \.timeZone, "IANA name; the centre's if absent")
    form.defaulted(
      "week", .week, \.rules.week,
      "Hours by weekday; without it only `overrides` have hours: `09:00-13:00`, past midnight `22:00-06:00`, `24:00`")
    form.defaulted("holidays", .days, \.rules.holidays)
    form.defaulted("breaks", .dated(.intervals), \.rules.breaks, "Dates with hours that are taken out")
    form.defaulted("overrides", .dated(.intervals), \.rules.overrides, "Dates with hours of their own; an empty list is a closed day")
    form.defaulted("working_days", .days, \.rules.workingDays, "Days off that are worked because a day off was moved")
    form.defaulted("short_days", .dated(.minutes), \.rules.shortDays, "Dates, each with the minutes by which it is shorter")
    form.defaulted(
      "production_calendar", .flag, \.hasProductionDays, "The dates of the centre's production calendar apply too")
  }
  package static let newExample: String? = """
    {"name":"Телефон","week":{"mon":["08:00-20:00"],"tue":["08:00-20:00"],"wed":["08:00-20:00"],"thu":["08:00-20:00"],"fri":["08:00-20:00"]},\
    "breaks":{"2026-03-12":["13:00-14:00"]},"overrides":{"2026-03-13":["10:00-16:00"]},"production_calendar":true}
    """
  package static let changeExample: String? = #"{"holidays":["2026-03-20"]}"#
}

extension Kind where T == Int {
  /// Minutes by which a day is shorter.
  fileprivate static var minutes: Kind {
    Kind<Int64>.integer(1...1_440).checked(placeholder: 60) { minutes throws(Reason) in Int(minutes) }
  }
}

struct DueQuery: Declared {
  let from: Instant
  let minutes: Int64
  let explains: Bool
  init(_ fields: inout Fields) {
    from = fields.required("from", .time)
    minutes = fields.required("minutes", .integer(0...5_256_000), "Working minutes")
    explains = fields.optional("explain", .flag, or: false, WorkingPeriod.note)
  }
}

struct MinutesQuery: Declared {
  let from: Instant
  let to: Instant
  let explains: Bool
  init(_ fields: inout Fields) {
    from = fields.required("from", .time)
    to = fields.required("to", .time, "0 minutes if it is not later")
    explains = fields.optional("explain", .flag, or: false, WorkingPeriod.note)
  }
}

struct CalendarDaysQuery: Declared {
  let period: Period
  init(_ fields: inout Fields) { period = fields.requiredPeriod("shown; at most a year") }
}

extension WorkingPeriod {
  fileprivate static let note = "Show the intervals counted, at most \(WorkingPeriod.most)"
}
