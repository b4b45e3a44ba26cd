extension Reason {
  package static let calendarWithoutHours = Reason(
    "calendar_without_hours", en: "The calendar has no working hours at all.", ru: "В календаре нет ни одного рабочего часа.")
  package static func calendarHoursWrong(_ weekday: Weekday) -> Reason {
    Reason(
      "calendar_hours_wrong",
      en: "The hours of \(weekday.text(.en)) are wrong: each interval ends after it starts, none overlaps, none is longer than a day.",
      ru:
        "Часы дня \(weekday.text(.ru)) заданы неверно: интервал кончается позже, чем начался, не длиннее суток, и интервалы не пересекаются."
    )
  }

  package static func calendarDateWrong(_ day: Day) -> Reason {
    Reason(
      "calendar_date_wrong",
      en: "The hours of \(day.text) are wrong: each interval ends after it starts, none overlaps, none is longer than a day.",
      ru: "Часы на \(day.text) заданы неверно: интервал кончается позже, чем начался, не длиннее суток, и интервалы не пересекаются.")
  }

  package static let calendarOfConfiguration = Reason(
    "calendar_of_configuration",
    en: "The time zone, the week and the production calendar of the centre's calendar stand in the configuration.",
    ru: "Часовой пояс, неделя и производственный календарь центра задаются в конфигурации.")

  package static let dueBeyond = Reason(
    "due_beyond", en: "So many working minutes do not fit into the next ten years of the calendar.",
    ru: "Столько рабочих минут не помещается в ближайшие десять лет календаря.")
}
