internal import Domain

extension RoomSheet {
  static let calendars = RoomSheet(
    kept: [
      "about working hours": [
        "calendars.name", "calendars.time_zone", "calendars.week", "calendars.holidays", "calendars.breaks", "calendars.overrides",
        "calendars.working_days", "calendars.short_days",
      ]
    ],
    things: [.calendar: .nobodys])
}
