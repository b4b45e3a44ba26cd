internal import Desk
internal import Domain

extension Room {
  package static let calendars = Room("Calendars") { r in
    r.list("/v1/calendars", "Calendars of working time", .readDesk, CalendarJSON.calendar) { call, page in
      try Calendars(call.context).list(page)
    }
    r.get("/v1/calendars/{id}", "One calendar", .readDesk, CalendarJSON.calendar) { call in try Calendars(call.context).find(call.id()) }
    r.create(
      "/v1/calendars", "Add a calendar", .setUpDesk, takes: New<DeskCalendar>.self, CalendarJSON.calendar,
      at: { "/v1/calendars/\($0.id)" }
    ) { call, body in try Calendars(call.context).create(body.fill) }
    r.patch("/v1/calendars/{id}", "Change a calendar", .setUpDesk, takes: Change<DeskCalendar>.self, CalendarJSON.calendar) {
      call, body, version in
      try Calendars(call.context).edit(call.id(), version: version, body.apply)
    }
    r.get("/v1/calendars/{id}/due", "When so many working minutes have passed", .readDesk, query: DueQuery.self, CalendarJSON.due) {
      call, query in
      try WorkingPeriods(call.context).due(call.id(), from: query.from, minutes: query.minutes, explains: query.explains)
    }
    r.get(
      "/v1/calendars/{id}/minutes", "Working minutes between two moments", .readDesk, query: MinutesQuery.self, CalendarJSON.minutes
    ) { call, query in
      try WorkingPeriods(call.context).minutes(call.id(), from: query.from, to: query.to, explains: query.explains)
    }
    r.report("/v1/calendars/{id}/days", "The hours of each date", .readDesk, query: CalendarDaysQuery.self, CalendarJSON.days) {
      call, query in
      try WorkingPeriods(call.context).days(call.id(), query.period)
    }
  }
}
