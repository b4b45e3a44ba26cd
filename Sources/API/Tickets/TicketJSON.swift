internal import Desk
internal import Domain

enum TicketJSON {
  /// The head, as lists and changes show it.
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
    s.integer("merged_into_id") { $0.mergedIntoID }
    s.texts("tags") { $0.tags }
    s.flag("test") { $0.isTest }
    s.flag("spam") { $0.isSpam }
    s.integer("handovers") { $0.handovers }
    s.integer("message_count") { $0.messageCount }
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
    s.time("person_wanted_at") { $0.personWantedAt }
    s.time("person_came_at") { $0.personCameAt }
    s.integer("person_wait_seconds") { $0.personWaitSeconds }
    s.integer("version") { $0.version }
  }

  /// The whole ticket.
  static let detail = Shape<TicketPicture>("TicketInFull", version: { $0.version }) { s in
    s.embed(ticket) { $0.ticket }
    s.list("links", link) { $0.links }
    s.list("answering", lease) { $0.answering }
    s.list("messages", MessageJSON.message.shape, sight: .texts, lent: { try $0.messages($1) })
  }

  private static let link = Shape<TicketLink>("TicketLink") { s in
    s.integer("ticket_id") { $0.ticketID }
    s.text("number") { $0.number }
    s.word("kind") { $0.kind }
  }

  static let merge = Shape<TicketMerges.Record>("TicketMerge") { s in
    s.integer("id") { $0.merge.id }
    s.integer("survivor_id") { $0.merge.survivorID }
    s.integer("merged_id") { $0.merge.mergedID }
    s.text("reason", sight: .texts) { $0.merge.reason }
    s.integer("messages") { $0.messages }
    s.time("at") { $0.merge.at }
    s.integer("user_id") { $0.merge.userID }
    s.time("undone_at") { $0.merge.undoneAt }
  }

  static let lease = Shape<TicketLease>("TicketLease") { s in
    s.integer("user_id") { $0.userID }
    s.time("since_at") { $0.sinceAt }
    s.time("until_at") { $0.untilAt }
  }

  static let leases = Shape<[TicketLease]>("TicketLeases") { s in s.list("answering", lease) { $0 } }

  static let draft = Shape<TicketDraft>("TicketDraft") { s in
    s.integer("ticket_id") { $0.ticketID }
    s.text("text") { $0.text }
    s.integer("last_seen_message_id") { $0.seen }
    s.time("saved_at") { $0.savedAt }
  }

  static let moves = Shape<[PossibleMove]>("TicketMoves") { s in s.list("moves", ReasonJSON.move) { $0 } }
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
    opening = Tickets.Opening(
      kind: kind, clientID: clientID, name: name, phone: phone, text: text, files: fields.attached(), fill: fill)
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
    filter.sort = fields.optional(
      "sort", .choice(), or: .newest,
      "`-opened`: the newest first; `last_message`: the last word long ago first; `due`: those with a running clock, the earliest due moment first; `queue`: open ones that nobody has, of these first those whose client waits for a person, then the oldest"
    )
    filter.number = fields.optional("number", .documentNumber(.ticket), DocumentNumber.filterNote)
    filter.status = fields.optional("status", .choice())
    filter.isOpen = fields.optional("open", .flag, "true: neither resolved nor closed")
    filter.kind = fields.optional("kind", .choice())
    filter.priority = fields.optional("priority", .choice())
    filter.teamID = fields.optional("team_id", .id)
    filter.personID = fields.optional("person_id", .id)
    filter.isUnassigned = fields.optional("unassigned", .flag, "true: without a person, in a team's queue")
    filter.isPersonWanted = fields.optional("person_wanted", .flag, "true: open, and the client waits for a person whom it has asked for")
    filter.isBreached = fields.optional("breached", .flag, "true: a target was missed")
    filter.dueBefore = fields.optional("due_before", .time, "A running clock is due earlier")
    filter.channelID = fields.optional("channel_id", .id)
    filter.channelKind = fields.optional("channel_kind", .choice())
    filter.topic = fields.optional("topic", .text(1...60))
    filter.tag = fields.optional("tag", .text(1...60))
    filter.isSpam = fields.optional("spam", .flag)
    filter.clientID = fields.optional("client_id", .id)
    filter.contactID = fields.optional("contact_id", .id)
    filter.vehicleID = fields.optional("vehicle_id", .id)
    filter.workOrderID = fields.optional("work_order_id", .id)
    filter.followsID = fields.optional("follows_id", .id, "The closed ticket that it goes on from")
    filter.period = fields.period(of: "opened")
    self.filter = filter
  }
}
