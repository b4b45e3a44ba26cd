/// A clock that counts one target of a ticket in working time.
package struct SLAClock: Kept {
  package enum Kind: String, CaseIterable, Sendable {
    case firstResponse = "first_response"
    case nextResponse = "next_response"
    case resolution
  }

  package enum State: String, CaseIterable, Sendable {
    case running
    /// Stopped while the client is to answer.
    case paused
    case met
    /// Ended because nothing is owed any more: the ticket was ended without an answer, or the target was taken away.
    case dropped

    package var isLive: Bool { self == .running || self == .paused }
  }

  package static let noun = Noun.ticket
  /// The percentage of the target after which the desk warns.
  package static let warningPercent: Int64 = 75

  package var id: Int64 = 0
  package var ticketID: Int64 = 0
  package var kind: Kind
  package var state = State.running
  package var policyID: Int64 = 0
  package var calendarID: Int64 = 0
  /// The target in working minutes.
  package var minutes: Int64 = 0
  package var startedAt: Instant
  /// The start of the stretch that runs, or the end of the last one.
  package var countedAt: Instant
  /// Working milliseconds before `countedAt`.
  package var spent: Int64 = 0
  /// nil while the clock is stopped in time.
  package var dueAt: Instant?
  package var endedAt: Instant?
  package var warnedAt: Instant?
  /// The moment when the target was missed. It stays if the target changes later.
  package var breachedAt: Instant?
  /// Steps of the escalation that were taken.
  package var level: Int64 = 0

  package init(_ kind: Kind, at startedAt: Instant) {
    self.kind = kind
    self.startedAt = startedAt
    countedAt = startedAt
  }

  private var target: Int64 { minutes * 60_000 }
  private var warning: Int64 { target / 100 * SLAClock.warningPercent }
}

/// A time in which a ticket's resolution is not counted.
package struct TicketPause: Equatable, Sendable {
  package let from: Instant
  /// nil while it lasts.
  package let until: Instant?
  /// The status in which the ticket was.
  package let status: Ticket.Status

  package init(from: Instant, until: Instant?, status: Ticket.Status) {
    self.from = from
    self.until = until
    self.status = status
  }
}

// MARK: Running

extension SLAClock {
  /// A clock that starts to run.
  package static func started(_ kind: Kind, at now: Instant, of ticketID: Int64, _ terms: SLATerms) -> SLAClock? {
    guard let minutes = terms.policy.targets.minutes(kind) else { return nil }
    var clock = SLAClock(kind, at: now)
    clock.ticketID = ticketID
    (clock.policyID, clock.calendarID, clock.minutes) = (terms.policy.id, terms.calendarID, minutes)
    clock.dueAt = terms.hours.add(workingMilliseconds: clock.target, to: now)
    return clock
  }

  /// Stops the count while the client is to answer.
  package mutating func pause(at now: Instant, _ hours: WorkingHours) {
    guard state == .running else { return }
    stop(.paused, at: now, hours)
  }

  /// Ends the clock. Past its due moment the target was missed, even if nobody was told yet.
  package mutating func end(_ state: State, at now: Instant, _ hours: WorkingHours) {
    guard self.state.isLive else { return }
    if self.state == .running { stop(state, at: now, hours) } else { self.state = state }
    breachedAt = breachedAt ?? dueAt
    endedAt = now
  }

  private mutating func stop(_ next: State, at now: Instant, _ hours: WorkingHours) {
    spent += hours.workingMilliseconds(from: countedAt, to: now)
    (state, countedAt) = (next, now)
    guard let due = dueAt else { return }
    if now > due { breachedAt = breachedAt ?? due } else { dueAt = nil }
  }

  /// Goes on counting. What was spent before stays spent.
  package mutating func resume(at now: Instant, _ hours: WorkingHours) {
    guard state != .running else { return }
    (state, countedAt, endedAt) = (.running, now, nil)
    // A due moment that has passed stays.
    if dueAt == nil { dueAt = SLAClock.moment(target - spent, after: now, hours) }
  }

  /// Runs as if it had started at that moment and never stopped.
  package mutating func restart(at start: Instant, _ hours: WorkingHours) {
    (state, startedAt, countedAt, spent, endedAt) = (.running, start, start, 0, nil)
    dueAt = SLAClock.moment(target, after: start, hours)
  }

  /// The moment when so much working time has passed. Without any time left it is the next working moment.
  private static func moment(_ left: Int64, after now: Instant, _ hours: WorkingHours) -> Instant? {
    left > 0 ? hours.add(workingMilliseconds: left, to: now) : hours.firstOpen(from: now)
  }
}

// MARK: Counting again

extension SLAClock {
  /// Counts the clock again from its history, by other terms. A target that was missed stays missed. `pauses` are in the order of time.
  package mutating func recount(_ terms: SLATerms, _ pauses: [TicketPause], at now: Instant) {
    guard state.isLive else { return }
    guard let minutes = terms.policy.targets.minutes(kind) else { return end(.dropped, at: now, terms.hours) }
    (policyID, calendarID, self.minutes) = (terms.policy.id, terms.calendarID, minutes)
    recount(pauses, terms.hours)
  }

  private mutating func recount(_ pauses: [TicketPause], _ hours: WorkingHours) {
    (spent, countedAt, dueAt, state) = (0, startedAt, nil, .running)
    for pause in pauses where (pause.until ?? pause.from) >= startedAt {
      count(until: max(pause.from, startedAt), hours)
      guard let until = pause.until else {
        state = .paused
        break
      }
      countedAt = until
    }
    if dueAt == nil, state == .running { dueAt = SLAClock.moment(target - spent, after: countedAt, hours) }
  }

  private mutating func count(until end: Instant, _ hours: WorkingHours) {
    let stretch = hours.workingMilliseconds(from: countedAt, to: end)
    if dueAt == nil, spent + stretch > target {
      dueAt = hours.add(workingMilliseconds: target - spent, to: countedAt)
    }
    spent += stretch
    countedAt = end
  }

  /// Working milliseconds until now.
  package func spent(at now: Instant, _ hours: WorkingHours) -> Int64 {
    state == .running ? spent + hours.workingMilliseconds(from: countedAt, to: now) : spent
  }

  /// The stretches of time in which it was counted, until now or its end.
  package func stretches(_ pauses: [TicketPause], until now: Instant) -> [Range<Instant>] {
    let end = endedAt ?? now
    guard kind == .resolution else { return startedAt < end ? [startedAt..<end] : [] }
    var (from, stretches): (Instant, [Range<Instant>]) = (startedAt, [])
    for pause in pauses where pause.from < end {
      if from < pause.from { stretches.append(from..<pause.from) }
      from = max(from, pause.until ?? end)
    }
    if from < end { stretches.append(from..<end) }
    return stretches
  }
}

// MARK: Alarms

extension SLAClock {
  package enum Alarm: Equatable, Sendable {
    case warning
    case breach
    case escalation(Int)
  }

  /// The next alarm of a running clock, and its moment in working time: nobody is told of anything at night.
  package func nextAlarm(_ policy: SLAPolicy, _ hours: WorkingHours) -> (alarm: Alarm, at: Instant)? {
    guard state == .running, let due = dueAt else { return nil }
    if warnedAt == nil, let at = warnAt(hours).flatMap(hours.firstOpen) { return (.warning, at) }
    if breachedAt == nil { return hours.firstOpen(from: due).map { (.breach, $0) } }
    guard policy.escalation.indices.contains(Int(level)) else { return nil }
    let step = policy.escalation[Int(level)]
    return hours.add(workingMinutes: step.afterMinutes, to: due).flatMap(hours.firstOpen).map { (.escalation(Int(level)), $0) }
  }

  /// The moment of the warning; in the past if it was passed before the last pause.
  package func warnAt(_ hours: WorkingHours) -> Instant? {
    spent < warning ? hours.add(workingMilliseconds: warning - spent, to: countedAt) : countedAt
  }
}
