/// A survey of clients: what is asked, after what, and how many are asked.
package struct Survey: Versioned {
  /// The contact after which a client is asked.
  package enum Trigger: String, CaseIterable, Sendable {
    case orderDelivered = "order_delivered"
    case ticketResolved = "ticket_resolved"
    /// No single contact, but the relation as a whole.
    case periodic
  }
  package enum Status: String, CaseIterable, Sendable { case draft, active, ended }
  package enum Move: String, CaseIterable, Sendable { case change, activate, end }

  package static let noun = Noun.survey
  package var id: Int64 = 0
  package var name = ""
  package var trigger = Trigger.orderDelivered
  /// One of so many eligible contacts is asked.
  package var every: Int64 = 5
  /// True if nothing may lead from an answer back to a person.
  package var isAnonymous = false
  /// Minutes from the contact until the client is asked.
  package var delayMinutes: Int64 = 60
  /// Days from one round of a periodic survey to the next.
  package var periodDays: Int64 = 180
  package var form = SurveyForm(questions: [])
  /// Counts the sets of questions that clients were asked; a changed question begins the next.
  package var edition: Int64 = 1
  package var status = Status.draft
  package var createdAt: Instant
  package var activatedAt: Instant?
  package var endedAt: Instant?
  package var version: Int64 = 1

  package init(at createdAt: Instant) { self.createdAt = createdAt }
}

/// The questions of one edition of a survey.
package struct SurveyEdition: Kept {
  package static let noun = Noun.survey
  package var id: Int64 = 0
  package var surveyID: Int64 = 0
  package var number: Int64 = 1
  package var form = SurveyForm(questions: [])
  package var createdAt: Instant

  package init(at createdAt: Instant) { self.createdAt = createdAt }
}

/// The life of a survey: `draft → active → ended`. Nothing is deleted, because answers belong to it.
extension Survey {
  package static func allows(_ status: Status, _ move: Move) -> Bool {
    switch (status, move) {
    case (.draft, .change), (.draft, .activate), (.active, .change), (.active, .end): true
    case (.draft, .end), (.active, .activate), (.ended, .change), (.ended, .activate), (.ended, .end): false
    }
  }

  package func check(_ move: Move) throws(Refusal) {
    guard !Survey.allows(status, move) else { return }
    let moves = Move.allCases.map { move in
      PossibleMove(move.rawValue, against: Survey.allows(status, move) ? [] : [.surveyStatus(self)])
    }
    throw .conflict([.surveyStatus(self)], moves: moves)
  }

  package mutating func activate(at now: Instant) throws(Refusal) {
    try check(.activate)
    (status, activatedAt) = (.active, now)
  }

  package mutating func end(at now: Instant) throws(Refusal) {
    try check(.end)
    (status, endedAt) = (.ended, now)
  }

  /// True if its contacts are other ones, or another share of them is asked, so that their numbers begin again.
  package func asksOthers(than old: Survey) -> Bool { trigger != old.trigger || every != old.every }

  /// Who has answered an anonymous survey relied on it, so this is settled when it begins.
  package func reasons(changing old: Survey) -> [Reason] {
    isAnonymous != old.isAnonymous && old.status != .draft ? [.surveyAnonymityFixed] : []
  }

  /// A changed question of an active survey begins the next edition; a draft has asked nobody yet.
  package mutating func countEdition(after old: Survey) {
    if old.status == .active, form.breaksTrend(of: old.form) { edition = old.edition &+ 1 }
  }
}

extension Reason {
  static let surveyAnonymityFixed = Reason(
    "survey_anonymity_fixed", en: "Whether the survey is anonymous was settled when it began: draft another one.",
    ru: "Анонимность опроса определена при его начале: составьте другой опрос.", at: "/anonymous")
  static func surveyStatus(_ survey: Survey) -> Reason {
    let (en, ru) =
      switch survey.status {
      case .draft: ("a draft", "черновик")
      case .active: ("active", "идёт")
      case .ended: ("ended", "завершён")
      }
    return Reason("survey_status", en: "The survey is \(en): this cannot be done.", ru: "Опрос — \(ru): так нельзя.")
  }
}
