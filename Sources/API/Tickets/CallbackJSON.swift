internal import Desk
package import Domain

enum CallbackJSON {
  static let callback = Shape<Callback>("Callback") { s in
    s.integer("id") { $0.id }
    s.integer("ticket_id") { $0.ticketID }
    s.text("phone", sight: .contacts) { $0.phone }
    s.time("from") { $0.fromAt }
    s.time("until") { $0.untilAt }
    s.word("status") { $0.status }
    s.integer("person_id") { $0.personID }
    s.integer("user_id") { $0.userID }
    s.integer("attempts") { $0.attempts }
    s.time("missed_at") { $0.missedAt }
    s.time("done_at") { $0.doneAt }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }

  static let details = Shape<Callbacks.Details>("CallbackWithCalls", version: { $0.callback.version }) { s in
    s.object("callback", callback) { $0.callback }
    s.list("calls", call) { $0.attempts }
  }

  private static let call = Shape<CallbackAttempt>("CallbackCall") { s in
    s.integer("id") { $0.id }
    s.time("at") { $0.at }
    s.integer("user_id") { $0.userID }
    s.word("outcome") { $0.outcome }
    s.text("note", sight: .texts) { $0.note }
    s.integer("message_id") { $0.messageID }
  }
}

extension Callback: Formed {
  package static func fields(_ form: inout Form<Callback>) {
    form.fixed("ticket_id", .id, \.ticketID)
    form.defaulted("phone", .phone, \.phone, "In any spelling; if absent, the contact's first one, else the client's")
    form.required("from", .time, \.fromAt)
    form.required("until", .time, \.untilAt, "Until then the client is to be reached; at most a day after `from`")
    form.clearable("person_id", .id, \.personID, "Who is to call; absent: whoever has time")
  }
  package static let newExample: String? =
    #"{"ticket_id":1,"phone":"8 916 555-11-22","from":"2030-03-12T09:00:00Z","until":"2030-03-12T11:00:00Z"}"#
  package static let changeExample: String? = #"{"until":"2030-03-12T12:00:00Z"}"#
}

struct CallbackQuery: Declared {
  let filter: CallbackFilter
  init(_ fields: inout Fields) {
    var filter = CallbackFilter()
    filter.ticketID = fields.optional("ticket_id", .id)
    filter.personID = fields.optional("person_id", .id)
    filter.status = fields.optional("status", .choice())
    filter.period = fields.period(of: "slot")
    self.filter = filter
  }
}

struct CallbackAttemptBody: Declared {
  let outcome: Callback.Outcome
  let note: String?
  init(_ fields: inout Fields) {
    outcome = fields.required("outcome", .choice())
    note = fields.optional(
      "note", .text(1...20_000, lines: true), "If the client was reached, what was said, which is an answer in the ticket")
  }
  static let example: String? = #"{"outcome":"no_answer"}"#
}
