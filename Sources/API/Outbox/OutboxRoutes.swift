internal import Desk
internal import Domain

extension Room {
  package static let outbox = Room("Outbox") { r in
    r.list("/v1/dispatches", "What is sent to people outside, newest first", .setUpDesk, query: DispatchQuery.self, OutboxJSON.dispatch) {
      call, query, page in
      try Dispatches(call.context).list(query.filter, page)
    }
    r.get("/v1/dispatches/{id}", "One dispatch", .setUpDesk, OutboxJSON.dispatch) { call in try Dispatches(call.context).find(call.id()) }
    r.action("/v1/dispatches/{id}/send-again", "Send what has failed once more", .setUpDesk, OutboxJSON.dispatch) { call, version in
      try Dispatches(call.context).sendAgain(call.id(), version: version)
    }
    r.get("/v1/tickets/{id}/messages/{message_id}/delivery", "How an answer gets to the client", .readTickets, OutboxJSON.dispatch) {
      call in
      try Dispatches(call.context).find(ofMessage: call.id(1), in: call.id())
    }
    r.action(
      "/v1/tickets/{id}/messages/{message_id}/take-back", "Take back one's answer before it leaves", .answerTickets, MessageJSON.written
    ) { call, version in try AnswerRecall(call.context).takeBack(call.id(1), of: call.id(), version: version) }

    r.get("/v1/me/notices", "How one wants to hear of tickets", .readTickets, NoticeJSON.settings) { call in
      try Notices(call.context).settings()
    }
    r.put("/v1/me/notices", "Say how one wants to hear of tickets", .readTickets, takes: NoticeSettingsBody.self, NoticeJSON.settings) {
      call, body in
      try Notices(call.context).set(body.apply)
    }

    r.action(
      "/v1/channels/{id}/hook", "Say which program sends the channel's answers; its secret is shown this once", .channels,
      takes: ChannelHookBody.self, ChannelJSON.opened, secret: true
    ) { call, body, version in try Channels(call.context).setHook(call.id(), version: version, body.url) }
    r.delete("/v1/channels/{id}/hook", "Let no program send the channel's answers", .channels) { call, version in
      try Channels(call.context).removeHook(call.id(), version: version)
    }
    r.action(
      "/v1/channels/{id}/delivery-receipts", "Say what became of a message that the desk has sent, with the channel's secret", nil,
      takes: DeliveryReceiptBody.self, OutboxJSON.dispatch
    ) { call, body in try Dispatches(call.context).note(body.receipt, from: call.id()) }
  }
}
