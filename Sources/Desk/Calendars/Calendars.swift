package import Domain
internal import SQLite

/// The calendars of working time. A calendar is never deleted, because times were counted by it.
package struct Calendars {
  private let context: Context
  private var table: CalendarTable { CalendarTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> DeskCalendar { try context.find(CalendarTable.self, id) }

  package func list(_ page: PageRequest) throws -> Page<DeskCalendar> { try Page(table.page(page), page) }

  package func create(_ fill: (inout DeskCalendar) -> Void) throws -> DeskCalendar {
    let calendar = DeskCalendar(in: context.settings.zone.name, at: context.now).with(fill)
    try check(calendar)
    if let reason = Most.calendars.reason(against: try table.count()) { throw Refusal.conflict(reason) }
    let id = try enter(calendar)
    return try context.settled { try find(id) }
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout DeskCalendar) -> Void) throws -> DeskCalendar {
    try context.edit(CalendarTable.self, id, version, change) { old, new in
      if id == DeskCalendar.centre, context.settings.hours.applied(to: new) != new { throw Refusal.conflict(.calendarOfConfiguration) }
      try check(new)
    } keep: { _, _, changes in
      try table.note(id, production: production)
      try record(.calendarChanged, id, changes)
    }
  }

  /// Enters the configuration's hours as the centre's calendar, and the changes of its production calendar into all
  /// that follow it. Without a change nothing is written.
  package func takeConfiguration() throws {
    let hours = context.settings.hours
    if let old = try table.find(DeskCalendar.centre) {
      _ = try edit(old.id, version: nil) { $0 = hours.applied(to: $0) }
    } else {
      let calendar = hours.applied(to: DeskCalendar(in: hours.zone.name, at: context.now).with { $0.name = "Часы центра" })
      _ = try enter(calendar, as: [("id", DeskCalendar.centre)])
    }
    for calendar in try table.following(other: production) {
      try table.note(calendar.id, production: production)
      try table.raiseVersion(calendar.id)
      try record(.calendarChanged, calendar.id, [.fact("production_days", true)])
    }
  }

  private func enter(_ calendar: DeskCalendar, as more: [(StaticString, any Bindable)] = []) throws -> Int64 {
    let id = try table.insert(calendar, and: more + [("production_digest", production)])
    try record(.calendarCreated, id, CalendarTable.form.changes(from: nil, to: calendar))
    return id
  }

  /// The digest of the production calendar.
  private var production: [UInt8] { CalendarTable.digest(context.settings.hours.production ?? ProductionDays()) }

  private func check(_ calendar: DeskCalendar) throws { _ = try calendar.hours(context.settings.hours.production ?? ProductionDays()) }

  private func record(_ event: EventType, _ id: Int64, _ details: [Detail]) throws {
    try context.record(event, Subject(.calendar, id), details)
  }
}
