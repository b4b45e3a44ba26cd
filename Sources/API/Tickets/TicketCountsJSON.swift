internal import Desk
internal import Domain

enum TicketCountsJSON {
  static let counts = Shape<TicketCounts>("TicketCounts") { s in
    s.object("mine", sum) { $0.mine }
    s.object("unassigned_of_my_teams", sum) { $0.unassignedOfMyTeams }
    s.object("unassigned", sum) { $0.unassigned }
    s.object("all", sum) { $0.all }
    s.list("teams", team) { $0.teams }
  }

  private static let team = Shape<TicketCounts.OfTeam>("TicketCountsOfTeam") { s in
    s.integer("team_id") { $0.id }
    s.flag("mine") { $0.isMine }
    s.object("all", sum) { $0.all }
    s.object("unassigned", sum) { $0.unassigned }
  }

  private static let sum = Shape<TicketCounts.Sum>("TicketSum") { s in
    s.integer("open") { $0.open }
    s.integer("person_wanted") { $0.personWanted }
    s.integer("breached") { $0.breached }
    s.object("by_status", byStatus) { $0 }
  }

  private static let byStatus = Shape<TicketCounts.Sum>("TicketsByStatus") { s in
    s.integer("new") { $0.byStatus[.new] ?? 0 }
    s.integer("open") { $0.byStatus[.open] ?? 0 }
    s.integer("pending_client") { $0.byStatus[.pendingClient] ?? 0 }
    s.integer("on_hold") { $0.byStatus[.onHold] ?? 0 }
    s.integer("resolved") { $0.byStatus[.resolved] ?? 0 }
    s.integer("closed") { $0.byStatus[.closed] ?? 0 }
  }
}
