internal import Desk
internal import Domain

extension Room {
  static func callbacks(_ r: inout Room) {
    r.list("/v1/callbacks", "Promised calls, the first slot first", .readDesk, query: CallbackQuery.self, CallbackJSON.callback) {
      call, query, page in
      try Callbacks(call.context).list(query.filter, page)
    }
    r.get("/v1/callbacks/{id}", "One promised call, with the calls made", .readDesk, CallbackJSON.details) { call in
      try Callbacks(call.context).find(call.id())
    }
    r.create(
      "/v1/callbacks", "Promise to call a client", .answerTickets, takes: New<Callback>.self, CallbackJSON.details,
      at: { "/v1/callbacks/\($0.callback.id)" }
    ) { call, body in try Callbacks(call.context).promise(body.fill) }
    r.patch(
      "/v1/callbacks/{id}", "Agree on another slot, number or person", .answerTickets, takes: Change<Callback>.self, CallbackJSON.details
    ) {
      call, body, version in
      try Callbacks(call.context).edit(call.id(), version: version, body.apply)
    }
    r.action(
      "/v1/callbacks/{id}/attempt", "Say how a call went", .answerTickets, takes: CallbackAttemptBody.self, CallbackJSON.details
    ) { call, body, version in try Callbacks(call.context).attempt(call.id(), version: version, body.outcome, note: body.note) }
    r.action("/v1/callbacks/{id}/cancel", "Call it off", .answerTickets, takes: TicketReasonBody.self, CallbackJSON.details) {
      call, body, version in
      try Callbacks(call.context).cancel(call.id(), version: version, reason: body.reason)
    }
  }
}
