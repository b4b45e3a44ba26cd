internal import Crypto
internal import Domain

/// Asks the clients who were picked, and reminds them once.
struct SurveyAsking {
  private let context: Context
  private var invitations: SurveyInvitationTable { SurveyInvitationTable(context.db) }
  private var decisions: AskDecisionTable { AskDecisionTable(context.db) }
  init(_ context: Context) { self.context = context }

  /// Prepares the question to a client who was just picked.
  func prepare(_ decision: AskDecision, of contact: AskDecisionTable.Contact) throws {
    guard let client = contact.clientID else { return }
    let delay = try context.find(SurveyTable.self, decision.surveyID).delayMinutes
    var invitation = SurveyInvitation(pickedAt: context.now, delayMinutes: delay)
    (invitation.surveyID, invitation.decisionID) = (decision.surveyID, decision.id)
    (invitation.clientID, invitation.vehicleID) = (client, contact.vehicleID)
    let id = try invitations.insert(invitation)
    try Timers(context).set(.surveyAsk, id, at: invitation.dueAt)
  }

  // MARK: Asking

  /// Asks a client, unless something has come in between. Then the pick is withheld, and keeps its number.
  func ask(_ id: Int64) throws {
    guard let old = try invitations.find(id), old.status == .due, let decision = try decisions.find(old.decisionID) else { return }
    let survey = try context.find(SurveyTable.self, old.surveyID)
    if let reason = try obstacle(old, decision, survey) { return try withhold(old, reason) }
    guard let way = try SurveyWay(to: old.clientID, isAnonymous: survey.isAnonymous, context) else {
      return try withhold(old, .ineligible(.noAddress))
    }
    let traits = try traits(of: decision, way.way).filter { !survey.isAnonymous || !$0.name.isPerson }
    let new = old.with { $0.ask(by: way.way, edition: survey.edition, traits, at: context.now) }
    try invitations.update(new)
    try SurveySeriesTable(context.db).count("asked", of: survey.id)
    try context.record(.surveyInvitationAsked, Subject(.surveyInvitation, id), [.fact("way", .init(way.way))])
    try send(new, survey, by: way, isReminder: false)
    if !survey.isAnonymous, way.way != .phone {
      try Timers(context).set(.surveyRemind, id, at: context.now.adding(seconds: SurveyInvitation.daysToReminder * 86_400))
    }
  }

  private func withhold(_ invitation: SurveyInvitation, _ reason: Withholding) throws {
    try invitations.update(invitation.with { $0.withhold(reason) })
    try SurveySeriesTable(context.db).count("withheld", of: invitation.surveyID)
  }

  /// What has come in between the contact and the question: a complaint, for instance, or another survey that asked.
  private func obstacle(_ invitation: SurveyInvitation, _ decision: AskDecision, _ survey: Survey) throws -> Withholding? {
    guard survey.status == .active else { return .surveyEnded }
    var facts = try decisions.facts(
      .init(subject: decision.subject, id: decision.subjectID, clientID: invitation.clientID, vehicleID: invitation.vehicleID))
    // Of two cards that were merged, each may have a pick: the first is asked.
    facts.clientAskedAt = try invitations.otherAsked(client: invitation.clientID, than: invitation.id)
    facts.vehicleAskedAt = try invitation.vehicleID.flatMap { try invitations.otherAsked(vehicle: $0, than: invitation.id) }
    if decision.subject == .ticket, let ticket = try TicketTable(context.db).find(decision.subjectID) {
      facts.isFinished = !ticket.status.isOpen
      facts.isTest = ticket.isTest
    }
    return facts.ineligible(at: context.now).map { .ineligible($0) }
  }

  /// What had happened, as it is now. Later changes of the order or the ticket do not touch it.
  private func traits(of decision: AskDecision, _ way: SurveyInvitation.Way) throws -> [SurveyTrait] {
    let asked = [SurveyTrait(.askedBy, way.rawValue)]
    switch decision.subject {
    case .workOrder:
      guard var facts = try invitations.facts(ofOrder: decision.subjectID) else { return asked }
      facts.stages = try StageTimeReports(context).stages(of: decision.subjectID).times
      return asked + facts.traits
    case .ticket: return asked + (try TicketTable(context.db).find(decision.subjectID)?.surveyTraits ?? [])
    case .client: return asked
    }
  }

  // MARK: Reminding

  /// Reminds a client who has not answered, once, unless there is a reason not to by now.
  func remind(_ id: Int64) throws {
    guard let old = try invitations.find(id), old.isOpen(at: context.now), old.remindedAt == nil,
      let decision = try decisions.find(old.decisionID)
    else { return }
    let survey = try context.find(SurveyTable.self, old.surveyID)
    guard try obstacle(old, decision, survey) == nil, let way = try SurveyWay(to: old.clientID, isAnonymous: false, context),
      way.way != .phone
    else { return }
    let new = old.with { $0.remindedAt = context.now }
    try invitations.update(new)
    try context.record(.surveyInvitationReminded, Subject(.surveyInvitation, id), [.fact("way", .init(way.way))])
    try send(new, survey, by: way, isReminder: true)
  }

  // MARK: Sending

  /// The one place where a question leaves the desk. Without an address an interviewer calls, or a program of the centre fetches the link
  /// when it hears of the event.
  private func send(_ invitation: SurveyInvitation, _ survey: Survey, by way: SurveyWay, isReminder: Bool) throws {
    guard way.leavesHere else { return }
    let (link, zone) = (try link(to: invitation), context.settings.zone)
    let until = zone.day(of: invitation.expiresAt ?? context.now)
    let dispatch = way.dispatch(at: context.now) { language in
      SurveyMessage(
        from: context.settings.company, link: link, until: until.text(language), in: language, isReminder: isReminder,
        isAnonymous: survey.isAnonymous)
    }
    _ = try Outbox(context).post(dispatch)
  }

  /// A new link to an invitation. Only its hash is stored.
  func link(to invitation: SurveyInvitation) throws -> String {
    let token = Base64URL.encode(try Random.bytes(32))
    try invitations.insertLink(SHA256.hash(token), of: invitation.id, at: context.now)
    return context.settings.publicURL + "/s/" + token
  }
}
