extension ErrorCode {
  static let calendars = """
    calendar_date_wrong 422 The hours of … are wrong: each interval ends after it starts, none overlaps, none is longer than a day.
    calendar_hours_wrong 422 The hours of … are wrong: each interval ends after it starts, none overlaps, none is longer than a day.
    calendar_of_configuration 409 The time zone, the week and the production calendar of the centre's calendar stand in the configuration.
    calendar_without_hours 422 The calendar has no working hours at all.
    due_beyond 409 So many working minutes do not fit into the next ten years of the calendar.
    not_hours 422 Expected hours such as 09:00-18:00.
    time_zone_unknown 422 There is no time zone named ….
    """
}
