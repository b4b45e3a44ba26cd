/// How far a bill may pass what the client approved: nothing for a person (Russian rules for car repair), a tenth for a company
/// unless agreed otherwise, plus what the standing instruction allows. `only_listed` allows nothing at all.
package struct Overrun: Equatable, Sendable {
  /// The client's own part of what was approved by word or signature, not by the standing instruction.
  package let approved: Money
  package let tolerance: Money
  package let standing: Money

  package init(
    approved: Money, client: Client, instruction: WorkOrder.StandingInstruction, standingLimit: Money?,
    companyDefault: Share = Share(bp: 1000)
  ) throws(Refusal) {
    self.approved = approved
    let share = client.overrun ?? (client.kind == .company ? companyDefault : .none)
    switch instruction {
    case .onlyListed: (tolerance, standing) = (.zero, .zero)
    case .callMe: (tolerance, standing) = (try approved.part(share), .zero)
    case .upTo: (tolerance, standing) = (try approved.part(share), standingLimit ?? .zero)
    }
  }

  /// The most that may be billed to the client.
  package func most() throws(Refusal) -> Money { try approved.adding(tolerance).adding(standing) }

  package func reason(againstBilling total: Money) throws(Refusal) -> Reason? {
    let most = try most()
    return total > most ? .exceedsApproved(total, most) : nil
  }

  /// May extra work be done on the standing instruction, `already` of it being used? Otherwise the client is asked.
  package func reason(againstExtra extra: Money, already: Money) throws(Refusal) -> Reason? {
    let total = try already.adding(extra)
    return total > standing ? .standingExceeded(total, standing) : nil
  }
}
