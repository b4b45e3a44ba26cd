internal import Desk
internal import Domain

enum SurveyInvitationJSON {
  typealias Details = SurveyInvitations.Details

  static let invitation = Shape<Details>("SurveyInvitation", version: { $0.invitation.version }) { s in
    s.integer("id") { $0.invitation.id }
    s.integer("survey_id") { $0.invitation.surveyID }
    s.integer("edition") { $0.invitation.edition }
    s.word("status") { $0.status }
    s.word("way") { $0.invitation.way }
    s.integer("work_order_id") { $0.decision.subject == .workOrder ? $0.decision.subjectID : nil }
    s.integer("ticket_id") { $0.decision.subject == .ticket ? $0.decision.subjectID : nil }
    s.integer("client_id") { $0.invitation.clientID }
    s.integer("vehicle_id") { $0.invitation.vehicleID }
    s.list("traits", trait) { $0.invitation.traits }
    s.time("asked_at") { $0.invitation.askedAt }
    s.time("expires_at") { $0.invitation.expiresAt }
    s.time("reminded_at") { $0.invitation.remindedAt }
    s.time("answered_at") { $0.answer?.answeredAt }
    s.integer("version") { $0.invitation.version }
  }

  static let trait = Shape<SurveyTrait>("SurveyTrait") { s in
    s.word("name") { $0.name }
    s.text("value") { $0.value }
  }

  static let link = Shape<SurveyInvitations.Link>("SurveyLink") { s in
    s.integer("invitation_id") { $0.invitationID }
    s.text("url") { $0.url }
    s.time("expires_at") { $0.expiresAt }
  }

  static let answer = Shape<SurveyInvitations.AnswerDetails>("SurveyAnswer") { s in
    s.integer("id") { $0.answer.id }
    s.integer("invitation_id") { $0.answer.invitationID }
    s.integer("edition") { $0.answer.edition }
    s.word("how") { $0.answer.how }
    s.integer("interviewer_id") { $0.answer.interviewerID }
    s.date("week_on") { $0.answer.weekOn }
    s.time("answered_at") { $0.answer.answeredAt }
    s.time("amended_at") { $0.answer.amendedAt }
    s.list("answers", item) { SurveyAnswerItem.items($0.answer.entries, $0.form) }
    s.list("first_answers", item) { details in details.answer.firstEntries.map { SurveyAnswerItem.items($0, details.form) } ?? [] }
    s.integer("work_order_id") { $0.decision?.subject == .workOrder ? $0.decision?.subjectID : nil }
    s.integer("ticket_id") { $0.decision?.subject == .ticket ? $0.decision?.subjectID : nil }
    s.integer("client_id") { $0.invitation?.clientID }
    s.integer("vehicle_id") { $0.invitation?.vehicleID }
  }

  /// The survey as its client sees it. The questions stand there only while they can be answered.
  static let look = Shape<SurveyLinks.Look>("SurveyLinkLook") { s in
    s.word("state", of: SurveyLinks.State.words) { $0.state.word }
    s.integer("edition") { $0.edition }
    s.flag("anonymous") { $0.isAnonymous }
    s.word("language") { $0.language }
    s.object("intro", SurveyJSON.text) { $0.isOpen ? $0.form.intro : nil }
    s.list("questions", SurveyJSON.question) { $0.isOpen ? $0.form.questions : [] }
    s.object("incentive", SurveyJSON.incentive) { $0.form.incentive }
    s.object("review", SurveyJSON.review) { $0.form.review }
    s.list("answers", item) { look in look.answer.map { SurveyAnswerItem.items($0.entries, look.form) } ?? [] }
    s.integer("answer_version") { $0.answer?.version }
    s.time("amendable_until") { $0.answer?.amendableUntil }
    s.time("expires_at") { $0.expiresAt }
  }

  private static let item = Shape<SurveyAnswerItem>("SurveyAnswerItem") { s in
    s.integer("question") { $0.question }
    s.integer("grade") { $0.grade }
    s.list("attributes", attribute) { $0.attributes }
    s.text("text") { $0.text }
  }

  private static let attribute = Shape<SurveyAnswerItem.Attribute>("SurveyAnswerAttribute") { s in
    s.text("name") { $0.name }
    s.integer("grade") { $0.grade }
  }
}

/// One question's entry, as programs read it.
struct SurveyAnswerItem: Sendable {
  struct Attribute: Sendable {
    let name: String
    let grade: Int64
  }
  /// Its place in the form, from 1.
  let question: Int64
  var grade: Int64?
  var attributes: [Attribute] = []
  var text: String?

  static func items(_ entries: [SurveyEntry?], _ form: SurveyForm) -> [SurveyAnswerItem] {
    zip(form.questions, entries).enumerated().compactMap { index, pair in
      var item = SurveyAnswerItem(question: Int64(index) + 1)
      switch pair.1 {
      case nil: return nil
      case .grade(let grade): item.grade = Int64(grade)
      case .text(let text): item.text = text
      case .grades(let grades):
        item.attributes = zip(pair.0.attributes, grades).compactMap { attribute, grade in
          grade.map { Attribute(name: attribute.name, grade: Int64($0)) }
        }
      }
      return item
    }
  }
}

extension SurveyLinks.Look {
  var isOpen: Bool {
    switch state {
    case .ask, .answered: true
    case .thanks, .declined, .expired, .revoked: false
    }
  }

  var answer: SurveyAnswer? { if case .answered(let answer, _) = state { answer } else { nil } }
}

extension SurveyLinks.State {
  static let words = ["ask", "answered", "thanks", "declined", "expired", "revoked"]

  var word: String {
    switch self {
    case .ask: "ask"
    case .answered: "answered"
    case .thanks: "thanks"
    case .declined: "declined"
    case .expired: "expired"
    case .revoked: "revoked"
    }
  }
}
