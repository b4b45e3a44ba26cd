package import Domain

/// Answers to clients, and notes that only staff see.
package struct TicketReplies {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package struct Written {
    package let ticket: Ticket
    package let message: Lent<MessagePicture>
  }

  package enum Outcome {
    case written(Written)
    /// The refusal. The text is kept as the caller's draft, so this outcome is returned and not thrown. `newer` lends what the client
    /// has written since, newest first.
    case refused(Refusal, newer: (((borrowing MessagePicture) -> Void) throws -> Void)?)
  }

  /// Answers the client; of a merged ticket, in the ticket that has its messages. Refused if the client has written since `seen`, so that nobody answers past a message.
  package func reply(
    _ id: Int64, version: Versions?, _ text: String, seen: Int64, then: Ticket.Then, files: [Int64] = []
  ) throws -> Outcome {
    let old = try TicketLookup(context).survivor(id)
    let user = try context.userID()
    let route = try AnswerRoute(of: old, context)
    let faults =
      try [ReplyTemplate.reason(againstSending: text), route?.reason(againstSending: files, context)].compactMap(\.self)
      + Files(context).faults(files)
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    let new: Ticket
    do {
      try context.match(version, old.version)
      guard old.lastClientMessageID <= seen else { throw Refusal.conflict(.ticketAnswered(old)) }
      new = try old.with { try $0.answer(by: user, then: then, at: context.now) }
    } catch let refusal as Refusal {
      try TicketAnswering(context).keep(text, seen: seen, for: old.id)
      let isOvertaken = old.lastClientMessageID > seen
      return .refused(refusal, newer: isOvertaken ? { try MessageTable(context.db).written(after: seen, in: old.id, $0) } : nil)
    }
    var message = Message(.outbound, by: .user, at: context.now)
    message.userID = user
    message.channelID = old.channelID
    message.text = text
    message.delivery = route?.delivery
    let messageID = try TicketWork(context).add(message, to: new, as: .ticketAnswered, was: old)
    try Files(context).attach(files, to: messageID)
    try route?.post(messageID, of: new, context)
    for one in Set([id, old.id]) { try TicketAnswering(context).finish(one, by: user) }
    return .written(try context.settled { try written(old.id, messageID) })
  }

  /// Adds a note, which only staff see. It changes no status. Whoever is mentioned must be one who answers tickets.
  package func note(_ id: Int64, _ text: String, mentions: [Int64], files: [Int64] = []) throws -> Written {
    let ticket = try TicketLookup(context).survivor(id)
    var message = Message(.note, by: .user, at: context.now)
    message.userID = try context.userID()
    message.text = text
    let faults = try mentions.enumerated().compactMap { index, user in try Teams(context).answererFault(user)?.at("/mentions/\(index)") }
    guard faults.isEmpty else { throw Refusal.invalid(faults) }
    try Files(context).check(files)
    message.mentions = Set(mentions).sorted()
    let messageID = try TicketWork(context).add(message, to: ticket, as: .ticketNoted)
    try Files(context).attach(files, to: messageID)
    if !message.mentions.isEmpty {
      try context.record(
        .ticketMentioned, ticket.eventSubject, [.fact("message_id", .integer(messageID)), .fact("user_ids", .ids(message.mentions))])
    }
    return try context.settled { try written(ticket.id, messageID) }
  }

  private func written(_ id: Int64, _ messageID: Int64) throws -> Written {
    Written(ticket: try context.find(TicketTable.self, id), message: context.message(messageID))
  }
}

extension Context {
  /// Lends a message for a response.
  func message(_ id: Int64) -> Lent<MessagePicture> {
    Lent(id) { body in
      if try !MessageTable(self.db).lend(id, body) { throw Refusal.notFound(.message) }
    }
  }
}
