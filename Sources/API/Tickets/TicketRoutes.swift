internal import Desk
internal import Domain

extension Room {
  package static let tickets = Room("Tickets") { r in
    teams(&r)
    channels(&r)
    contacts(&r)
    tickets(&r)
    work(&r)
    answering(&r)
    sorting(&r)
    messages(&r)
    ticketDesk(&r)
    callbacks(&r)
    replyTemplates(&r)
  }

  private static func teams(_ r: inout Room) {
    r.list("/v1/teams", "Teams that answer tickets", .readDesk, ChannelJSON.team) { call, page in try Teams(call.context).list(page) }
    r.get("/v1/teams/{id}", "One team", .readDesk, ChannelJSON.team) { call in try Teams(call.context).find(call.id()) }
    r.create(
      "/v1/teams", "Add a team", .setUpDesk, takes: New<Team>.self, ChannelJSON.team, at: { "/v1/teams/\($0.team.id)" }
    ) { call, body in try Teams(call.context).create(body.fill) }
    r.patch("/v1/teams/{id}", "Rename a team", .setUpDesk, takes: Change<Team>.self, ChannelJSON.team) { call, body, version in
      try Teams(call.context).edit(call.id(), version: version, body.apply)
    }
    r.put("/v1/teams/{id}/members", "Say who belongs to it", .setUpDesk, takes: TeamMembersBody.self, ChannelJSON.team) {
      call, body, version in
      try Teams(call.context).setMembers(call.id(), version: version, body.members)
    }
  }

  private static func channels(_ r: inout Room) {
    r.list("/v1/channels", "Ways by which clients write or call", .readDesk, ChannelJSON.channel) { call, page in
      try Channels(call.context).list(page)
    }
    r.get("/v1/channels/{id}", "One channel", .readDesk, ChannelJSON.channel) { call in try Channels(call.context).find(call.id()) }
    r.create(
      "/v1/channels", "Add a channel; its secret is shown this once", .channels, takes: New<Channel>.self, ChannelJSON.opened,
      at: { "/v1/channels/\($0.channel.id)" }, secret: true
    ) { call, body in try Channels(call.context).create(body.fill) }
    r.patch("/v1/channels/{id}", "Change a channel", .setUpDesk, takes: Change<Channel>.self, ChannelJSON.channel) { call, body, version in
      try Channels(call.context).edit(call.id(), version: version, body.apply)
    }
    r.action(
      "/v1/channels/{id}/rotate", "Make a new secret; the one before stays valid until the next time", .channels, takes: NoBody.self,
      ChannelJSON.opened, secret: true
    ) { call, _, version in try Channels(call.context).rotate(call.id(), version: version) }
    r.action(
      "/v1/channels/{id}/messages", "Hand over a message, with the channel's secret", nil, takes: IncomingMessageBody.self,
      MessageJSON.filed
    ) { call, body in try TicketIntake(call.context).take(body.message, from: call.id()) }
    r.orCarrying(IncomingMessageBody.self, MessageJSON.filed, MessageFiling.file)
    r.orFile("message/rfc822", "A mail as it came, to the byte. It is never refused for what it holds.", MailJSON.filed, MailFiling.file)
  }

  private static func tickets(_ r: inout Room) {
    r.list("/v1/tickets", "Tickets", .readDesk, query: TicketQuery.self, TicketJSON.ticket, on: .worker) { call, query, page in
      try Tickets(call.context).list(query.filter, page)
    }
    r.get(
      "/v1/tickets/{id}",
      "One ticket with its last 20 messages and notes, newest first; a merged one's id answers with what it was merged into", .readDesk,
      TicketJSON.detail
    ) { call in
      try Tickets(call.context).show(call.id())
    }
    r.rows(
      "/v1/tickets/{id}/messages", "Its messages and notes, newest first", .readTickets, query: NoQuery.self, MessageJSON.message.shape
    ) {
      call, _, page, write in
      try Tickets(call.context).messages(of: call.id(), page, write)
    }
    r.get("/v1/tickets/{id}/moves", "What can be done with it, and what stands against the rest", .readDesk, TicketJSON.moves) { call in
      try Tickets(call.context).moves(of: call.id())
    }
    r.create(
      "/v1/tickets", "Open a ticket for somebody on the phone or at the desk", .answerTickets, takes: TicketBody.self, TicketJSON.ticket,
      at: { "/v1/tickets/\($0.id)" }
    ) { call, body in try Tickets(call.context).open(body.opening) }
    r.patch("/v1/tickets/{id}", "Change what a ticket is about", .answerTickets, takes: TicketPatch.self, TicketJSON.ticket) {
      call, body, version in
      try Tickets(call.context).edit(call.id(), version: version, body.apply)
    }
  }

  private static func work(_ r: inout Room) {
    r.action("/v1/tickets/{id}/take", "Make it one's own", .answerTickets, TicketJSON.ticket) { call, version in
      try Tickets(call.context).take(call.id(), version: version)
    }
    r.action("/v1/tickets/{id}/assign", "Give it to a person or a team", .answerTickets, takes: AssignBody.self, TicketJSON.ticket) {
      call, body, version in
      try Tickets(call.context).assign(call.id(), version: version, person: body.personID, team: body.teamID, reason: body.reason)
    }
    r.action("/v1/tickets/{id}/reply", "Answer the client", .answerTickets, takes: ReplyBody.self, MessageJSON.reply) {
      call, body, version in
      try TicketReplies(call.context).reply(
        call.id(), version: version, body.text, seen: body.seen, then: body.then, files: body.files)
    }
    r.action("/v1/tickets/{id}/note", "Add a note that only staff see", .answerTickets, takes: NoteBody.self, MessageJSON.written) {
      call, body in
      try TicketReplies(call.context).note(call.id(), body.text, mentions: body.mentions, files: body.files)
    }
    r.action("/v1/tickets/{id}/wait", "Wait for the client", .answerTickets, takes: TicketReasonBody.self, TicketJSON.ticket) {
      call, body, version in
      try Tickets(call.context).go(call.id(), version: version, .wait, reason: body.reason)
    }
    r.action("/v1/tickets/{id}/hold", "Put it off until a time", .answerTickets, takes: TicketHoldBody.self, TicketJSON.ticket) {
      call, body, version in
      try Tickets(call.context).hold(call.id(), version: version, until: body.until, reason: body.reason)
    }
    r.action("/v1/tickets/{id}/resolve", "Say that it is answered", .answerTickets, takes: TicketReasonBody.self, TicketJSON.ticket) {
      call, body, version in
      try Tickets(call.context).go(call.id(), version: version, .resolve, reason: body.reason)
    }
    r.action("/v1/tickets/{id}/close", "End the time for reopening", .answerTickets, takes: TicketReasonBody.self, TicketJSON.ticket) {
      call, body, version in
      try Tickets(call.context).go(call.id(), version: version, .close, reason: body.reason)
    }
    r.action("/v1/tickets/{id}/reopen", "Open it again", .answerTickets, takes: TicketReasonBody.self, TicketJSON.ticket) {
      call, body, version in
      try Tickets(call.context).go(call.id(), version: version, .reopen, reason: body.reason)
    }
  }

  private static func messages(_ r: inout Room) {
    r.patch(
      "/v1/tickets/{id}/messages/{message_id}", "Correct one's own answer or note", .answerTickets, takes: MessagePatch.self,
      MessageJSON.message
    ) { call, body, version in
      try MessageCorrections(call.context).correct(call.id(1), of: call.id(), version: version, body.text)
    }
    r.list(
      "/v1/tickets/{id}/messages/{message_id}/versions", "What it said before corrections, newest first", .readTickets, MessageJSON.former
    ) { call, page in try MessageCorrections(call.context).former(call.id(1), of: call.id(), page) }
    r.list(
      "/v1/tickets/{id}/messages/{message_id}/files", "Files that came with a message: the mail itself, and what was attached",
      .readTickets, FileJSON.file
    ) { call, page in try Files(call.context).list(ofMessage: call.id(1), of: call.id(), page) }
    r.create(
      "/v1/tickets/{id}/work-order", "Open a work order for what the client wrote about", .orders, takes: WorkOrderBody.self,
      WorkOrderJSON.order, at: { "/v1/work-orders/\($0.id)" }
    ) { call, body, version in
      try TicketOrders(call.context).open(call.id(), version: version) { ticket in
        try body.opening(at: call.context.now, client: ticket.clientID, vehicle: ticket.vehicleID)
      }
    }
  }

  private static func sorting(_ r: inout Room) {
    r.action(
      "/v1/tickets/{id}/spam", "Close it as spam, out of all figures", .answerTickets, takes: TicketReasonBody.self, TicketJSON.ticket
    ) {
      call, body, version in
      try Tickets(call.context).go(call.id(), version: version, .spam, reason: body.reason)
    }
    r.action("/v1/tickets/{id}/tag", "Add and remove tags", .answerTickets, takes: TicketTagBody.self, TicketJSON.ticket) {
      call, body, version in
      try TicketSorting(call.context).tag(call.id(), version: version, add: body.add, remove: body.remove)
    }
    r.action("/v1/tickets/{id}/link", "Link it with another ticket", .answerTickets, takes: TicketLinkBody.self, TicketJSON.detail) {
      call, body, version in
      try TicketSorting(call.context).link(call.id(), version: version, to: body.ticketID)
    }
    r.action("/v1/tickets/{id}/unlink", "Take the link away", .answerTickets, takes: TicketLinkBody.self, TicketJSON.detail) {
      call, body, version in
      try TicketSorting(call.context).unlink(call.id(), version: version, from: body.ticketID)
    }
    r.create(
      "/v1/tickets/{id}/split", "Move messages into a new ticket", .answerTickets, takes: TicketSplitBody.self, TicketJSON.ticket,
      at: { "/v1/tickets/\($0.id)" }
    ) { call, body, version in
      try TicketSorting(call.context).split(call.id(), version: version, messages: body.messageIDs, subject: body.subject)
    }
    r.action(
      "/v1/tickets/{id}/merge", "Take over the messages of another ticket", .answerTickets, takes: TicketMergeBody.self, TicketJSON.merge
    ) {
      call, body, version in
      try TicketMerges(call.context).merge(
        body.mergedID, into: call.id(), version: version, reason: body.reason, ofTwoClients: body.ofTwoClients)
    }
    r.action(
      "/v1/tickets/{id}/unmerge", "Give a merged ticket back exactly what it brought", .answerTickets, takes: TicketUnmergeBody.self,
      TicketJSON.merge
    ) { call, body, version in try TicketMerges(call.context).undo(body.mergedID, from: call.id(), version: version) }
    r.list("/v1/tickets/{id}/merges", "Its merges, undone ones too, newest first", .readDesk, TicketJSON.merge) { call, page in
      try TicketMerges(call.context).list(of: call.id(), page)
    }
  }

  private static func answering(_ r: inout Room) {
    r.action(
      "/v1/tickets/{id}/lease", "Show that one is answering, for 60 seconds; again to go on", .answerTickets, TicketJSON.leases
    ) { call, version in try TicketAnswering(call.context).take(call.id(), version: version) }
    r.delete("/v1/tickets/{id}/lease", "Show that one no longer answers", .answerTickets) { call, version in
      try TicketAnswering(call.context).giveBack(call.id(), version: version)
    }
    r.get("/v1/tickets/{id}/draft", "One's own unsent answer", .answerTickets, TicketJSON.draft) { call in
      try TicketAnswering(call.context).draft(call.id())
    }
    r.put("/v1/tickets/{id}/draft", "Keep an unsent answer", .answerTickets, takes: DraftBody.self, TicketJSON.draft) {
      call, body, version in
      try TicketAnswering(call.context).saveDraft(call.id(), version: version, body.text, seen: body.seen)
    }
    r.delete("/v1/tickets/{id}/draft", "Throw an unsent answer away", .answerTickets) { call, version in
      try TicketAnswering(call.context).dropDraft(call.id(), version: version)
    }
  }
}
