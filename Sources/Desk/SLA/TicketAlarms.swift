internal import Domain

/// The alarms of tickets: warnings before a target is missed, breaches and escalations.
extension TicketTiming {
  /// Raises the alarms of a ticket whose moments have come, and sets the timer of the next one. Outside the hours of its calendar a clock
  /// waits until somebody works.
  func ring(_ ticketID: Int64) throws {
    let old = try context.find(TicketTable.self, ticketID)
    let before = try table.live(of: ticketID)
    var (ticket, clocks, alarms): (Ticket, [SLAClock], [Alarm]) = (old, [], [])
    for clock in before.all { clocks.append(try rung(clock, &ticket, &alarms)) }
    for clock in clocks where !before.all.contains(clock) { try table.update(clock) }
    if !alarms.isEmpty {
      try TicketTable(context.db).update(clocks: ticket)
      try TicketTable(context.db).raiseVersion(ticketID)
      try TicketSumTable(context.db).keep(ticket, was: old)
    }
    try tell(alarms, of: ticket)
    try setTimer(TicketClocks(clocks), of: ticketID)
  }

  private func rung(_ clock: SLAClock, _ ticket: inout Ticket, _ alarms: inout [Alarm]) throws -> SLAClock {
    let hours = try terms.hours(clock.calendarID)
    guard hours.isOpen(at: context.now) else { return clock }
    let policy = try terms.policy(clock.policyID)
    var clock = clock
    while let next = clock.nextAlarm(policy, hours), next.at <= context.now {
      switch next.alarm {
      case .warning:
        clock.warnedAt = context.now
        alarms.append(Alarm(type: .ticketSLAWarning, details: TicketTiming.details(clock)))
      case .breach:
        clock.breachedAt = clock.dueAt
        ticket.isBreached = true
        alarms.append(TicketTiming.breach(clock))
      case .escalation(let index):
        clock.level += 1
        ticket.escalation = max(ticket.escalation, clock.level)
        let step = policy.escalation[index]
        let whom: [Detail] = [
          step.personID.map { .fact("person_id", .integer($0)) }, step.teamID.map { .fact("team_id", .integer($0)) },
        ].compactMap(\.self)
        alarms.append(
          Alarm(type: .ticketEscalated, details: TicketTiming.details(clock) + [.fact("level", .integer(clock.level))] + whom))
      }
    }
    return clock
  }

  func tell(_ alarms: [Alarm], of ticket: Ticket) throws {
    for alarm in alarms { try context.record(alarm.type, ticket.eventSubject, alarm.details) }
  }

  static func breach(_ clock: SLAClock) -> Alarm { Alarm(type: .ticketSLABreached, details: details(clock)) }

  private static func details(_ clock: SLAClock) -> [Detail] {
    let due = clock.breachedAt ?? clock.dueAt
    return [
      .fact("clock", .init(clock.kind)), .fact("policy_id", .integer(clock.policyID)), .fact("minutes", .integer(clock.minutes)),
      .fact("due_at", due.map { .time($0) } ?? .null),
    ]
  }

  func setTimer(_ clocks: TicketClocks, of ticketID: Int64) throws {
    var at: Instant?
    for clock in clocks.all where clock.state == .running {
      let hours = try terms.hours(clock.calendarID)
      let policy = try terms.policy(clock.policyID)
      guard let next = clock.nextAlarm(policy, hours)?.at else { continue }
      // An alarm that was missed while nobody worked waits for the next working moment.
      let moment = next > context.now ? next : hours.firstOpen(from: context.now) ?? next
      at = min(at ?? moment, moment)
    }
    // A timer that is set for an earlier moment stays: it finds nothing to tell and sets itself again.
    if let at { try Timers(context).bring(.ticketAlarm, ticketID, to: at) } else { try Timers(context).clear(.ticketAlarm, ticketID) }
  }
}
