/// One fact of what had happened when a client was asked. Results are compared by such facts.
package struct SurveyTrait: Hashable, Sendable {
  package enum Name: String, CaseIterable, Sendable {
    /// How the client was asked.
    case askedBy = "asked_by"
    /// How the client had come: `visit`, or the channel of the ticket.
    case channel
    case topic
    case orderKind = "order_kind"
    case advisor, mechanic
    /// Who answered the ticket.
    case agent
    case late
    case promise
    /// The stage that took longest in an order that was late.
    case overran
    case partsWait = "parts_wait"
    case handovers
    case comeback
    case price

    package var isPerson: Bool { self == .advisor || self == .mechanic || self == .agent }
  }

  package let name: Name
  package let value: String

  package init(_ name: Name, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// Facts of a visit, from which its traits follow.
package struct VisitFacts: Sendable {
  package var kind = WorkOrder.Kind.commercial
  package var advisorID: Int64?
  package var mechanics: [Int64] = []
  package var promise: Promise.Outcome?
  package var promisesMoved = false
  /// True if the client was told of each date that was moved.
  package var toldOfMoves = true
  package var isComeback = false
  /// The gross of the first approved estimate; nil without one.
  package var firstEstimate: Money?
  package var total = Money.zero
  package var stages: StageTimes?

  package init() {}
}

extension VisitFacts {
  package var traits: [SurveyTrait] {
    var traits = [SurveyTrait(.channel, "visit"), SurveyTrait(.orderKind, kind.rawValue)]
    if let advisorID { traits.append(SurveyTrait(.advisor, "\(advisorID)")) }
    traits += mechanics.map { SurveyTrait(.mechanic, "\($0)") }
    if let promise { traits.append(SurveyTrait(.late, promise == .broken ? "late" : "on_time")) }
    if promise != nil { traits.append(SurveyTrait(.promise, !promisesMoved ? "as_given" : toldOfMoves ? "moved_told" : "moved_untold")) }
    if promise == .broken, let stage = stages?.longest { traits.append(SurveyTrait(.overran, stage)) }
    if let stages { traits.append(SurveyTrait(.partsWait, stages.stages.contains { $0.partsWorkingMinutes > 0 } ? "waited" : "none")) }
    traits.append(SurveyTrait(.comeback, isComeback ? "comeback" : "first_visit"))
    if let firstEstimate { traits.append(SurveyTrait(.price, total > firstEstimate ? "above_estimate" : "within_estimate")) }
    return traits
  }
}

extension StageTimes {
  /// The stage with the most working time, by its status; `parts` if more than half of that time was a wait for parts. nil without
  /// working time.
  fileprivate var longest: String? {
    let totals = WorkOrder.Status.allCases.compactMap { status in total(status).map { (status: status, total: $0) } }
    guard let most = totals.max(by: { $0.total.workingMinutes < $1.total.workingMinutes }), most.total.workingMinutes > 0 else {
      return nil
    }
    return most.total.partsWorkingMinutes * 2 > most.total.workingMinutes ? "parts" : most.status.rawValue
  }
}

extension Ticket {
  package var surveyTraits: [SurveyTrait] {
    var traits = [SurveyTrait(.channel, channelKind.rawValue)]
    if let topic { traits.append(SurveyTrait(.topic, topic)) }
    if let personID { traits.append(SurveyTrait(.agent, "\(personID)")) }
    traits.append(SurveyTrait(.handovers, handovers < 3 ? "\(handovers)" : "3+"))
    return traits
  }
}
