package import Domain

/// All counts of a person's desk, from kept sums.
package struct TicketCounts: Sendable {
  package struct Sum: Sendable {
    package private(set) var byStatus: [Ticket.Status: Int64] = [:]
    /// Open ones whose client waits for a person.
    package private(set) var personWanted: Int64 = 0
    /// Open ones a target of which was missed.
    package private(set) var breached: Int64 = 0

    package var open: Int64 { byStatus.reduce(0) { $1.key.isOpen ? $0 + $1.value : $0 } }

    fileprivate mutating func add(_ row: TicketSumTable.Row) {
      byStatus[row.status, default: 0] += row.tickets
      personWanted += row.personWanted
      breached += row.breached
    }
  }

  package struct OfTeam: Sendable {
    package let id: Int64
    /// True if the caller belongs to it.
    package let isMine: Bool
    package fileprivate(set) var all = Sum()
    package fileprivate(set) var unassigned = Sum()
  }

  package private(set) var mine = Sum()
  /// Those that nobody has, in the queues of the caller's teams.
  package private(set) var unassignedOfMyTeams = Sum()
  package private(set) var unassigned = Sum()
  package private(set) var all = Sum()
  /// The teams that have had tickets, and the caller's.
  package private(set) var teams: [OfTeam] = []

  package init(_ context: Context) throws {
    let user = context.actor.userID ?? 0
    let mine = Set(try TeamTable(context.db).teams(of: user))
    var teams = Dictionary(uniqueKeysWithValues: mine.map { ($0, OfTeam(id: $0, isMine: true)) })
    for row in try TicketSumTable(context.db).rows(ofPerson: user) {
      switch row.scope {
      case .person: self.mine.add(row)
      case .team:
        teams[row.id, default: OfTeam(id: row.id, isMine: false)].all.add(row)
        all.add(row)
      case .queue:
        teams[row.id, default: OfTeam(id: row.id, isMine: false)].unassigned.add(row)
        unassigned.add(row)
        if mine.contains(row.id) { unassignedOfMyTeams.add(row) }
      }
    }
    self.teams = teams.values.sorted { $0.id < $1.id }
  }
}
