internal import Desk
internal import Domain

enum TicketJSON {
  static let ticket = Shape<Ticket>("Ticket", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.text("number") { $0.number }
    s.word("kind") { $0.kind }
    s.word("status") { $0.status }
    s.word("priority") { $0.priority }
    s.text("subject", sight: .texts) { $0.subject }
    s.text("topic") { $0.topic }
    s.integer("channel_id") { $0.channelID }
    s.word("channel_kind") { $0.channelKind }
    s.integer("team_id") { $0.teamID }
    s.integer("person_id") { $0.personID }
    s.integer("contact_id") { $0.contactID }
    s.integer("client_id") { $0.clientID }
    s.integer("vehicle_id") { $0.vehicleID }
    s.integer("work_order_id") { $0.workOrderID }
    s.integer("follows_id") { $0.followsID }
    s.flag("test") { $0.isTest }
    s.integer("handovers") { $0.handovers }
    s.integer("messages") { $0.messages }
    s.integer("last_client_message_id") { $0.lastClientMessageID }
    s.time("last_message_at") { $0.lastMessageAt }
    s.time("opened_at") { $0.openedAt }
    s.time("hold_until_at") { $0.holdUntilAt }
    s.time("resolved_at") { $0.resolvedAt }
    s.time("closes_at") { $0.closesAt }
    s.time("closed_at") { $0.closedAt }
    s.time("first_response_at") { $0.firstResponseAt }
    s.time("waiting_since_at") { $0.waitingSinceAt }
    s.integer("sla_policy_id") { $0.slaPolicyID }
    s.time("due_at") { $0.dueAt }
    s.flag("breached") { $0.isBreached }
    s.integer("escalation") { $0.escalation }
    s.integer("version") { $0.version }
  }

  static let message = Shape<Message>("Message") { s in
    s.integer("id") { $0.id }
    s.integer("ticket_id") { $0.ticketID }
    s.word("kind") { $0.kind }
    s.word("author") { $0.author }
    s.integer("user_id") { $0.userID }
    s.integer("contact_id") { $0.contactID }
    s.integer("channel_id") { $0.channelID }
    s.text("external_id") { $0.externalID }
    s.text("conversation_id") { $0.conversationID }
    s.object("from", sender) { $0.author == .client ? $0.sender : nil }
    s.text("text") { $0.text }
    s.texts("flags") { $0.flags.map(\.rawValue).sorted() }
    s.time("sent_at") { $0.sentAt }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }

  static let filed = Shape<Filed>("FiledMessage") { s in
    s.object("message", message) { $0.message }
    s.integer("ticket_id") { $0.ticket.id }
    s.text("ticket_number") { $0.ticket.number }
    s.word("why") { $0.why }
    s.word("found_by") { $0.found }
  }

  static let written = Shape<Tickets.Written>("WrittenMessage") { s in
    s.object("ticket", ticket) { $0.ticket }
    s.object("message", message) { $0.message }
  }

  static let moves = Shape<[PossibleMove]>("TicketMoves") { s in s.list("moves", ReasonJSON.move) { $0 } }

  private static let sender = Shape<Message.Sender>("MessageSender") { s in
    s.text("address") { $0.address }
    s.text("name") { $0.name }
    s.text("phone") { $0.phone }
    s.text("email") { $0.email }
  }
}

/// The fields of a ticket that a change may have. Its owner changes by `take` and `assign`.
struct TicketPatch: Declared {
  let apply: Form<Ticket>.Step
  init(_ fields: inout Fields) { apply = Form.change(&fields) { Ticket.described(&$0) } }
  static let example: String? = #"{"priority":"high","topic":"Сроки"}"#
}

struct TicketBody: Declared {
  let opening: Tickets.Opening
  init(_ fields: inout Fields) {
    let kind: Channel.Kind = fields.required("channel_kind", .choice(), "How they came: by `phone`, `walk_in`, …")
    let clientID = fields.optional("client_id", .id)
    let name = fields.optional("name", .name, "Of somebody who is no client")
    let phone = fields.optional("phone", .phone, "By it a client is found").map { Phone(e164: $0) }
    let text = fields.required("text", .words, "What they want, in their words")
    let fill = Form<Ticket>.new(&fields) { form in
      Ticket.described(&form)
      form.defaulted("team_id", .id, \.teamID, "1, the built-in one, if absent")
      form.clearable("person_id", .id, \.personID)
    }
    opening = Tickets.Opening(kind: kind, clientID: clientID, name: name, phone: phone, text: text, fill: fill)
  }
  static let example: String? = """
    {"channel_kind":"phone","name":"Анна Белова","phone":"8 916 555-11-22","text":"Просит перезвонить о готовности","kind":"request"}
    """
}

extension Ticket {
  /// Fields that describe a ticket.
  fileprivate static func described(_ form: inout Form<Ticket>) {
    form.defaulted("kind", .choice(), \.kind)
    form.defaulted("priority", .choice(), \.priority)
    form.defaulted("subject", .line, \.subject, "Of a new ticket: if absent, the first line of the text")
    form.clearable("topic", .text(1...60), \.topic)
    form.clearable("vehicle_id", .id, \.vehicleID)
    form.clearable("work_order_id", .id, \.workOrderID)
    form.defaulted("test", .flag, \.isTest, "A trial or a mystery visit: out of figures and samples")
  }
}

struct TicketQuery: Declared {
  let filter: TicketFilter
  init(_ fields: inout Fields) {
    var filter = TicketFilter()
    filter.status = fields.optional("status", .choice())
    filter.isOpen = fields.optional("open", .flag, "true: neither resolved nor closed")
    filter.kind = fields.optional("kind", .choice())
    filter.priority = fields.optional("priority", .choice())
    filter.teamID = fields.optional("team_id", .id)
    filter.personID = fields.optional("person_id", .id)
    filter.isUnassigned = fields.optional("unassigned", .flag, "true: without a person, in a team's queue")
    filter.channelID = fields.optional("channel_id", .id)
    filter.channelKind = fields.optional("channel_kind", .choice())
    filter.topic = fields.optional("topic", .text(1...60))
    filter.clientID = fields.optional("client_id", .id)
    filter.contactID = fields.optional("contact_id", .id)
    filter.vehicleID = fields.optional("vehicle_id", .id)
    filter.workOrderID = fields.optional("work_order_id", .id)
    filter.period = fields.period(of: "opened")
    self.filter = filter
  }
}

struct AssignBody: Declared {
  let personID: Int64?
  let teamID: Int64?
  let reason: String?
  init(_ fields: inout Fields) {
    personID = fields.optional("person_id", .id, "Absent: nobody, the ticket waits in the team's queue")
    teamID = fields.optional("team_id", .id, "Absent: the team it has")
    reason = fields.optional("reason", .words)
  }
  static let schemaName = "TicketAssignBody"
  static let example: String? = #"{"person_id":1,"reason":"Знает автомобиль"}"#
}

struct ReplyBody: Declared {
  let text: String
  let seen: Int64
  let then: Ticket.Then
  init(_ fields: inout Fields) {
    text = fields.required("text", .text(1...20_000, lines: true))
    seen = fields.required("last_seen_message_id", .integer(0...Int64.max), "The client's last message that the writer has read; 0 if none")
    then = fields.optional("then", .choice(), or: .wait, "`wait` for the client, `resolve`, or `stay` open")
  }
  static let schemaName = "TicketReplyBody"
  static let example: String? = #"{"text":"Готова сегодня в 18:00.","last_seen_message_id":1,"then":"resolve"}"#
}

struct NoteBody: Declared {
  let text: String
  init(_ fields: inout Fields) { text = fields.required("text", .text(1...20_000, lines: true)) }
  static let schemaName = "TicketNoteBody"
  static let example: String? = #"{"text":"Спросить у мастера"}"#
}

struct TicketReasonBody: Declared {
  let reason: String?
  init(_ fields: inout Fields) { reason = fields.optional("reason", .words) }
  static let example: String? = #"{"reason":"Ждём фото"}"#
}

struct TicketHoldBody: Declared {
  let until: Instant
  let reason: String?
  init(_ fields: inout Fields) {
    until = fields.required("until", .time, "Then the ticket is open again")
    reason = fields.optional("reason", .words)
  }
  static let example: String? = #"{"until":"2030-03-12T09:00:00Z","reason":"Запчасть будет в четверг"}"#
}
