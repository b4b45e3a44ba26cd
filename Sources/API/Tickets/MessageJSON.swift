internal import Desk
internal import Domain
internal import HTTP
internal import JSON

enum MessageJSON {
  static let message = LentShape<MessagePicture>("Message") { s in
    s.integer("id") { $0.id }
    s.integer("ticket_id") { $0.ticketID }
    s.word("kind", of: Message.Kind.self) { $0.kind }
    s.word("author", of: Message.Author.self) { $0.author }
    s.integer("user_id") { $0.userID }
    s.integer("contact_id") { $0.contactID }
    s.integer("channel_id") { $0.channelID }
    s.text("external_id") { $0.externalID }
    s.text("conversation_id") { $0.conversationID }
    s.object("from", sender) { $0.sender }
    s.text("text") { $0.text }
    s.texts("flags", lent: { $0.flags($1) })
    s.integers("mentions") { $0.mentions }
    s.time("sent_at") { $0.sentAt }
    s.word("delivery", of: Dispatch.Status.self) { $0.delivery }
    s.time("created_at") { $0.createdAt }
    s.time("changed_at") { $0.changedAt }
    s.integer("version") { $0.version }
  }

  static let former = Shape<MessageCorrections.Former>("FormerMessage") { s in
    s.integer("version") { $0.version }
    s.text("text") { $0.text }
    s.time("at") { $0.at }
  }

  private static let sender = Shape<Message.Sender>("MessageSender") { s in
    s.text("address") { $0.address }
    s.text("name") { $0.name }
    s.text("phone") { $0.phone }
    s.text("email") { $0.email }
  }

  static let filed = Shape<Filed>("FiledMessage") { s in
    s.object("message", message) { $0.message }
    s.integer("ticket_id") { $0.ticket.id }
    s.text("ticket_number") { $0.ticket.number }
    s.word("why") { $0.why }
    s.word("found_by") { $0.found }
  }

  static let written = Shape<TicketReplies.Written>("WrittenMessage") { s in
    s.object("ticket", TicketJSON.ticket) { $0.ticket }
    s.object("message", message) { $0.message }
  }

  static let reply = ReplyShape()
}

/// The response to a reply: what was written, or a refusal that shows what the client has written since.
struct ReplyShape: AnswerShape {
  var schema: Schema { MessageJSON.written.schema }
  var names: Selection.Names { MessageJSON.written.names }
  var isVersioned: Bool { MessageJSON.written.isVersioned }

  func answer(_ made: TicketReplies.Outcome, to call: Call, status: Int) throws -> Response {
    switch made {
    case .written(let written): return try MessageJSON.written.answer(written, to: call, status: status)
    case .refused(let refusal, let newer):
      var failure: (any Error)?
      let response = Problem.response(refusal, call.request) { pen in
        guard let newer else { return }
        pen.json.key("newer_messages")
        pen.json.beginArray()
        do { try newer { message in MessageJSON.message.shape.write(message, &pen) } } catch { failure = error }
        pen.json.endArray()
      }
      if let failure { throw failure }
      return response
    }
  }
}
