package import Domain

/// What a client says to an invitation: an answer, another one, or that there should be no surveys.
package struct SurveyReply: Sendable {
  package var entries: [SurveyEntry?] = []
  /// The version of the answer that this one replaces; nil for a first answer.
  package var amends: Int64?
  /// The edition whose questions the sender saw; nil: those that were asked.
  package var edition: Int64?
  /// The client wants no more surveys.
  package var declines = false

  package init() {}
}

/// Takes replies. One answer counts, whoever is quicker; everything else is told so politely.
struct SurveyAnswering {
  private let context: Context
  private var invitations: SurveyInvitationTable { SurveyInvitationTable(context.db) }
  private var answers: SurveyAnswerTable { SurveyAnswerTable(context.db) }
  init(_ context: Context) { self.context = context }

  /// The questions that were asked, whatever the survey asks by now.
  func form(of invitation: SurveyInvitation) throws -> SurveyForm {
    guard let edition = try SurveyEditionTable(context.db).find(invitation.edition ?? 0, of: invitation.surveyID) else {
      throw Refusal.notFound(.surveyInvitation)
    }
    return edition.form
  }

  func state(of invitation: SurveyInvitation) throws -> SurveyLinks.State {
    switch invitation.status {
    case .due, .withheld, .revoked: return .revoked
    case .declined: return .declined
    case .answered:
      guard let answer = try answers.find(invitation: invitation.id), let until = answer.amendableUntil, context.now < until else {
        return .thanks
      }
      return .answered(answer, until: until)
    case .asked: return invitation.isExpired(at: context.now) ? .expired : .ask
    }
  }

  func take(_ reply: SurveyReply, to invitation: SurveyInvitation, _ how: SurveyAnswer.How, by user: Int64? = nil) throws {
    if reply.declines { return try decline(invitation) }
    if let edition = reply.edition, edition != invitation.edition { throw Refusal.conflict(.surveyEditionOther) }
    let form = try form(of: invitation)
    switch try state(of: invitation) {
    case .ask:
      try check(reply, form)
      try keepFirst(reply, to: invitation, form, how, by: user)
    case .answered(let old, _):
      // The same again is a retry.
      guard reply.entries != old.entries else { return }
      guard reply.amends == old.version else { throw Refusal.conflict(.surveyOvertaken) }
      try check(reply, form)
      try amend(old, reply, of: invitation, form)
    case .thanks:
      let kept = try answers.find(invitation: invitation.id)
      guard let kept, kept.entries == reply.entries else { throw Refusal.conflict(.surveyAnswered) }
    case .declined: throw Refusal.conflict(.surveyDeclined)
    case .expired: throw Refusal.conflict(.surveyLinkExpired)
    case .revoked: throw Refusal.conflict(.surveyLinkRevoked)
    }
  }

  private func check(_ reply: SurveyReply, _ form: SurveyForm) throws {
    let reasons = form.reasons(against: reply.entries)
    guard reasons.isEmpty else { throw Refusal.invalid(reasons) }
  }

  private func keepFirst(
    _ reply: SurveyReply, to invitation: SurveyInvitation, _ form: SurveyForm, _ how: SurveyAnswer.How, by user: Int64?
  ) throws {
    let isAnonymous = try context.find(SurveyTable.self, invitation.surveyID).isAnonymous
    var answer = SurveyAnswer(weekOn: context.today.weekStart)
    (answer.surveyID, answer.edition, answer.entries) = (invitation.surveyID, invitation.edition ?? 1, reply.entries)
    (answer.how, answer.interviewerID) = (how, user)
    if isAnonymous {
      // Above every id of an invitation, and exact in a program that knows only doubles.
      answer.id = Int64.random(in: 4_503_599_627_370_496..<9_007_199_254_740_992)
    } else {
      (answer.id, answer.invitationID, answer.answeredAt) = (invitation.id, invitation.id, context.now)
      answer.monthOn = context.today.monthStart
    }
    _ = try answers.insert(answer)
    try invitations.update(invitation.with { $0.status = .answered })
    try Timers(context).clear(.surveyRemind, invitation.id)
    try SurveySeriesTable(context.db).count(
      isAnonymous ? SurveySumTable.answeredName(inWeek: answer.weekOn) : "answered", of: invitation.surveyID)
    try SurveySumTable(context.db).add(
      answer, answer.entries, times: 1, to: form, SurveySumTable.places(of: answer, isAnonymous: isAnonymous, invitation.traits))
    // An event would say when, and in which request.
    if !isAnonymous {
      try context.record(.surveyInvitationAnswered, Subject(.surveyInvitation, invitation.id), [.fact("how", .init(how))])
    }
  }

  private func amend(_ old: SurveyAnswer, _ reply: SurveyReply, of invitation: SurveyInvitation, _ form: SurveyForm) throws {
    let new = old.with { $0.amend(reply.entries, at: context.now) }
    try answers.update(new)
    try invitations.update(invitation)
    let places = SurveySumTable.places(of: new, isAnonymous: false, invitation.traits)
    try SurveySumTable(context.db).add(old, old.entries, times: -1, to: form, places)
    try SurveySumTable(context.db).add(new, new.entries, times: 1, to: form, places)
    try context.record(.surveyInvitationAmended, Subject(.surveyInvitation, invitation.id))
  }

  /// Ends the asking and withdraws the consent. An answer that was given stays.
  private func decline(_ invitation: SurveyInvitation) throws {
    if invitation.status == .asked {
      try invitations.update(invitation.with { $0.status = .declined })
      try Timers(context).clear(.surveyRemind, invitation.id)
      try SurveySeriesTable(context.db).count("declined", of: invitation.surveyID)
      try context.record(.surveyInvitationDeclined, Subject(.surveyInvitation, invitation.id))
    }
    let client = invitation.clientID
    guard try ClientTable(context.db).find(client)?.status == .active,
      try ConsentTable(context.db).newest(.survey, of: client)?.given ?? false
    else { return }
    _ = try ConsentLog(context).write(
      Consent(
        id: 0, clientID: client, purpose: .survey, given: false, how: "survey \(invitation.surveyID)", at: context.now,
        userID: context.actor.userID))
  }
}
