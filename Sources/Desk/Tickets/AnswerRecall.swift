internal import Domain

/// Takes back an answer that has not left yet. It stays as a note, its text is the writer's draft again, and the ticket waits as before.
package struct AnswerRecall {
  private let context: Context
  private var messages: MessageTable { MessageTable(context.db) }
  package init(_ context: Context) { self.context = context }

  package func takeBack(_ messageID: Int64, of id: Int64, version: Versions?) throws -> TicketReplies.Written {
    let ticket = try TicketLookup(context).survivor(id)
    try context.match(version, ticket.version)
    let message = try context.find(MessageTable.self, messageID)
    guard message.ticketID == ticket.id else { throw Refusal.notFound(.message) }
    let user = try context.userID()
    guard message.isCorrectable(by: user) else { throw Refusal.conflict(.messageNotOnesOwn) }
    guard let dispatch = try DispatchTable(context.db).find(message: messageID), dispatch.isRecallable else {
      throw Refusal.conflict(.answerGone)
    }
    guard try !messages.hasWords(after: messageID, in: ticket.id) else { throw Refusal.conflict(.answerNotLast) }
    try DispatchTable(context.db).update(dispatch.with { $0.end(.takenBack, "", at: context.now) })
    try messages.set(delivery: .takenBack, of: messageID)
    try messages.makeNote(of: messageID)
    try TicketAnswering(context).keep(message.text, seen: ticket.lastClientMessageID, for: ticket.id)
    let since = try messages.waitingSince(in: ticket)
    try TicketWork(context).changeMoved(
      ticket, to: ticket.with { $0.takeBack(answerOf: message.createdAt, waitingSince: since) }, as: .ticketAnswerTakenBack,
      [.fact("message_id", .integer(messageID))], clocks: .unanswer(message.createdAt))
    return try context.settled {
      TicketReplies.Written(ticket: try context.find(TicketTable.self, ticket.id), message: context.message(messageID))
    }
  }
}
