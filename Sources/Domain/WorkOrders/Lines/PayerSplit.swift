/// A payer's share of a line before the split. `coverageID` names the budget (cap, deductible) that it draws on.
package struct PayerShare: Equatable, Sendable {
  package var role: PayerRole
  package var payerClientID: Int64?
  package var share: Share
  package var coverageID: Int64?
  package init(_ role: PayerRole, payerClientID: Int64?, share: Share, coverageID: Int64? = nil) {
    self.role = role
    self.payerClientID = payerClientID
    self.share = share
    self.coverageID = coverageID
  }
}

/// The rest of a coverage's cap and deductible within one order.
package struct CoverageBudget: Equatable, Sendable {
  /// nil: no cap.
  package var capLeft: Money?
  package var deductibleLeft: Money
  package init(capLeft: Money?, deductibleLeft: Money) {
    self.capLeft = capLeft
    self.deductibleLeft = deductibleLeft
  }
}

package struct PayerPart: Equatable, Sendable {
  package let role: PayerRole
  package let payerClientID: Int64?
  package let share: Share
  package let gross: Money
  /// Amounts that deductible and cap take off the share's part or, for the client, add to it.
  package let deductible: Money
  package let cap: Money
}

package enum PayerSplit {
  /// Splits a line's gross: first by shares (largest remainder, ties in the client's favour), then by each coverage's
  /// deductible, then by its cap. The client pays what these take off, and what the shares leave open. The parts add
  /// up to the gross. The budgets are reduced, so the lines of an order are split one after another, in order.
  /// Refused: shares above the whole, a payer without a card, a negative gross.
  package static func of(
    _ gross: Money, among shares: [PayerShare], client: Int64, budgets: inout [Int64: CoverageBudget]
  ) throws(Refusal) -> [PayerPart] {
    let (shares, clientIndex) = try completed(shares, client: client)
    guard gross >= .zero else { throw .invalid(.grossNegative) }
    var amounts = try Money.split(gross, by: shares.map(\.share), client: clientIndex)
    var deductibles = amounts.map { _ in Money.zero }
    var caps = deductibles
    for index in shares.indices where index != clientIndex {
      guard let id = shares[index].coverageID, var budget = budgets[id] else { continue }
      let deducted = min(amounts[index], budget.deductibleLeft)
      let covered = try amounts[index].subtracting(deducted)
      let paid = min(covered, budget.capLeft ?? covered)
      let above = try covered.subtracting(paid)
      budget.deductibleLeft = try budget.deductibleLeft.subtracting(deducted)
      budget.capLeft = try budget.capLeft.map { cap throws(Refusal) in try cap.subtracting(paid) }
      budgets[id] = budget
      amounts[index] = paid
      amounts[clientIndex] = try amounts[clientIndex].adding(deducted).adding(above)
      deductibles[index] = try deducted.negated()
      deductibles[clientIndex] = try deductibles[clientIndex].adding(deducted)
      caps[index] = try above.negated()
      caps[clientIndex] = try caps[clientIndex].adding(above)
    }
    let parts = shares.indices.map {
      PayerPart(
        role: shares[$0].role, payerClientID: shares[$0].payerClientID, share: shares[$0].share, gross: amounts[$0],
        deductible: deductibles[$0], cap: caps[$0])
    }
    // Leave out a client who was not named and pays nothing.
    return parts.filter { $0.share > .none || $0.gross > .zero }
  }

  /// The shares with the client's, who takes the rest of the whole.
  private static func completed(_ shares: [PayerShare], client: Int64) throws(Refusal) -> ([PayerShare], Int) {
    var reasons: [Reason] = []
    var total: Int64 = 0
    for (index, share) in shares.enumerated() {
      if share.role != .company, share.role != .client, share.payerClientID == nil {
        reasons.append(.payerMissing(share.role).at("/payers/\(index)/payer_client_id"))
      }
      if share.share < .none || share.share > .whole { reasons.append(.shareOutside.at("/payers/\(index)/share_bp")) }
      total = total.addingReportingOverflow(share.share.rawValue).partialValue
    }
    if reasons.isEmpty, total > Share.whole.rawValue { reasons.append(.sharesOverWhole.at("/payers")) }
    if shares.filter({ $0.role == .client }).count > 1 { reasons.append(.clientTwice.at("/payers")) }
    guard reasons.isEmpty else { throw .invalid(reasons) }
    let rest = Share(bp: Share.whole.rawValue - total)
    var all = shares
    let index = all.firstIndex { $0.role == .client } ?? all.count
    if index == all.count { all.append(PayerShare(.client, payerClientID: client, share: .none)) }
    all[index].payerClientID = all[index].payerClientID ?? client
    all[index].share = Share(bp: all[index].share.rawValue + rest.rawValue)
    return (all, index)
  }
}
