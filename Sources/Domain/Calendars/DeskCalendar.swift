/// A calendar of working time, which promises and the clocks of tickets follow.
package struct DeskCalendar: Versioned {
  package static let noun = Noun.calendar
  /// The id of the centre's own calendar. Its time zone and its week stand in the configuration.
  package static let centre: Int64 = 1

  package var id: Int64 = 0
  package var name = ""
  package var timeZone: String
  package var rules = HourRules()
  /// The holidays, moved working days and short days of the centre's production calendar apply too.
  package var hasProductionDays = false
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(in timeZone: String, at createdAt: Instant) {
    self.timeZone = timeZone
    self.createdAt = createdAt
  }

  /// The hours by all rules. Refuses rules without hours or with wrong intervals.
  package func hours(_ production: ProductionDays) throws -> WorkingHours {
    try WorkingHours(zone: Zone.named(timeZone), hasProductionDays ? rules.following(production) : rules)
  }
}

/// The centre's hours as its configuration states them.
package struct CentreHours: Equatable, Sendable {
  package let zone: Zone
  package let week: WorkingHours.Week
  /// nil if the configuration names no production calendar.
  package let production: ProductionDays?
  /// The hours without the dates that were entered later.
  package let hours: WorkingHours

  package init(zone: Zone, week: WorkingHours.Week, production: ProductionDays? = nil) throws(Refusal) {
    self.zone = zone
    self.week = week
    self.production = production
    let rules = HourRules(week: week)
    hours = try WorkingHours(zone: zone, production.map(rules.following) ?? rules)
  }

  /// The centre's calendar with these hours. Its dates and its name stay.
  package func applied(to calendar: DeskCalendar) -> DeskCalendar {
    calendar.with {
      $0.timeZone = zone.name
      $0.rules.week = week
      $0.hasProductionDays = production != nil
    }
  }
}

/// The dates of a country's production calendar.
package struct ProductionDays: Equatable, Sendable {
  /// Minutes that a day before a public holiday is shorter (Labour Code of the Russian Federation, art. 95).
  package static let shorter = 60

  package var holidays: Set<Day> = []
  package var workingDays: Set<Day> = []
  package var shortDays: [Day: Int] = [:]
  package init() {}
}

extension HourRules {
  /// The rules with the dates of a production calendar. A calendar's own word for a date comes first.
  func following(_ production: ProductionDays) -> HourRules {
    var rules = self
    rules.holidays.formUnion(production.holidays.subtracting(production.workingDays).subtracting(workingDays))
    rules.workingDays.formUnion(production.workingDays.subtracting(holidays))
    rules.shortDays.merge(production.shortDays) { own, _ in own }
    return rules
  }
}
