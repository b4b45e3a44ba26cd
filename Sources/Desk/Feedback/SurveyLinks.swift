internal import Crypto
package import Domain

/// The links by which clients answer. Looking has no effect, because messengers preview links.
package struct SurveyLinks {
  package enum State: Sendable {
    case ask
    /// Can be changed until then.
    case answered(SurveyAnswer, until: Instant)
    /// Answered, and it stays as it is.
    case thanks
    case declined, expired, revoked
  }

  /// What a link shows.
  package struct Look: Sendable {
    package let state: State
    package let form: SurveyForm
    /// Names the form among all others.
    package let text: SurveyFormText
    package let edition: Int64
    package let isAnonymous: Bool
    /// The client's, from the card.
    package let language: Language
    package let expiresAt: Instant?
  }

  private let context: Context
  package init(_ context: Context) { self.context = context }

  /// Refuses a token that nobody was given with 404.
  package func look(_ token: String) throws -> Look {
    guard let opened = try SurveyInvitationTable(context.db).open(hash: SHA256.hash(token)), let form = opened.form else {
      throw Refusal.notFound(.surveyLink)
    }
    let invitation = opened.invitation
    return Look(
      state: opened.isRevoked ? .revoked : try SurveyAnswering(context).state(of: invitation), form: SurveyForm(json: form),
      text: SurveyFormText(form),
      edition: invitation.edition ?? 1, isAnonymous: opened.isAnonymous, language: opened.language, expiresAt: invitation.expiresAt)
  }

  package func check(_ token: String) throws { _ = try open(token) }

  package func take(_ reply: SurveyReply, by token: String) throws {
    let (invitation, isRevoked) = try open(token)
    // Whoever wants to be left alone may say so by any link that was ever sent.
    if isRevoked, !reply.declines { throw Refusal.conflict(.surveyLinkRevoked) }
    try SurveyAnswering(context).take(reply, to: invitation, .link)
  }

  private func open(_ token: String) throws -> (SurveyInvitation, isRevoked: Bool) {
    let table = SurveyInvitationTable(context.db)
    guard let link = try table.find(hash: SHA256.hash(token)), let invitation = try table.find(link.invitation) else {
      throw Refusal.notFound(.surveyLink)
    }
    return (invitation, link.isRevoked)
  }
}
