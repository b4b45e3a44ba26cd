/// The recorded result of checking whether a warranty covers a line.
package struct CoverageCheck: Equatable, Sendable {
  package enum Verdict: String, CaseIterable, Sendable {
    case covered
    case beforeFirstDay = "before_first_day"
    case pastLastDay = "past_last_day"
    case pastLastKilometre = "past_last_kilometre"
    /// Ended early, because it was sold back or withdrawn by the maker.
    case ended
    /// The payer was erased, so nobody can be billed until another payer is set.
    case payerErased = "payer_erased"
    /// A repair warranty on other work or another part.
    case otherWork = "other_work"
    /// No warranty covers the line.
    case notCovered = "not_covered"
    /// The payer refused the claim.
    case claimRefused = "claim_refused"
  }

  package var orderLineID: Int64
  package var coverageID: Int64?
  package var covered: Bool
  package var share: Share
  package var reason: Verdict
  package var note: String?
  package var at: Instant
  package var userID: Int64
  // The coverage's terms at the time of the check. Later changes of the coverage do not affect the order.
  package var cap: Money?
  package var deductible: Money

  package init(
    orderLineID: Int64, coverageID: Int64? = nil, covered: Bool, share: Share, reason: Verdict, note: String? = nil, at: Instant,
    userID: Int64, cap: Money? = nil, deductible: Money = .zero
  ) {
    self.orderLineID = orderLineID
    self.coverageID = coverageID
    self.covered = covered
    self.share = share
    self.reason = reason
    self.note = note
    self.at = at
    self.userID = userID
    self.cap = cap
    self.deductible = deductible
  }
}
