package import Domain

/// How a ticket's targets are counted: the policy and why it, each clock with the time counted, and the pauses.
package struct SLAWorking: Sendable {
  /// A policy that was tried before and is not for the ticket, with the feature in which they differ.
  package struct PassedOver: Sendable {
    package let policy: SLAPolicy
    package let feature: SLAPolicy.Feature
  }

  package struct Clock: Sendable {
    package let clock: SLAClock
    package let warnAt: Instant?
    /// Working time until now or until the clock's end.
    package let spentSeconds: Int64
    package let leftSeconds: Int64
    package let spans: [Range<Instant>]
  }

  package let ticket: Ticket
  package let tier: String?
  package let policy: SLAPolicy?
  package let passedOver: [PassedOver]
  package let clocks: [Clock]
  package let pauses: [TicketPause]
}

package struct SLAWorkings {
  private let context: Context
  private var table: SLAClockTable { SLAClockTable(context.db) }
  package init(_ context: Context) { self.context = context }

  /// Of a merged ticket's id, the counting of the ticket that has its messages.
  package func find(_ id: Int64) throws -> SLAWorking {
    let ticket = try TicketLookup(context).survivor(id)
    let tier = try ticket.clientID.flatMap { try ClientTable(context.db).tier(of: $0) }
    let policy = try ticket.slaPolicyID.map { try context.find(SLAPolicyTable.self, $0) }
    let pauses = try table.pauses(of: ticket.id)
    return SLAWorking(
      ticket: ticket, tier: tier, policy: policy, passedOver: try passedOver(ticket, tier, policy),
      clocks: try table.newest(of: ticket.id).map { try working($0, pauses) }, pauses: pauses)
  }

  private func passedOver(_ ticket: Ticket, _ tier: String?, _ policy: SLAPolicy?) throws -> [SLAWorking.PassedOver] {
    let features = ticket.features(tier: tier)
    return try SLAPolicyTable(context.db).all().prefix { $0.id != policy?.id }.filter { $0.status == .active }.compactMap { policy in
      policy.features.mismatch(features).map { SLAWorking.PassedOver(policy: policy, feature: $0) }
    }
  }

  private func working(_ clock: SLAClock, _ pauses: [TicketPause]) throws -> SLAWorking.Clock {
    let hours = try context.hours(of: clock.calendarID)
    let spent = clock.spent(at: context.now, hours)
    let spans = clock.stretches(pauses, until: context.now).lazy.flatMap { hours.spans(from: $0.lowerBound, to: $0.upperBound) }
    return SLAWorking.Clock(
      clock: clock, warnAt: clock.state == .running && clock.warnedAt == nil ? clock.warnAt(hours) : nil, spentSeconds: spent / 1_000,
      leftSeconds: clock.minutes * 60 - spent / 1_000, spans: Array(spans.prefix(WorkingPeriod.most)))
  }
}
