/// A decision on an estimate: by whom, how and when.
package struct Approval: Equatable, Sendable {
  package enum How: String, CaseIterable, Sendable {
    case inPerson = "in_person"
    case phone, link
    case standingInstruction = "standing_instruction"
  }

  package var id: Int64
  package var estimateID: Int64
  package var how: How
  // The proxy who decided; nil: the client.
  package var proxyID: Int64?
  // The user who recorded it; nil: the client, through a link.
  package var userID: Int64?
  package var at: Instant
  package var note: String?

  package init(
    id: Int64, estimateID: Int64, how: How, proxyID: Int64? = nil, userID: Int64? = nil, at: Instant, note: String? = nil
  ) {
    self.id = id
    self.estimateID = estimateID
    self.how = how
    self.proxyID = proxyID
    self.userID = userID
    self.at = at
    self.note = note
  }
}

/// The decision on one item.
package struct ItemDecision: Equatable, Sendable {
  package var orderLineID: Int64
  package var decision: Estimate.Decision
  package init(_ orderLineID: Int64, _ decision: Estimate.Decision) {
    self.orderLineID = orderLineID
    self.decision = decision
  }
}

/// The outcome of the decisions: approved if at least one item is.
package struct ApprovalOutcome: Equatable, Sendable {
  package let status: Estimate.Status
  package let approved: Money
  /// The cost of the approval for the client, which a proxy's limit is compared with.
  package let approvedClientGross: Money
  package let approvedLines: [Int64]
  package let declinedLines: [Int64]
}

extension Estimate {
  /// A main estimate is offered while the order is being estimated, a supplement while approved work goes on.
  package static func reasons(againstOffering kind: Kind, number: String, status: WorkOrder.Status) -> [Reason] {
    switch kind {
    case .main: status == .estimating ? [] : [.workOrderStatus(number, status, .offer)]
    case .supplement: status.takesSupplements ? [] : [.supplementNotPossible(number, status)]
    }
  }

  /// Reasons against a decision: only an offered, unexpired estimate can be decided.
  package func reasonsAgainstDecision(now: Instant, zone: Zone) -> [Reason] {
    switch status {
    case .offered: expiresAt.map { $0 <= now } ?? false ? [.estimateExpired(title, zone, expiresAt ?? now)] : []
    case .draft: [.estimateDraft(title)]
    case .approved, .declined: [.estimateDecided(title, status)]
    case .superseded: [.estimateSuperseded(title, supersededReason)]
    }
  }

  /// Applies the decisions. 409 if the estimate is not current or the proxy may not decide this much; 422 if an item
  /// has no decision, has two, or is not in this estimate.
  package func decide(
    _ decisions: [ItemDecision], lines: [EstimateLine], client: Int64, proxy: Proxy? = nil, now: Instant, zone: Zone
  ) throws(Refusal) -> ApprovalOutcome {
    let against = reasonsAgainstDecision(now: now, zone: zone)
    guard against.isEmpty else { throw .conflict(against, moves: []) }
    try Estimate.checkEachItemOnce(decisions, lines)
    let yes = Set(decisions.filter { $0.decision == .approved }.map(\.orderLineID))
    let approved = lines.filter { yes.contains($0.orderLineID) }
    let cost = try Money.sum(approved.map(\.clientGross))
    if let proxy { try proxy.check(.approve, for: client, on: zone.day(of: now), amount: cost) }
    return ApprovalOutcome(
      status: approved.isEmpty ? .declined : .approved, approved: try Money.sum(approved.map(\.gross)), approvedClientGross: cost,
      approvedLines: approved.map(\.orderLineID), declinedLines: lines.map(\.orderLineID).filter { !yes.contains($0) })
  }

  private static func checkEachItemOnce(_ decisions: [ItemDecision], _ lines: [EstimateLine]) throws(Refusal) {
    var reasons: [Reason] = []
    var seen: Set<Int64> = []
    let known = Set(lines.map(\.orderLineID))
    for (index, decision) in decisions.enumerated() {
      if !known.contains(decision.orderLineID) {
        reasons.append(.itemUnknown(decision.orderLineID).at("/items/\(index)/line_id"))
      } else if !seen.insert(decision.orderLineID).inserted {
        reasons.append(.itemTwice(decision.orderLineID).at("/items/\(index)/line_id"))
      }
    }
    reasons += lines.filter { !seen.contains($0.orderLineID) }.map { Reason.itemUndecided($0).at("/items") }
    guard reasons.isEmpty else { throw .invalid(reasons) }
  }
}
