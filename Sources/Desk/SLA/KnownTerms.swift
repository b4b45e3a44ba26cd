internal import Domain

/// Policies and hours that one piece of work asks for, each read once.
final class KnownTerms {
  private let context: Context
  private var inOrder: [SLAPolicy]?
  private var policies: [Int64: SLAPolicy] = [:]
  private var calendars: [Int64: Int64] = [:]
  private var hours: [Int64: WorkingHours] = [:]
  init(_ context: Context) { self.context = context }

  /// The first policy for a ticket, with its hours. A trial has none.
  func find(for ticket: Ticket) throws -> SLATerms? {
    guard !ticket.isTest else { return nil }
    let all = try inOrder ?? SLAPolicyTable(context.db).all()
    inOrder = all
    let asksTier = all.contains { $0.features.tier != nil }
    let tier = asksTier ? try ticket.clientID.flatMap { try ClientTable(context.db).tier(of: $0) } : nil
    guard let policy = SLAPolicy.first(of: all, for: ticket.features(tier: tier)) else { return nil }
    policies[policy.id] = policy
    return try terms(policy, ticket)
  }

  /// The terms that were found for a ticket before.
  func known(_ ticket: Ticket) throws -> SLATerms? { try ticket.slaPolicyID.map { try terms(policy($0), ticket) } }

  private func terms(_ policy: SLAPolicy, _ ticket: Ticket) throws -> SLATerms {
    let calendar = try policy.calendarID ?? ticket.channelID.flatMap(calendar(ofChannel:)) ?? DeskCalendar.centre
    return SLATerms(policy: policy, calendarID: calendar, hours: try hours(calendar))
  }

  private func calendar(ofChannel id: Int64) throws -> Int64? {
    if let known = calendars[id] { return known }
    let found = try ChannelTable(context.db).calendar(of: id)
    calendars[id] = found
    return found
  }

  func policy(_ id: Int64) throws -> SLAPolicy {
    if let known = policies[id] { return known }
    let policy = try context.find(SLAPolicyTable.self, id)
    policies[id] = policy
    return policy
  }

  func hours(_ calendarID: Int64) throws -> WorkingHours {
    if let known = hours[calendarID] { return known }
    let found = try context.hours(of: calendarID)
    hours[calendarID] = found
    return found
  }
}
