internal import Desk
internal import Domain

enum PromiseJSON {
  private static let step = Shape<PromisePlan.Step>("PromiseStep") { s in
    s.text("code") { $0.code }
    s.sentence("text") { $1 == .ru ? $0.ru : $0.en }
    s.time("at") { $0.at }
  }

  /// The basis depends on the time and on other orders, so it has no ETag.
  static let basis = Shape<PromiseBasis>("PromiseBasis") { s in
    s.integer("work_order_id") { $0.orderID }
    s.time("promised_at") { $0.promisedAt }
    s.time("earliest_at") { $0.plan.earliest }
    s.quantity("remaining_hours") { $0.remaining }
    s.list("steps", step) { $0.plan.steps }
    s.flag("at_risk") { $0.slips }
    s.time("warned_at") { $0.warnedAt }
  }

  static let promise = Shape<Promise>("Promise") { s in
    s.integer("id") { $0.id }
    s.integer("work_order_id") { $0.workOrderID }
    s.time("promised_at") { $0.promisedAt }
    s.time("earliest_at") { $0.earliestAt }
    s.text("reason") { $0.reason }
    s.word("client_told") { $0.clientTold }
    s.integer("proxy_id") { $0.proxyID }
    s.time("given_at") { $0.givenAt }
    s.integer("user_id") { $0.userID }
    s.word("outcome") { $0.outcome }
  }

  static let atRisk = Shape<PromiseAtRisk>("PromiseAtRisk") { s in
    s.integer("work_order_id") { $0.orderID }
    s.text("number") { $0.number }
    s.word("status") { $0.status }
    s.integer("client_id") { $0.clientID }
    s.integer("advisor_id") { $0.advisorID }
    s.time("promised_at") { $0.promisedAt }
    s.time("warned_at") { $0.warnedAt }
    s.flag("overdue") { $0.isOverdue }
  }
}

/// The way in which the desk told a client of a date. A date in an estimate is told by the estimate.
enum ToldHow: String, CaseIterable, Sendable {
  case inPerson = "in_person"
  case phone, message

  var told: Promise.Told {
    switch self {
    case .inPerson: .inPerson
    case .phone: .phone
    case .message: .message
    }
  }
}

struct PromiseBody: Declared {
  let new: Promises.New
  init(_ fields: inout Fields) {
    let promisedAt = fields.required("promised_at", .time)
    let reason = fields.optional(
      "reason", .words, "Why it is promised earlier than it seems possible, outside working time, or later than the client agreed to")
    let told: ToldHow? = fields.optional("client_told", .choice(), "How the client was told; needed for a date later than was agreed to")
    new = Promises.New(
      promisedAt: promisedAt, reason: reason, told: told?.told,
      proxyID: fields.optional("proxy_id", .id, "Who was told; absent: the client"))
  }
  static let example: String? = #"{"promised_at":"2027-03-05T15:00:00Z"}"#
}

struct AtRiskQuery: Declared {
  let advisorID: Int64?
  init(_ fields: inout Fields) { advisorID = fields.optional("advisor_id", .id) }
}
