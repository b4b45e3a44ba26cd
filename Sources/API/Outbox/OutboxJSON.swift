package import Desk
internal import Domain
internal import JSON

package enum OutboxJSON {
  static let dispatch = Shape<Dispatch>("Dispatch", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.word("purpose") { $0.purpose }
    s.word("way") { $0.way }
    s.integer("channel_id") { $0.channelID }
    s.integer("message_id") { $0.messageID }
    s.integer("client_id") { $0.clientID }
    s.integer("user_id") { $0.userID }
    s.text("address", sight: .contacts) { $0.address }
    s.text("name", sight: .contacts) { $0.name }
    s.text("mail_id") { $0.mailID }
    s.word("status") { $0.status }
    s.integer("attempts") { $0.attempts }
    s.time("due_at") { $0.status == .queued ? $0.dueAt : nil }
    s.text("result", sight: .contacts) { $0.result }
    s.time("created_at") { $0.createdAt }
    s.time("ended_at") { $0.endedAt }
    s.integer("version") { $0.version }
  }

  static let outgoing = Shape<OutgoingMessage>("OutgoingMessage") { s in
    s.integer("id") { $0.id }
    s.word("purpose") { $0.purpose }
    s.integer("channel_id") { $0.channelID }
    s.object("to", recipient) { $0 }
    s.text("text") { $0.text }
    s.text("conversation_id") { $0.conversationID }
    s.text("reply_to_external_id") { $0.replyTo }
    s.integer("message_id") { $0.messageID }
    s.integer("ticket_id") { $0.ticketID }
    s.text("ticket_number") { $0.ticketNumber }
    s.list("files", file) { $0.files }
    s.time("created_at") { $0.createdAt }
  }

  private static let file = Shape<StoredFile>("OutgoingFile") { s in
    s.integer("id") { $0.id }
    s.text("name") { $0.name }
    s.text("media_type") { $0.mediaType }
    s.integer("size") { $0.size }
  }

  private static let recipient = Shape<OutgoingMessage>("MessageRecipient") { s in
    s.text("address") { $0.address }
    s.text("name") { $0.name }
  }

  /// The body of a request to a channel's program.
  package static func bytes(_ message: OutgoingMessage) -> [UInt8] {
    var pen = Pen(.en)
    outgoing.write(message, &pen)
    return pen.json.finish()
  }
}

struct DispatchQuery: Declared {
  let filter: DispatchFilter
  init(_ fields: inout Fields) {
    var filter = DispatchFilter()
    filter.status = fields.optional("status", .choice())
    filter.clientID = fields.optional("client_id", .id)
    self.filter = filter
  }
}

struct ChannelHookBody: Declared {
  let url: String
  init(_ fields: inout Fields) { url = fields.required("url", .hookURL, "https:// (through the machine's curl) or http://") }
  static let example: String? = #"{"url":"http://127.0.0.1:9000/send"}"#
}

struct DeliveryReceiptBody: Declared {
  let receipt: Dispatches.Receipt
  init(_ fields: inout Fields) {
    let id = fields.required("id", .id, "Of the message that the desk has sent")
    let outcome: Dispatches.Receipt.Outcome = fields.required("status", .choice())
    let reason = fields.optional("reason", .text(1...500), or: "", "Why it failed")
    receipt = Dispatches.Receipt(dispatchID: id, outcome, words: reason)
  }
  static let example: String? = #"{"id":1,"status":"delivered"}"#
}
