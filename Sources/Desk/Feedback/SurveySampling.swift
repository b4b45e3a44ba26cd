internal import Domain

/// Decides after each contact whom the surveys ask, in the transaction of the contact itself. Every decision stays on record.
struct SurveySampling {
  private let context: Context
  private let series: SurveySeriesTable
  private let decisions: AskDecisionTable
  init(_ context: Context) {
    self.context = context
    series = SurveySeriesTable(context.db)
    decisions = AskDecisionTable(context.db)
  }

  // MARK: Contacts

  func delivered(_ order: Subject) throws {
    let running = try series.running(.orderDelivered)
    guard !running.isEmpty else { return }
    try decide(.init(of: order), running)
  }

  /// An order that was called off is nobody's visit. That it was not asked about is on record all the same.
  func cancelled(_ order: Subject) throws {
    let running = try series.running(.orderDelivered)
    guard !running.isEmpty else { return }
    try decide(.init(of: order), running) { $0.isFinished = false }
  }

  /// A ticket may have been resolved. If it was opened again before, it is the same contact, which was decided about then.
  func answered(ticket id: Int64) throws {
    var running = try series.running(.ticketResolved)
    guard !running.isEmpty, let ticket = try TicketTable(context.db).find(id), ticket.status == .resolved, ticket.resolvedAt == context.now
    else { return }
    let decided = try decisions.surveys(about: id)
    running.removeAll { decided.contains($0.surveyID) }
    guard !running.isEmpty else { return }
    try decide(.init(subject: .ticket, id: id, clientID: ticket.clientID, vehicleID: ticket.vehicleID), running) { facts in
      facts.isTest = ticket.isTest
      facts.isFinished = try !(ticket.workOrderID.map(decisions.isUnfinished) ?? false)
    }
  }

  private func decide(
    _ contact: AskDecisionTable.Contact, _ running: [RunningSeries], _ add: (inout ContactFacts) throws -> Void = { _ in }
  ) throws {
    var facts = try decisions.facts(contact)
    try add(&facts)
    var surveys = running.map { (id: $0.surveyID, series: $0.series) }
    let decided = facts.decide(&surveys, at: context.now)
    for (entry, survey) in zip(running, surveys) {
      if let decision = decided[survey.id] { try keep(decision, of: contact, entry, given: survey.series.last) }
    }
  }

  private func keep(_ decision: SurveyDecision, of contact: AskDecisionTable.Contact, _ entry: RunningSeries, given: Int64) throws {
    var row = AskDecision(at: context.now)
    (row.surveyID, row.subject, row.subjectID, row.round) = (entry.surveyID, contact.subject, contact.id, contact.round)
    row.given = given
    switch decision {
    case .ineligible(let reason): row.reason = reason
    case .counted(let number): (row.seriesID, row.number) = (entry.id, number)
    case .picked(let number): (row.seriesID, row.number, row.isPicked) = (entry.id, number, true)
    }
    row.id = try decisions.insert(row)
    if row.isPicked { try SurveyAsking(context).prepare(row, of: contact) }
  }

  // MARK: Series

  /// Begins the numbers of an active survey, from a remainder that nobody can know beforehand.
  func begin(_ survey: Survey) throws {
    try series.begin(survey, remainder: Int64.random(in: 0..<max(1, survey.every)), at: context.now)
    if survey.trigger == .periodic { try Timers(context).set(.surveyRound, survey.id, at: context.now) }
  }

  func end(_ survey: Survey) throws {
    try series.end(of: survey.id)
    try Timers(context).clear(.surveyRound, survey.id)
  }

  // MARK: Rounds of a periodic survey

  /// Clients looked at in one go.
  private static let mostAtOnce = 200
  /// A client who took a car home within these days has a relation to be asked about.
  private static let relationDays: Int64 = 365

  /// Looks at the next clients. When all were looked at, the next round begins after the period of the survey.
  func goOn(survey: Int64) throws {
    guard let round = try series.round(of: survey) else { return }
    let isNew = round.after == 0
    let number = isNew ? round.number &+ 1 : round.number
    let start = isNew ? context.now : round.startedAt ?? context.now
    let since = context.now.adding(seconds: -Self.relationDays * 86_400)
    let clients = try decisions.clients(after: round.after, limit: Self.mostAtOnce, since: since)
    for client in clients where client.hasRelation {
      guard let running = try series.running(of: survey) else { return }
      try decide(.init(subject: .client, id: client.id, clientID: client.id, vehicleID: nil, round: number), [running]) { facts in
        facts.isFinished = try !decisions.hasOpenOrder(client: client.id)
      }
    }
    let isOver = clients.count < Self.mostAtOnce
    try series.keep(round: number, startedAt: start, after: isOver ? 0 : clients.last?.id ?? 0, of: round.series)
    try Timers(context).set(
      .surveyRound, survey, at: isOver ? max(start.adding(seconds: round.periodDays * 86_400), context.now) : context.now)
  }
}

extension AskDecisionTable.Contact {
  fileprivate init(of order: Subject) {
    self.init(subject: .workOrder, id: order.id, clientID: order.clientID, vehicleID: order.vehicleID)
  }
}
