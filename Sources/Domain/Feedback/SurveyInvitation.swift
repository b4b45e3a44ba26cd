/// A pick that is asked, or will be: by which way, until when, and what had happened.
package struct SurveyInvitation: Versioned {
  package enum Status: String, CaseIterable, Sendable { case due, asked, answered, declined, withheld, revoked }
  /// The way of the question to the client.
  package enum Way: String, CaseIterable, Sendable {
    case mail, messenger
    /// An interviewer calls.
    case phone
    /// A program of the centre fetches the link and sends it.
    case program
  }

  package static let noun = Noun.surveyInvitation
  /// Days in which it can be answered.
  package static let daysOpen: Int64 = 14
  /// Days after which a client who has not answered is reminded, once.
  package static let daysToReminder: Int64 = 4
  /// Hours in which an answer can be changed.
  package static let hoursToAmend: Int64 = 24

  package var id: Int64 = 0
  package var surveyID: Int64 = 0
  package var decisionID: Int64 = 0
  package var clientID: Int64 = 0
  package var vehicleID: Int64?
  package var pickedAt: Instant
  package var status = Status.due
  package var withheld: Withholding?
  package var way: Way?
  package var edition: Int64?
  package var traits: [SurveyTrait] = []
  package var dueAt: Instant
  package var askedAt: Instant?
  package var expiresAt: Instant?
  package var remindedAt: Instant?
  package var version: Int64 = 1

  package init(pickedAt: Instant, delayMinutes: Int64) {
    self.pickedAt = pickedAt
    dueAt = pickedAt.adding(seconds: delayMinutes * 60)
  }
}

extension SurveyInvitation {
  package mutating func withhold(_ reason: Withholding) { (status, withheld) = (.withheld, reason) }

  package mutating func ask(by way: Way, edition: Int64, _ traits: [SurveyTrait], at now: Instant) {
    (status, self.way, self.edition, self.traits) = (.asked, way, edition, traits)
    (askedAt, expiresAt) = (now, now.adding(seconds: Self.daysOpen * 86_400))
  }

  package func isExpired(at now: Instant) -> Bool { expiresAt.map { $0 <= now } ?? false }

  /// True if nobody has answered and there is time left.
  package func isOpen(at now: Instant) -> Bool { status == .asked && !isExpired(at: now) }

  package mutating func revoke(at now: Instant) throws(Refusal) {
    switch status {
    case .asked where !isExpired(at: now): status = .revoked
    case .asked: throw .conflict(.surveyLinkExpired)
    case .answered: throw .conflict(.surveyAnswered)
    case .declined: throw .conflict(.surveyDeclined)
    case .revoked, .due, .withheld: throw .conflict(.surveyLinkRevoked)
    }
  }

  /// True for somebody whose own work the answer is about.
  package func isAbout(_ user: Int64) -> Bool { traits.contains { $0.name.isPerson && $0.value == "\(user)" } }
}

/// An answer that counts.
package struct SurveyAnswer: Versioned {
  package enum How: String, CaseIterable, Sendable { case link, phone }

  package static let noun = Noun.surveyInvitation
  package var id: Int64 = 0
  package var surveyID: Int64 = 0
  package var edition: Int64 = 1
  package var invitationID: Int64?
  package var weekOn: Day
  /// The first day of its month; nil for an anonymous answer.
  package var monthOn: Day?
  /// nil for an anonymous answer.
  package var answeredAt: Instant?
  package var how = How.link
  package var interviewerID: Int64?
  package var entries: [SurveyEntry?] = []
  /// The first answer, if this one replaced it.
  package var firstEntries: [SurveyEntry?]?
  package var amendedAt: Instant?
  package var version: Int64 = 1

  package init(weekOn: Day) { self.weekOn = weekOn }

  /// The end of the time in which it can be changed; nil for an anonymous answer, which nobody can find again.
  package var amendableUntil: Instant? { answeredAt?.adding(seconds: SurveyInvitation.hoursToAmend * 3_600) }

  package mutating func amend(_ entries: [SurveyEntry?], at now: Instant) {
    if firstEntries == nil { firstEntries = self.entries }
    (self.entries, amendedAt) = (entries, now)
  }
}

extension Day {
  /// The Monday of its week.
  package var weekStart: Day { adding(-Int64(weekday.index)) }
  package var monthStart: Day { Day(year: parts.year, month: parts.month, day: 1) ?? self }
}

extension Reason {
  package static let surveyAnswered = Reason(
    "survey_answered", en: "You have answered already, and the answer can no longer be changed. Thank you.",
    ru: "Вы уже ответили, и изменить ответ больше нельзя. Спасибо.")
  package static let surveyOvertaken = Reason(
    "survey_overtaken", en: "There is another answer of yours by now: look at it, and change it if you like.",
    ru: "От вас уже есть другой ответ: посмотрите его и при желании измените.")
  package static let surveyDeclined = Reason(
    "survey_declined", en: "The client wants no surveys.", ru: "Клиент отказался от опросов.")
  package static let surveyLinkExpired = Reason(
    "survey_link_expired", en: "The time for answers is over.", ru: "Время для ответов истекло.")
  package static let surveyLinkRevoked = Reason(
    "survey_link_revoked", en: "This link is no longer valid.", ru: "Эта ссылка больше не действует.")
  package static let surveyEditionOther = Reason(
    "survey_edition_other", en: "The answer is to other questions than were asked: look at them again.",
    ru: "Ответ дан на другие вопросы: откройте их ещё раз.", at: "/edition")
  package static let surveyInterviewerConcerned = Reason(
    "survey_interviewer_concerned", en: "The answer is about your own work, so somebody else has to ask.",
    ru: "Ответ — о вашей работе, поэтому спрашивает кто-то другой.")
  package static let surveyAnonymous = Reason(
    "survey_anonymous", en: "An anonymous survey is answered by its link alone.", ru: "На анонимный опрос отвечают только по ссылке.")
}
