package import Domain

/// Teams of people who answer tickets. A team is never deleted; the built-in one is always there.
package struct Teams {
  private let context: Context
  private var table: TeamTable { TeamTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package struct Details: Sendable {
    package let team: Team
    package let members: [Int64]
  }

  package func find(_ id: Int64) throws -> Details { try details(context.find(TeamTable.self, id)) }

  package func list(_ page: PageRequest) throws -> Page<Details> {
    let teams = try Page(table.page(page), page)
    return try Page(items: teams.items.map(details), next: teams.next)
  }

  package func create(_ fill: (inout Team) -> Void) throws -> Details {
    let team = Team(at: context.now).with(fill)
    try checkName(of: team)
    if let reason = Most.teams.reason(against: try table.count()) { throw Refusal.conflict(reason) }
    let id = try table.insert(team)
    try context.record(.teamCreated, Subject(.team, id), TeamTable.form.changes(from: nil, to: team))
    return try context.settled { try find(id) }
  }

  package func edit(_ id: Int64, version: Versions?, _ change: (inout Team) -> Void) throws -> Details {
    try details(
      context.edit(TeamTable.self, id, version, change) { _, new in
        try checkName(of: new)
      } keep: { _, _, changes in
        try context.record(.teamChanged, Subject(.team, id), changes)
      })
  }

  /// Replaces the members of a team. Refuses users who may not answer tickets, and names all of them.
  package func setMembers(_ id: Int64, version: Versions?, _ users: [Int64]) throws -> Details {
    let old = try find(id)
    try context.match(version, old.team.version)
    let reasons = try users.enumerated().compactMap { index, user in try answererFault(user)?.at("/members/\(index)") }
    guard reasons.isEmpty else { throw Refusal.invalid(reasons) }
    let (before, after) = (Set(old.members), Set(users))
    guard before != after else { return old }
    try table.setMembers(after, of: id, was: before)
    try table.raiseVersion(id)
    try context.record(
      .teamMembersChanged, Subject(.team, id),
      [.fact("added", .ids(after.subtracting(before).sorted())), .fact("removed", .ids(before.subtracting(after).sorted()))])
    return try context.settled { try find(id) }
  }

  /// The reason why a user cannot own tickets; nil if there is none.
  func answererFault(_ userID: Int64) throws -> Reason? {
    guard let user = try UserTable(context.db).find(userID), user.status == .active else { return .noSuchUser }
    return user.role.may(.answerTickets) ? nil : .ticketPersonMayNot(user.name)
  }

  private func checkName(of team: Team) throws {
    if try table.find(name: team.name, butFor: team.id) != nil { throw Refusal.conflict(.teamExists) }
  }

  private func details(_ team: Team) throws -> Details { Details(team: team, members: try table.members(team.id)) }
}
