internal import Desk
package import Domain

enum SLAJSON {
  static let policy = Shape<SLAPolicy>("SLAPolicy", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.text("name") { $0.name }
    s.integer("position") { $0.position }
    s.flag("standard") { $0.isStandard }
    s.word("channel_kind") { $0.features.channelKind }
    s.integer("channel_id") { $0.features.channelID }
    s.word("priority") { $0.features.priority }
    s.text("topic") { $0.features.topic }
    s.text("tier") { $0.features.tier }
    s.integer("calendar_id") { $0.calendarID }
    s.integer("first_response_minutes") { $0.targets.firstResponse }
    s.integer("next_response_minutes") { $0.targets.nextResponse }
    s.integer("resolution_minutes") { $0.targets.resolution }
    s.list("escalation", step) { $0.escalation }
    s.word("status") { $0.status }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }

  private static let step = Shape<EscalationStep>("EscalationStep") { s in
    s.integer("after_minutes") { $0.afterMinutes }
    s.integer("person_id") { $0.personID }
    s.integer("team_id") { $0.teamID }
  }

  static let working = Shape<SLAWorking>("TicketSLA") { s in
    s.integer("ticket_id") { $0.ticket.id }
    s.object("policy", chosen) { $0.policy }
    s.list("passed_over", passedOver) { $0.passedOver }
    s.text("tier") { $0.tier }
    s.time("first_response_at") { $0.ticket.firstResponseAt }
    s.time("waiting_since_at") { $0.ticket.waitingSinceAt }
    s.time("due_at") { $0.ticket.dueAt }
    s.flag("breached") { $0.ticket.isBreached }
    s.list("clocks", clock) { $0.clocks }
    s.list("pauses", pause) { $0.pauses }
  }

  /// The policy that applies, and the features for which it does.
  private static let chosen = Shape<SLAPolicy>("ChosenPolicy") { s in
    s.integer("id") { $0.id }
    s.text("name") { $0.name }
    s.integer("position") { $0.position }
    s.texts("because_of") { $0.features.asked.map(\.rawValue) }
  }

  private static let passedOver = Shape<SLAWorking.PassedOver>("PassedOverPolicy") { s in
    s.integer("id") { $0.policy.id }
    s.text("name") { $0.policy.name }
    s.word("because_of") { $0.feature }
  }

  private static let clock = Shape<SLAWorking.Clock>("SLAClock") { s in
    s.word("kind") { $0.clock.kind }
    s.word("state") { $0.clock.state }
    s.integer("policy_id") { $0.clock.policyID }
    s.integer("calendar_id") { $0.clock.calendarID }
    s.integer("minutes") { $0.clock.minutes }
    s.integer("spent_seconds") { $0.spentSeconds }
    s.integer("left_seconds") { $0.leftSeconds }
    s.time("started_at") { $0.clock.startedAt }
    s.time("warn_at") { $0.warnAt }
    s.time("due_at") { $0.clock.dueAt }
    s.time("ended_at") { $0.clock.endedAt }
    s.time("warned_at") { $0.clock.warnedAt }
    s.time("breached_at") { $0.clock.breachedAt }
    s.integer("escalation") { $0.clock.level }
    s.list("intervals", CalendarJSON.span) { $0.spans }
  }

  private static let pause = Shape<TicketPause>("TicketPause") { s in
    s.word("status") { $0.status }
    s.time("from_at") { $0.from }
    s.time("to_at") { $0.until }
  }
}

extension SLAPolicy: Formed {
  package static func fields(_ form: inout Form<SLAPolicy>) {
    form.required("name", .line, \.name)
    form.defaulted(
      "position", .integer(1...SLAPolicy.lastPosition), \.position, "Policies are tried from the lowest; if absent, after the others")
    form.clearable("channel_kind", .choice(), \.features.channelKind, "Absent here and below: any")
    form.clearable("channel_id", .id, \.features.channelID)
    form.clearable("priority", .choice(), \.features.priority)
    form.clearable("topic", .text(1...60), \.features.topic)
    form.clearable("tier", .text(1...30), \.features.tier, "The client's")
    form.clearable("calendar_id", .id, \.calendarID, "By which minutes count; the channel's if absent")
    form.clearable("first_response_minutes", .target, \.targets.firstResponse, "Working minutes until a person's first answer")
    form.clearable("next_response_minutes", .target, \.targets.nextResponse, "Until the answer to each later message")
    form.clearable("resolution_minutes", .target, \.targets.resolution, "Until it is resolved; not counted while the client is to answer")
    form.defaulted("escalation", .steps, \.escalation, "Who is told of a missed target, in the order of time")
    form.later("status", .choice(), \.status, "`closed`: it applies to no ticket")
  }
  package static let newExample: String? = """
    {"name":"Срочное","priority":"urgent","first_response_minutes":15,"next_response_minutes":30,"resolution_minutes":480,\
    "escalation":[{"after_minutes":0,"team_id":1},{"after_minutes":60,"person_id":1}]}
    """
  package static let changeExample: String? = #"{"resolution_minutes":240}"#
}

extension Kind where T == Int64 {
  /// A target in working minutes, at most a year.
  fileprivate static var target: Kind { .integer(1...525_600) }
}

extension Kind where T == [EscalationStep] {
  fileprivate static var steps: Kind {
    Kind<[EscalationStepBody]>.list(of: .object(), 0...10).checked(placeholder: []) { steps throws(Reason) in steps.map(\.step) }
  }
}

struct EscalationStepBody: Declared {
  let step: EscalationStep
  init(_ fields: inout Fields) {
    let minutes = fields.optional("after_minutes", .integer(0...525_600), or: 0, "Working minutes after the target was missed")
    let person = fields.optional("person_id", .id)
    let team = fields.optional("team_id", .id)
    step = EscalationStep(afterMinutes: minutes, personID: person, teamID: team)
  }
}
