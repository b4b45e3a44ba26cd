internal import Desk
internal import Domain

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
  let files: [Int64]
  init(_ fields: inout Fields) {
    text = fields.required("text", .answer)
    seen = fields.required("last_seen_message_id", .integer(0...Int64.max), "The client's last message that the writer has read; 0 if none")
    then = fields.optional("then", .choice(), or: .wait, "`wait` for the client, `resolve`, or `stay` open")
    files = fields.attached()
  }
  static let schemaName = "TicketReplyBody"
  static let example: String? = #"{"text":"Готова сегодня в 18:00.","last_seen_message_id":1,"then":"resolve"}"#
}

struct NoteBody: Declared {
  let text: String
  let mentions: [Int64]
  let files: [Int64]
  init(_ fields: inout Fields) {
    text = fields.required("text", .answer)
    mentions = fields.optional("mentions", .list(of: .id, 0...50), or: [], "Users who shall look at it; they answer tickets")
    files = fields.attached()
  }
  static let schemaName = "TicketNoteBody"
  static let example: String? = #"{"text":"Спросить у мастера"}"#
}

struct MessagePatch: Declared {
  let text: String?
  init(_ fields: inout Fields) { text = fields.change("text", .answer) }
  static let example: String? = #"{"text":"Готова сегодня в 19:00."}"#
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

struct DraftBody: Declared {
  let text: String
  let seen: Int64
  init(_ fields: inout Fields) {
    text = fields.required("text", .answer)
    seen = fields.optional(
      "last_seen_message_id", .integer(0...Int64.max), or: 0, "The client's last message that the writer has read")
  }
  static let schemaName = "TicketDraftBody"
  static let example: String? = #"{"text":"Готова будет к","last_seen_message_id":1}"#
}

struct TicketTagBody: Declared {
  let add: [String]
  let remove: [String]
  init(_ fields: inout Fields) {
    add = fields.optional("add", .list(of: .text(1...60), 0...30), or: [], "Case does not matter")
    remove = fields.optional("remove", .list(of: .text(1...60), 0...30), or: [], "Before the others are added")
  }
  static let example: String? = #"{"add":["шины"],"remove":["срочно"]}"#
}

struct TicketLinkBody: Declared {
  let ticketID: Int64
  init(_ fields: inout Fields) { ticketID = fields.required("ticket_id", .id) }
  static let example: String? = #"{"ticket_id":2}"#
}

struct TicketMergeBody: Declared {
  let mergedID: Int64
  let reason: String?
  let ofTwoClients: Bool
  init(_ fields: inout Fields) {
    mergedID = fields.required("merged_id", .id, "The ticket whose messages move; not a merged one (409)")
    reason = fields.optional("reason", .words)
    ofTwoClients = fields.optional("of_two_clients", .flag, or: false, "Merge them though they are of two persons")
  }
  static let example: String? = #"{"merged_id":2,"reason":"Об одном и том же","of_two_clients":true}"#
}

struct TicketUnmergeBody: Declared {
  let mergedID: Int64
  init(_ fields: inout Fields) { mergedID = fields.required("merged_id", .id, "The ticket that gets its messages back") }
  static let example: String? = #"{"merged_id":2}"#
}

struct TicketSplitBody: Declared {
  let messageIDs: [Int64]
  let subject: String?
  init(_ fields: inout Fields) {
    messageIDs = fields.required("message_ids", .list(of: .id, 1...500), "Messages and notes of the ticket; at least one stays")
    subject = fields.optional("subject", .line, "If absent, the first line of the first message")
  }
  static let example: String? = #"{"message_ids":[1],"subject":"Про шины"}"#
}

extension Kind where T == String {
  /// The text of an answer or a note.
  fileprivate static var answer: Kind { .text(1...20_000, lines: true) }
}
