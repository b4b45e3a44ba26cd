package import Desk
internal import Domain
internal import JSON

package enum EventJSON {
  static let event = Shape<Event>("Event") { s in
    s.integer("id") { $0.id }
    s.time("at") { $0.at }
    s.word("type") { $0.type }
    s.word("subject", of: EventType.subjects.map(\.rawValue)) { $0.subject.kind.rawValue }
    s.integer("subject_id") { $0.subject.id }
    s.integer("client_id") { $0.subject.clientID }
    s.integer("vehicle_id") { $0.subject.vehicleID }
    s.integer("work_order_id") { $0.subject.workOrderID }
    s.integer("user_id") { $0.userID }
    s.text("request_id") { $0.requestID }
    s.json("data") { $0.data }
  }

  static let personalChange = Shape<Events.PersonalChange>("PersonalChange") { s in
    s.text("field") { $0.field }
    s.text("before") { $0.before }
    s.text("after") { $0.after }
  }

  static let inFull = Shape<Events.InFull>("EventInFull") { s in
    s.embed(event) { $0.event }
    s.list("personal", personalChange, sight: .contacts) { $0.personal }
  }

  /// An event in the form of lists, which live streams and web hooks send too.
  package static func bytes(_ event: Event) -> [UInt8] {
    var pen = Pen(.en)
    Self.event.write(event, &pen)
    return pen.json.finish()
  }
}

struct EventQuery: Declared {
  let filter: Events.Filter
  let sort: Events.Sort
  init(_ fields: inout Fields) {
    var filter = Events.Filter()
    filter.type = fields.optional("type", .eventType, "A type such as work_order.approved, or its first word for all of them")
    filter.subject = fields.optional("subject", .word(of: EventType.subjects.map(\.rawValue))).flatMap(Noun.init)
    filter.subjectID = fields.optional("subject_id", .id)
    filter.clientID = fields.optional("client_id", .id)
    filter.vehicleID = fields.optional("vehicle_id", .id)
    filter.workOrderID = fields.optional("work_order_id", .id)
    filter.userID = fields.optional("user_id", .id)
    filter.period = fields.period()
    filter.after = fields.optional("after", .integer(0...Int64.max), "Only events after this one; a live stream starts here")
    self.filter = filter
    sort = fields.optional("sort", .choice(), or: .oldest)
  }
}

extension Kind where T == String {
  /// An event type of the closed list, or a subject that stands for several.
  static var eventType: Kind {
    Kind<String>.text(1...60).documented(.choice(EventType.selectors)).checked(placeholder: "") { text throws(Reason) in
      try EventType.checked(selector: text)
    }
  }
}

struct TimelineQuery: Declared {
  let sort: Events.Sort
  init(_ fields: inout Fields) { sort = fields.optional("sort", .choice(), or: .newest) }
}

/// Parameters of a live stream.
struct StreamQuery: Declared {
  let after: Int64?
  init(_ fields: inout Fields) { after = fields.optional("after", .integer(0...Int64.max)) }
}
