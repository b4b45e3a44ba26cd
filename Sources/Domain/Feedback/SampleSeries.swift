/// Which eligible contacts of a survey are asked: of any N that follow each other, exactly one.
///
/// An eligible contact takes the next number k; it is asked if and only if k mod N = r. A pick that is withheld later keeps its number.
package struct SampleSeries: Equatable, Sendable {
  package static let mostEvery: Int64 = 1_000
  /// N: one of how many contacts is asked.
  package let every: Int64
  /// r, drawn when the series begins, so that nobody can know beforehand who is asked.
  package let remainder: Int64
  /// The number of the last contact; 0 before the first.
  package private(set) var last: Int64

  /// A series, new or as it was stored. `every` and `remainder` are brought into their ranges.
  package init(every: Int64, remainder: Int64, last: Int64 = 0) {
    let n = min(max(every, 1), Self.mostEvery)
    self.every = n
    self.remainder = ((remainder % n) + n) % n
    self.last = max(0, last)
  }

  /// Gives the next eligible contact its number, and says whether it is asked.
  package mutating func take() -> (number: Int64, isAsked: Bool) {
    last &+= 1
    return (last, last % every == remainder)
  }
}

/// The decision whether a contact is asked.
package enum SurveyDecision: Equatable, Sendable {
  case ineligible(Ineligible)
  case counted(number: Int64)
  case picked(number: Int64)
}

/// Why a contact is not counted. The first reason in this order is on record.
package enum Ineligible: String, CaseIterable, Sendable {
  /// A trial of the staff is nobody's experience.
  case test
  /// The work has not been handed over, or was called off.
  case unfinished
  case noConsent = "no_consent"
  case openComplaint = "open_complaint"
  case openRecovery = "open_recovery"
  /// Fewer than 30 days since a complaint was settled.
  case complaintSettled = "complaint_settled"
  /// The person was picked by any survey fewer than 90 days ago.
  case clientAsked = "client_asked"
  /// A survey has picked the car within the quiet time.
  case vehicleAsked = "vehicle_asked"
  case noAddress = "no_address"
}

/// Facts of a contact at its end, by which it is eligible or not.
package struct ContactFacts: Equatable, Sendable {
  package var isTest = false
  package var isFinished = true
  package var hasConsent = true
  package var hasOpenComplaint = false
  package var hasOpenRecovery = false
  package var hasAddress = true
  /// The latest of the person's, and of those merged into it.
  package var complaintSettledAt: Instant?
  /// The time at which any survey last picked the person, or one merged into it.
  package var clientAskedAt: Instant?
  package var vehicleAskedAt: Instant?

  package init() {}
}

extension ContactFacts {
  package static let quietDays: Int64 = 90
  package static let quietDaysAfterComplaint: Int64 = 30

  /// nil if the contact is eligible.
  package func ineligible(at now: Instant) -> Ineligible? {
    if isTest { return .test }
    if !isFinished { return .unfinished }
    if !hasConsent { return .noConsent }
    if hasOpenComplaint { return .openComplaint }
    if hasOpenRecovery { return .openRecovery }
    if Self.isQuiet(complaintSettledAt, Self.quietDaysAfterComplaint, now) { return .complaintSettled }
    if Self.isQuiet(clientAskedAt, Self.quietDays, now) { return .clientAsked }
    if Self.isQuiet(vehicleAskedAt, Self.quietDays, now) { return .vehicleAsked }
    return hasAddress ? nil : .noAddress
  }

  private static func isQuiet(_ since: Instant?, _ days: Int64, _ now: Instant) -> Bool {
    since.map { now < $0.adding(seconds: days * 86_400) } ?? false
  }

  /// Decides about a contact for every survey that it could answer. Surveys compete by id: who is picked by one is not counted by the next,
  /// for which the quiet time has begun.
  package func decide(_ surveys: inout [(id: Int64, series: SampleSeries)], at now: Instant) -> [Int64: SurveyDecision] {
    surveys.sort { $0.id < $1.id }
    var facts = self
    var decisions: [Int64: SurveyDecision] = [:]
    for index in surveys.indices {
      if let reason = facts.ineligible(at: now) {
        decisions[surveys[index].id] = .ineligible(reason)
        continue
      }
      let (number, isAsked) = surveys[index].series.take()
      decisions[surveys[index].id] = isAsked ? .picked(number: number) : .counted(number: number)
      if isAsked { facts.clientAskedAt = now }
    }
    return decisions
  }
}
