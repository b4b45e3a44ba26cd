package import Domain
internal import JSON

/// The thing an event is about, and the timelines it belongs to.
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

/// One event of the history: who did what to which thing, when, and the values before and after.
package struct Event: Sendable {
  package let id: Int64
  package let at: Instant
  package let userID: Int64?
  package let type: EventType
  package let subject: Subject
  package let requestID: String?
  /// A JSON object: `changed` (field → before and after), `personal` (names of changed personal fields), and plain facts.
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

  /// True if the event changed this field.
  func changes(_ field: String) -> Bool {
    guard case .object(let changed)? = member("changed") else { return false }
    return changed[field] != nil
  }

  /// True if the event changed this field, whose values are personal and not in the event.
  func changesPersonal(_ field: String) -> Bool {
    guard case .array(let names)? = member("personal") else { return false }
    return names.contains(.string(field))
  }

  /// The ids in a fact.
  func ids(_ fact: String) -> [Int64] {
    guard case .array(let values)? = member(fact) else { return [] }
    return values.compactMap { if case .number(let number) = $0 { number.int64 } else { nil } }
  }

  private func member(_ name: String) -> JSONValue? {
    guard case .object(let data) = try? JSONReader.parse(Array(data.utf8)) else { return nil }
    return data[name]
  }

  /// True if sessions held in memory may be outdated.
  var changesSessions: Bool { subject.kind == .user || subject.kind == .token || subject.kind == .channel }
  /// True if web hooks held in memory may be outdated.
  var changesHooks: Bool { subject.kind == .webhook }
  /// True if personal values were erased for good.
  package var erases: Bool { type == .clientErased }
  /// True for events of users, tokens and web hooks, which only administrators see. Everybody may see the rest,
  /// because events hold no personal values.
  package var isStaff: Bool { subject.kind == .user || subject.kind == .token || subject.kind == .webhook }
}

/// One detail of an event.
package enum Detail: Sendable {
  case fact(StaticString, Value)
  case change(StaticString, Value, Value)
  /// The event names only the field. The values go to `event_personal`, which an erasure empties.
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
  /// A reason or note in free text, which may name anybody. Empty if there is none.
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
  /// Notes a field that an edit has changed. A field with the same value is not noted.
  package mutating func noteChange(_ field: StaticString, _ before: Detail.Value, _ after: Detail.Value) {
    if before != after { append(.change(field, before, after)) }
  }

  package mutating func notePersonal(_ field: StaticString, _ before: String?, _ after: String?) {
    if before != after { append(.personal(field, before: before, after: after)) }
  }

  /// The details as the event's `data`.
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
