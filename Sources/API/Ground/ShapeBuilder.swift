package import Domain
package import JSON

/// The vocabulary of a shape: `s.money("total_minor") { $0.total }`.
package struct ShapeBuilder<Value> {
  private(set) var fields: [Shape<Value>.Field] = []

  package mutating func text(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> String) {
    add(name, .text(min: 0, max: nil, format: nil), sight) { value, json, _ in json.string(get(value)) }
  }
  package mutating func text(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> String?) {
    add(name, .nullable(.text(min: 0, max: nil, format: nil)), sight) { value, json, _ in
      if let text = get(value) { json.string(text) } else { json.null() }
    }
  }
  package mutating func texts(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> [String]) {
    add(name, .list(.text(min: 0, max: nil, format: nil), min: 0, max: nil), sight) { value, json, _ in
      json.beginArray()
      for text in get(value) { json.string(text) }
      json.endArray()
    }
  }
  package mutating func integer(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Int64) {
    add(name, .integer(min: nil, max: nil), sight) { value, json, _ in json.integer(get(value)) }
  }
  package mutating func integer(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Int64?) {
    add(name, .nullable(.integer(min: nil, max: nil)), sight) { value, json, _ in
      if let number = get(value) { json.integer(number) } else { json.null() }
    }
  }
  package mutating func integers(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> [Int64]) {
    add(name, .list(.integer(min: nil, max: nil), min: 0, max: nil), sight) { value, json, _ in
      json.beginArray()
      for number in get(value) { json.integer(number) }
      json.endArray()
    }
  }
  package mutating func flag(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Bool) {
    add(name, .flag, sight) { value, json, _ in json.bool(get(value)) }
  }
  package mutating func flag(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Bool?) {
    add(name, .nullable(.flag), sight) { value, json, _ in
      if let flag = get(value) { json.bool(flag) } else { json.null() }
    }
  }
  package mutating func money(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Money) {
    add(name, .integer(min: nil, max: nil), sight) { value, json, _ in json.integer(get(value).rawValue) }
  }
  package mutating func money(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Money?) {
    add(name, .nullable(.integer(min: nil, max: nil)), sight) { value, json, _ in
      if let money = get(value) { json.integer(money.rawValue) } else { json.null() }
    }
  }
  package mutating func share(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Share) {
    add(name, .integer(min: nil, max: nil), sight) { value, json, _ in json.integer(get(value).rawValue) }
  }
  package mutating func share(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Share?) {
    add(name, .nullable(.integer(min: nil, max: nil)), sight) { value, json, _ in
      if let share = get(value) { json.integer(share.rawValue) } else { json.null() }
    }
  }
  package mutating func quantity(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Quantity) {
    add(name, .decimal(min: nil), sight) { value, json, _ in json.thousandths(get(value).rawValue) }
  }
  package mutating func quantity(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Quantity?) {
    add(name, .nullable(.decimal(min: nil)), sight) { value, json, _ in
      if let quantity = get(value) { json.thousandths(quantity.rawValue) } else { json.null() }
    }
  }
  package mutating func time(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Instant) {
    add(name, .time, sight) { value, json, _ in json.time(get(value).rawValue) }
  }
  package mutating func time(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Instant?) {
    add(name, .nullable(.time), sight) { value, json, _ in
      if let instant = get(value) { json.time(instant.rawValue) } else { json.null() }
    }
  }
  package mutating func date(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Day) {
    add(name, .date, sight) { value, json, _ in json.date(get(value).rawValue) }
  }
  package mutating func date(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> Day?) {
    add(name, .nullable(.date), sight) { value, json, _ in
      if let day = get(value) { json.date(day.rawValue) } else { json.null() }
    }
  }
  package mutating func word<E: RawRepresentable<String> & CaseIterable>(
    _ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> E
  ) {
    add(name, .choice(E.allCases.map(\.rawValue)), sight) { value, json, _ in json.string(get(value).rawValue) }
  }
  package mutating func word<E: RawRepresentable<String> & CaseIterable>(
    _ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> E?
  ) {
    add(name, .nullable(.choice(E.allCases.map(\.rawValue))), sight) { value, json, _ in
      if let word = get(value) { json.string(word.rawValue) } else { json.null() }
    }
  }
  /// A word of a closed list that is no enumeration.
  package mutating func word(_ name: StaticString, of words: [String], _ get: @escaping @Sendable (borrowing Value) -> String) {
    add(name, .choice(words), []) { value, json, _ in json.string(get(value)) }
  }
  package mutating func object<T>(
    _ name: StaticString, _ shape: Shape<T>, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> T
  ) {
    add(name, shape.schema, sight, inner: shape.names) { value, json, view in shape.write(get(value), &json, view) }
  }
  package mutating func object<T>(
    _ name: StaticString, _ shape: Shape<T>, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> T?
  ) {
    add(name, .nullable(shape.schema), sight, inner: shape.names) { value, json, view in
      if let inner = get(value) { shape.write(inner, &json, view) } else { json.null() }
    }
  }
  package mutating func list<T>(
    _ name: StaticString, _ shape: Shape<T>, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> [T]
  ) {
    add(name, .list(shape.schema, min: 0, max: nil), sight, inner: shape.names) { value, json, view in
      json.beginArray()
      for item in get(value) { shape.write(item, &json, view) }
      json.endArray()
    }
  }
  /// A list that is only there for those who asked for it.
  package mutating func included<T>(
    _ name: StaticString, _ shape: Shape<T>, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> [T]?
  ) {
    add(name, .nullable(.list(shape.schema, min: 0, max: nil)), sight, inner: shape.names) { value, json, view in
      guard let items = get(value) else { return json.null() }
      json.beginArray()
      for item in items { shape.write(item, &json, view) }
      json.endArray()
    }
  }
  /// JSON text that is already valid, such as an event's data.
  package mutating func json(_ name: StaticString, sight: Sight = [], _ get: @escaping @Sendable (borrowing Value) -> String) {
    add(name, .map(.anything), sight) { value, json, _ in json.raw(Array(get(value).utf8)) }
  }

  private mutating func add(
    _ name: StaticString, _ schema: Schema, _ sight: Sight, inner: Selection.Names? = nil,
    _ write: @escaping @Sendable (borrowing Value, inout JSONWriter, borrowing View) -> Void
  ) {
    let note = sight.isEmpty ? nil : "Only in answers to those who may see it."
    fields.append(.init(name: name, schema: schema, sight: sight, note: note, inner: inner, write: write))
  }
}
