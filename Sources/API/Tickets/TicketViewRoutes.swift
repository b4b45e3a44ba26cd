internal import Desk
internal import Domain

extension Room {
  static func ticketDesk(_ r: inout Room) {
    r.get("/v1/ticket-counts", "All counts of the caller's desk", .readDesk, TicketCountsJSON.counts) { call in
      try TicketCounts(call.context)
    }
    r.list("/v1/ticket-views", "Kept lists of tickets: one's own and those that others share", .readDesk, TicketViewJSON.view) {
      call, page in
      try TicketViews(call.context).list(page)
    }
    r.get("/v1/ticket-views/{id}", "One kept list", .readDesk, TicketViewJSON.view) { call in try TicketViews(call.context).find(call.id())
    }
    r.create(
      "/v1/ticket-views", "Keep a list of tickets under a name", .answerTickets, takes: New<TicketView>.self, TicketViewJSON.view,
      at: { "/v1/ticket-views/\($0.id)" }
    ) { call, body in try TicketViews(call.context).create(body.fill) }
    r.patch("/v1/ticket-views/{id}", "Change a kept list", .answerTickets, takes: Change<TicketView>.self, TicketViewJSON.view) {
      call, body, version in
      try TicketViews(call.context).edit(call.id(), version: version, body.apply)
    }
    r.delete("/v1/ticket-views/{id}", "Drop a kept list", .answerTickets) { call, version in
      try TicketViews(call.context).delete(call.id(), version: version)
    }
  }
}
