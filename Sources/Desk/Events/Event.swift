package import Domain
internal import JSON

/// What an event is about, and whose timelines it belongs to.
package struct Subject: Sendable, Equatable {
  package let kind: Noun
  package let id: Int64
  package var clientID: Int64?
  package var vehicleID: Int64?
  package var workOrderID: Int64?

  package init(_ kind: Noun, _ id: Int64, client: Int64? = nil, vehicle: Int64? = nil, workOrder: Int64? = nil) {
    self.kind = kind
    self.id = id
    clientID = client
    vehicleID = vehicle
    workOrderID = workOrder
  }
}

/// One line of the one history: who did what to which thing, when, and what it was before and is now.
package struct Event: Sendable {
  package let id: Int64
  package let at: Instant
  package let userID: Int64?
  package let type: EventType
  package let subject: Subject
  package let requestID: String?
  /// A JSON object: `changed` (field → before and now), `personal` (names of changed personal fields), and plain facts.
  package let data: String

  package init(id: Int64, at: Instant, userID: Int64?, type: EventType, subject: Subject, requestID: String?, data: String) {
    self.id = id
    self.at = at
    self.userID = userID
    self.type = type
    self.subject = subject
    self.requestID = requestID
    self.data = data
  }

  /// Whether the field is another now than before.
  func changes(_ field: String) -> Bool {
    guard case .object(let data) = try? JSONReader.parse(Array(data.utf8)), case .object(let changed) = data["changed"] else {
      return false
    }
    return changed[field] != nil
  }

  /// What a session holds in memory may no longer be true.
  var changesSessions: Bool { subject.kind == .user || subject.kind == .token }
  /// What the desk holds in memory of the web hooks may no longer be true.
  var changesHooks: Bool { subject.kind == .webhook }
  /// Somebody's words have gone for good.
  package var erases: Bool { type == .clientErased }
  /// Users, tokens and web hooks are the administrators' matter; the rest is everybody's, for events hold no personal values.
  package var isStaff: Bool { subject.kind == .user || subject.kind == .token || subject.kind == .webhook }
}

/// One thing an event says.
package enum Detail: Sendable {
  case fact(StaticString, Value)
  case change(StaticString, Value, Value)
  /// Only the field's name goes into the event; the values go to the side table that an erasure empties.
  case personal(StaticString, before: String?, after: String?)

  package enum Value: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral {
    case null
    case text(String)
    case integer(Int64)
    case flag(Bool)
    case time(Instant)
    case date(Day)
    case quantity(Quantity)
    case ids([Int64])

    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .flag(value) }
  }
}

extension Detail {
  /// A reason or a note in people's own words, which may name anybody; nothing when none was given.
  static func words(_ field: StaticString, _ text: String?) -> [Detail] {
    text.map { [.personal(field, before: nil, after: $0)] } ?? []
  }
}

extension Detail.Value {
  package init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  package init(_ number: Int64?) { self = number.map { .integer($0) } ?? .null }
  package init(_ money: Money?) { self = money.map { .integer($0.rawValue) } ?? .null }
  package init(_ share: Share) { self = .integer(share.rawValue) }
  package init(_ day: Day?) { self = day.map { .date($0) } ?? .null }
  package init(_ instant: Instant?) { self = instant.map { .time($0) } ?? .null }
  package init<E: RawRepresentable<String>>(_ word: E) { self = .text(word.rawValue) }
  package init<E: RawRepresentable<String>>(_ word: E?) { self = word.map { .text($0.rawValue) } ?? .null }

  func write(_ json: inout JSONWriter) {
    switch self {
    case .null: json.null()
    case .text(let text): json.string(text)
    case .integer(let number): json.integer(number)
    case .flag(let flag): json.bool(flag)
    case .time(let instant): json.time(instant.rawValue)
    case .date(let day): json.date(day.rawValue)
    case .quantity(let quantity): json.thousandths(quantity.rawValue)
    case .ids(let ids):
      json.beginArray()
      for id in ids { json.integer(id) }
      json.endArray()
    }
  }
}

extension Array where Element == Detail {
  /// Notes a field that an edit has changed; one that stays as it was is not noted.
  package mutating func noteChange(_ field: StaticString, _ before: Detail.Value, _ after: Detail.Value) {
    if before != after { append(.change(field, before, after)) }
  }

  package mutating func notePersonal(_ field: StaticString, _ before: String?, _ after: String?) {
    if before != after { append(.personal(field, before: before, after: after)) }
  }

  /// The event's data.
  var json: String {
    var json = JSONWriter()
    json.beginObject()
    for case .fact(let name, let value) in self {
      json.key(name)
      value.write(&json)
    }
    let changes = contains { if case .change = $0 { true } else { false } }
    if changes {
      json.key("changed")
      json.beginObject()
      for case .change(let name, let before, let after) in self {
        json.key(name)
        json.beginArray()
        before.write(&json)
        after.write(&json)
        json.endArray()
      }
      json.endObject()
    }
    let personal = contains { if case .personal = $0 { true } else { false } }
    if personal {
      json.key("personal")
      json.beginArray()
      for case .personal(let name, _, _) in self { json.string("\(name)") }
      json.endArray()
    }
    json.endObject()
    return String(decoding: json.finish(), as: UTF8.self)
  }
}
