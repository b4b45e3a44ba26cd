package import Domain

/// Clients who were asked, as managers see them.
package struct SurveyInvitations {
  private let context: Context
  private var table: SurveyInvitationTable { SurveyInvitationTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package struct Details: Sendable {
    package let invitation: SurveyInvitation
    package let decision: AskDecision
    /// True if nothing may say whether there is an answer.
    package let isAnonymous: Bool
    /// nil without an answer.
    package let answer: SurveyAnswer?

    /// Whether an anonymous survey was answered by this client is nobody's business.
    package var status: SurveyInvitation.Status { isAnonymous && invitation.status == .answered ? .asked : invitation.status }
  }

  package struct Link: Sendable {
    package let invitationID: Int64
    package let url: String
    package let expiresAt: Instant
  }

  package func find(_ id: Int64) throws -> Details { try details(shown(id)) }

  package func list(of survey: Int64, _ page: PageRequest) throws -> Page<Details> {
    _ = try context.find(SurveyTable.self, survey)
    let found = try Page(table.page(of: survey, page), page)
    return try Page(items: found.items.map(details), next: found.next)
  }

  /// A pick that was not asked yet is nobody's to see.
  private func shown(_ id: Int64) throws -> SurveyInvitation {
    let invitation = try context.find(SurveyInvitationTable.self, id)
    guard invitation.askedAt != nil else { throw Refusal.notFound(.surveyInvitation) }
    return invitation
  }

  private func details(_ invitation: SurveyInvitation) throws -> Details {
    let survey = try context.find(SurveyTable.self, invitation.surveyID)
    guard let decision = try AskDecisionTable(context.db).find(invitation.decisionID) else { throw Refusal.notFound(.surveyInvitation) }
    return Details(
      invitation: invitation, decision: decision, isAnonymous: survey.isAnonymous,
      answer: survey.isAnonymous ? nil : try SurveyAnswerTable(context.db).find(invitation: invitation.id))
  }

  /// The answers that count, the latest invitation first.
  package func answers(of id: Int64, _ filter: SurveyAnswerFilter, _ page: PageRequest) throws -> Page<AnswerDetails> {
    let survey = try context.find(SurveyTable.self, id)
    _ = try filter.weeks.span(in: context.settings.zone)
    var filter = filter
    if survey.isAnonymous { filter.before = context.today.weekStart }
    let table = SurveyAnswerTable(context.db)
    let found = try Page(table.page(of: id, filter, page), page)
    var forms: [Int64: SurveyForm] = [:]
    let items = try found.items.map { answer in
      if forms[answer.edition] == nil { forms[answer.edition] = try SurveyEditionTable(context.db).find(answer.edition, of: id)?.form }
      let invitation = try answer.invitationID.flatMap(self.table.find)
      return AnswerDetails(
        answer: answer, form: forms[answer.edition] ?? survey.form, invitation: invitation,
        decision: try invitation.flatMap { try AskDecisionTable(context.db).find($0.decisionID) })
    }
    return Page(items: items, next: found.next)
  }

  package struct AnswerDetails: Sendable {
    package let answer: SurveyAnswer
    package let form: SurveyForm
    /// nil for an anonymous answer.
    package let invitation: SurveyInvitation?
    package let decision: AskDecision?
  }

  // MARK: Changing

  package func revoke(_ id: Int64, version: Versions?) throws -> Details {
    let old = try shown(id)
    try context.match(version, old.version)
    // Whether an anonymous survey was answered must not show, so only its links end.
    if try isAnonymous(old) {
      try table.revokeLinks(of: id, at: context.now)
      try table.update(old)
    } else {
      try table.update(old.with { try $0.revoke(at: context.now) })
    }
    try Timers(context).clear(.surveyRemind, id)
    try context.record(.surveyInvitationRevoked, Subject(.surveyInvitation, id))
    return try context.settled { try find(id) }
  }

  /// Another link, for a program of the centre that sends it. Links that were sent before stay valid.
  package func link(_ id: Int64, version: Versions?) throws -> Link {
    let invitation = try shown(id)
    try context.match(version, invitation.version)
    if invitation.status == .revoked { throw Refusal.conflict(.surveyLinkRevoked) }
    if invitation.status == .declined { throw Refusal.conflict(.surveyDeclined) }
    guard let expires = invitation.expiresAt, !invitation.isExpired(at: context.now) else { throw Refusal.conflict(.surveyLinkExpired) }
    let url = try SurveyAsking(context).link(to: invitation)
    try context.record(.surveyInvitationLinkCreated, Subject(.surveyInvitation, id))
    return try context.settled { Link(invitationID: id, url: url, expiresAt: expires) }
  }

  private func isAnonymous(_ invitation: SurveyInvitation) throws -> Bool {
    try context.find(SurveyTable.self, invitation.surveyID).isAnonymous
  }

  /// The answer that a client gives an interviewer on the telephone.
  package func answer(_ id: Int64, version: Versions?, _ reply: (SurveyForm) throws -> SurveyReply) throws -> Details {
    let user = try context.userID()
    let invitation = try shown(id)
    try context.match(version, invitation.version)
    if try isAnonymous(invitation) { throw Refusal.conflict(.surveyAnonymous) }
    if invitation.isAbout(user) { throw Refusal.conflict(.surveyInterviewerConcerned) }
    let answering = SurveyAnswering(context)
    try answering.take(reply(answering.form(of: invitation)), to: invitation, .phone, by: user)
    return try context.settled { try find(id) }
  }
}
