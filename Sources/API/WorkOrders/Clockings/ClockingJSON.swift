internal import Desk
internal import Domain

enum ClockingJSON {
  static let clocking = Shape<Clocking>("Clocking") { s in
    s.integer("id") { $0.id }
    s.integer("work_order_id") { $0.workOrderID }
    s.integer("line_id") { $0.orderLineID }
    s.integer("mechanic_id") { $0.mechanicID }
    s.time("started_at") { $0.startedAt }
    s.time("ended_at") { $0.endedAt }
    s.word("closed_by") { $0.closedBy }
    s.flag("forgotten") { $0.closedBy == .shiftEnd }
    s.integer("replaced_by_id") { $0.replacedByID }
    s.text("corrected_reason") { $0.correctedReason }
    s.integer("user_id") { $0.userID }
  }

  static let lineHours = Shape<LineHours>("LineHours") { s in
    s.integer("line_id") { $0.lineID }
    s.text("name") { $0.name }
    s.word("status") { $0.status }
    s.quantity("norm_hours") { $0.norm }
    s.quantity("actual_hours") { $0.actual }
    s.quantity("billed_hours") { $0.billed }
    s.integers("mechanic_ids") { $0.mechanicIDs }
    s.flag("running") { $0.isRunning }
  }

  static let orderHours = Shape<OrderHours>("OrderHours") { s in
    s.integer("work_order_id") { $0.orderID }
    s.quantity("norm_hours") { $0.norm }
    s.quantity("actual_hours") { $0.actual }
    s.quantity("billed_hours") { $0.billed }
    s.list("lines", lineHours) { $0.lines }
  }

  static let qualityCheck = Shape<QualityCheck>("QualityCheck") { s in
    s.integer("id") { $0.id }
    s.integer("work_order_id") { $0.workOrderID }
    s.integer("user_id") { $0.userID }
    s.flag("passed") { $0.passed }
    s.text("note") { $0.note }
    s.text("override_reason") { $0.overrideReason }
    s.time("at") { $0.at }
  }
}

struct ClockOnBody: Declared {
  let lineID: Int64?
  let mechanicID: Int64?
  init(_ fields: inout Fields) {
    lineID = fields.optional("line_id", .id, "Absent: diagnosis")
    mechanicID = fields.optional("mechanic_id", .id, "Absent: whoever asks")
  }
  static let example: String? = #"{"line_id":1}"#
}

struct CorrectionBody: Declared {
  let startedAt: Instant
  let endedAt: Instant
  let reason: String
  init(_ fields: inout Fields) {
    startedAt = fields.required("started_at", .time)
    endedAt = fields.required("ended_at", .time)
    reason = fields.required("reason", .words)
  }
  static let example: String? =
    #"{"started_at":"2026-03-02T07:00:00Z","ended_at":"2026-03-02T08:30:00Z","reason":"Забыл отбиться"}"#
}

struct ClockingListQuery: Declared {
  let query: ClockingQuery
  init(_ fields: inout Fields) {
    query = ClockingQuery(
      mechanicID: fields.optional("mechanic_id", .id), orderID: fields.optional("work_order_id", .id),
      started: fields.period(of: "started"), running: fields.optional("running", .flag),
      closedBy: fields.optional("closed_by", .choice(), "shift_end: forgotten clocks"),
      history: fields.optional("history", .flag, or: false, "The originals of corrections too"))
  }
}

struct QualityCheckBody: Declared {
  let new: QualityChecks.New
  init(_ fields: inout Fields) {
    new = QualityChecks.New(
      passed: fields.required("passed", .flag), note: fields.optional("note", .words),
      overrideReason: fields.optional("override_reason", .words, "A manager's, for a check by whoever did the work"))
  }
  static let example: String? = #"{"passed":true,"note":"Пробная поездка, тормоза в порядке"}"#
}
