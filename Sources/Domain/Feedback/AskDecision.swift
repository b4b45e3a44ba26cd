/// What was decided about one contact for one survey, with what became of it.
package struct AskDecision: Kept {
  package enum Subject: String, CaseIterable, Sendable {
    case workOrder = "work_order"
    case ticket
    /// A client as a whole, for a periodic survey.
    case client
  }

  package static let noun = Noun.survey
  package var id: Int64 = 0
  package var surveyID: Int64 = 0
  package var subject = Subject.workOrder
  package var subjectID: Int64 = 0
  /// Counts the rounds of a periodic survey.
  package var round: Int64 = 0
  /// Why the contact takes no number.
  package var reason: Ineligible?
  package var seriesID: Int64?
  package var number: Int64?
  package var isPicked = false
  /// How many numbers the series of the survey has given, this one included.
  package var given: Int64 = 0
  package var at: Instant
  // Of the order, the ticket or the client as they are now.
  package var clientID: Int64?
  package var vehicleID: Int64?
  // Of the invitation.
  package var askedAt: Instant?
  package var withheld: Withholding?

  package init(at: Instant) { self.at = at }
}

extension AskDecision {
  /// The decision as managers see it.
  package enum Told: String, CaseIterable, Sendable {
    case notEligible = "not_eligible"
    case counted, asked, withheld
  }

  /// A pick shows only after it was asked or withheld, so that nobody can treat a client better who will be asked.
  package var told: Told {
    if reason != nil { return .notEligible }
    if withheld != nil { return .withheld }
    return askedAt == nil ? .counted : .asked
  }

  package var toldReason: String? { reason?.rawValue ?? withheld?.rawValue }
}

/// Why a pick is not asked after all. It keeps its number, and nobody is asked instead.
package enum Withholding: Equatable, Sendable {
  case ineligible(Ineligible)
  case surveyEnded
}

extension Withholding: RawRepresentable, CaseIterable {
  package static let allCases: [Withholding] = Ineligible.allCases.map { .ineligible($0) } + [.surveyEnded]

  package init?(rawValue: String) {
    if rawValue == "survey_ended" {
      self = .surveyEnded
    } else if let reason = Ineligible(rawValue: rawValue) {
      self = .ineligible(reason)
    } else {
      return nil
    }
  }

  package var rawValue: String {
    switch self {
    case .ineligible(let reason): reason.rawValue
    case .surveyEnded: "survey_ended"
    }
  }
}
