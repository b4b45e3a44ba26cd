extension Precondition {
  static let calendars = """
    POST /v1/calendars The week has hours; there are fewer than 200 calendars.
    PATCH /v1/calendars/{id} The calendar is there. The time zone, the week and the production calendar of calendar 1 change in the configuration.
    """
}
