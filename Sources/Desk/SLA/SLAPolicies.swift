package import Domain

/// The policies of the desk. A policy is never deleted, because tickets were counted by it; a closed one applies to none.
package struct SLAPolicies {
  private let context: Context
  private var table: SLAPolicyTable { SLAPolicyTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func find(_ id: Int64) throws -> SLAPolicy { try context.find(SLAPolicyTable.self, id) }

  package func list(_ page: PageRequest) throws -> Page<SLAPolicy> {
    try Page(table.page(page), page) { Cursor(key: .integer($0.position), id: $0.id) }
  }

  package func create(_ fill: (inout SLAPolicy) -> Void) throws -> SLAPolicy {
    var policy = SLAPolicy(at: context.now).with(fill)
    if policy.position == 0 { policy.position = min(try table.lastPosition() + 1, SLAPolicy.lastPosition) }
    try check(policy, was: nil)
    if let reason = Most.slaPolicies.reason(against: try table.count()) { throw Refusal.conflict(reason) }
    let id = try table.insert(policy)
    try context.record(.slaPolicyCreated, Subject(.slaPolicy, id), SLAPolicyTable.form.changes(from: nil, to: policy))
    return try context.settled { try find(id) }
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout SLAPolicy) -> Void) throws -> SLAPolicy {
    try context.edit(SLAPolicyTable.self, id, version, change) { old, new in
      try check(new, was: old)
    } keep: { _, _, changes in
      try context.record(.slaPolicyChanged, Subject(.slaPolicy, id), changes)
    }
  }

  private func check(_ policy: SLAPolicy, was old: SLAPolicy?) throws {
    var faults: [Reason] = []
    let channel = try policy.features.channelID.flatMap { try ChannelTable(context.db).find($0) }
    if channel == nil, policy.features.channelID != nil { faults.append(Reason.noSuchChannel.at("/channel_id")) }
    if let id = policy.calendarID, try CalendarTable(context.db).find(id) == nil { faults.append(Reason.noSuchCalendar.at("/calendar_id")) }
    faults += policy.faults(channel: channel)
    if policy.escalation != old?.escalation { faults += try policy.escalation.enumerated().compactMap(fault) }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    // The standard's own policies come last, so that one for the same tickets goes before them.
    let rivals = try table.all().filter { $0.id != policy.id && $0.status == .active && !$0.isStandard }
    if policy.status == .active, !policy.isStandard, let other = rivals.first(where: { $0.features == policy.features }) {
      throw Refusal.conflict(.slaAlike(other))
    }
  }

  private func fault(_ index: Int, _ step: EscalationStep) throws -> Reason? {
    if let person = step.personID { return try Teams(context).answererFault(person)?.at("/escalation/\(index)/person_id") }
    guard let team = step.teamID, try TeamTable(context.db).find(team) == nil else { return nil }
    return Reason.noSuchTeam.at("/escalation/\(index)/team_id")
  }
}
