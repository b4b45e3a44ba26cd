extension DeskRule {
  static let calendars = """
    working_time A moment is working time when its date and its time on the wall, in the calendar's time zone, lie in an interval of that date; the end of an interval is outside. When the clocks go forward, the skipped hour holds no time; when they go back, the repeated hour counts twice.
    calendar_date For each date: `breaks` are taken out of the hours; the hours are those of its `overrides` (an empty list: closed); without an override a date in `holidays` has none; otherwise they are those of the week, on a short day so many minutes fewer at its end.
    night_shift An interval past midnight is cut there, and each part obeys its own date: with `mon 22:00-06:00` and a holiday on Tuesday, Monday is worked until midnight; with a holiday on Monday, Tuesday is worked from midnight to six. An override replaces the hours that come over from the night before too. The part past midnight of an override is added to the hours of the next date, unless that has an empty override.
    moved_day A date in `working_days` whose weekday has no hours has those of the last weekday before it that has some. A date that is also in `holidays` is closed.
    production_calendar With `production_calendar` the holidays, moved working days and short days of the file that the configuration names apply too. What the calendar itself says of a date comes first. When the file changes, the server enters it at its next start.
    centre_calendar Calendar 1 is the centre's, which promises, clockings and stage times follow. Its time zone, week and production calendar stand in the configuration; its name and its dates can be changed here.
    """
}
