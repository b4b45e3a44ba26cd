internal import Domain
internal import JSON

/// The vocabulary of a shape: `s.money("total_minor") { $0.total }`.
///
/// A shape's declaration runs with one of these. Without a value it describes each field; with a value it writes each
/// field at once. A field therefore costs a call and no stored closure, and what is written cannot differ from what is
/// documented.
struct ShapeBuilder<Value: ~Copyable>: ~Copyable {
  private(set) var fields: [ShapeField] = []
  private let value: UnsafePointer<Value>?
  private let pen: UnsafeMutablePointer<Pen>?
  private let selection: Selection
  private var index = 0

  /// A builder that only describes fields.
  init() {
    value = nil
    pen = nil
    selection = .everything
  }

  /// A builder that writes fields. The pointers are valid only while the declaration runs. `index` is that of the first field in the
  /// selection.
  init(_ value: UnsafePointer<Value>, _ pen: UnsafeMutablePointer<Pen>, _ selection: Selection, from index: Int = 0) {
    self.value = value
    self.pen = pen
    self.selection = selection
    self.index = index
  }

  @inline(__always) mutating func add(
    _ name: StaticString, _ sight: Sight?, _ schema: @autoclosure () -> Schema, _ write: (borrowing Value, inout Pen) -> Void
  ) {
    guard let value, let pen else { return declare(name, sight, schema(), nil) }
    if pen.pointee.shows(sight), selection.takes(index) {
      pen.pointee.json.key(name)
      write(value.pointee, &pen.pointee)
    }
    index &+= 1
  }

  /// Adds all fields of another shape as this one's own.
  mutating func embed<T>(_ shape: Shape<T>, _ get: (borrowing Value) -> T) {
    guard let value, let pen else { return fields += shape.fields }
    shape.writeFields(of: get(value.pointee), pen, selection, from: index)
    index &+= shape.fields.count
  }

  /// Adds a field with fields of its own.
  @inline(__always) mutating func add(
    _ name: StaticString, _ sight: Sight?, _ schema: @autoclosure () -> Schema, inner: @autoclosure () -> Selection.Names,
    note: StaticString? = nil, _ write: (borrowing Value, inout Pen, borrowing Selection) -> Void
  ) {
    guard let value, let pen else { return declare(name, sight, schema(), inner(), note) }
    if pen.pointee.shows(sight), selection.takes(index) {
      pen.pointee.json.key(name)
      if selection.isEverything {
        write(value.pointee, &pen.pointee, selection)
      } else {
        write(value.pointee, &pen.pointee, selection.within(index))
      }
    }
    index &+= 1
  }

  private mutating func declare(
    _ name: StaticString, _ sight: Sight?, _ schema: Schema, _ inner: Selection.Names?, _ note: StaticString? = nil
  ) {
    let note = note.map { "\($0)" } ?? (sight == nil ? nil : "Only in answers to those who may see it.")
    fields.append(ShapeField(name: "\(name)", schema: schema, sight: sight, note: note, inner: inner))
  }
}

/// A field as the OpenAPI document describes it, with the names of its nested fields.
struct ShapeField: Sendable {
  let name: String
  let schema: Schema
  let sight: Sight?
  let note: String?
  let inner: Selection.Names?
}

extension ShapeBuilder where Value: ~Copyable {
  mutating func text(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> String) {
    add(name, sight, .anyText) { value, pen in pen.json.string(get(value)) }
  }
  mutating func text(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> String?) {
    add(name, sight, .nullable(.anyText)) { value, pen in
      if let inner = get(value) { pen.json.string(inner) } else { pen.json.null() }
    }
  }
  /// Text straight from the database row.
  mutating func text(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> LentText) {
    add(name, sight, .anyText) { value, pen in pen.json.string(get(value)) }
  }
  mutating func text(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> LentText?) {
    add(name, sight, .nullable(.anyText)) { value, pen in
      if let text = get(value) { pen.json.string(text) } else { pen.json.null() }
    }
  }
  /// A sentence in the reader's language.
  mutating func sentence(_ name: StaticString, _ get: (borrowing Value, Language) -> String) {
    add(name, nil, .anyText) { value, pen in pen.json.string(get(value, pen.language)) }
  }
  mutating func integer(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Int64) {
    add(name, sight, .anyInteger) { value, pen in pen.json.integer(get(value)) }
  }
  mutating func integer(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Int64?) {
    add(name, sight, .nullable(.anyInteger)) { value, pen in
      if let inner = get(value) { pen.json.integer(inner) } else { pen.json.null() }
    }
  }
  mutating func flag(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Bool) {
    add(name, sight, .flag) { value, pen in pen.json.bool(get(value)) }
  }
  mutating func flag(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Bool?) {
    add(name, sight, .nullable(.flag)) { value, pen in
      if let inner = get(value) { pen.json.bool(inner) } else { pen.json.null() }
    }
  }
  mutating func money(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Money) {
    add(name, sight, .anyInteger) { value, pen in pen.json.integer(get(value).rawValue) }
  }
  mutating func money(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Money?) {
    add(name, sight, .nullable(.anyInteger)) { value, pen in
      if let inner = get(value) { pen.json.integer(inner.rawValue) } else { pen.json.null() }
    }
  }
  mutating func share(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Share) {
    add(name, sight, .anyInteger) { value, pen in pen.json.integer(get(value).rawValue) }
  }
  mutating func share(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Share?) {
    add(name, sight, .nullable(.anyInteger)) { value, pen in
      if let inner = get(value) { pen.json.integer(inner.rawValue) } else { pen.json.null() }
    }
  }
  mutating func quantity(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Quantity) {
    add(name, sight, .decimal(min: nil)) { value, pen in pen.json.thousandths(get(value).rawValue) }
  }
  mutating func quantity(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Quantity?) {
    add(name, sight, .nullable(.decimal(min: nil))) { value, pen in
      if let inner = get(value) { pen.json.thousandths(inner.rawValue) } else { pen.json.null() }
    }
  }
  /// A number that is not rounded.
  mutating func number(_ name: StaticString, _ get: (borrowing Value) -> Double?) {
    add(name, nil, .nullable(.number(min: nil, max: nil))) { value, pen in
      if let number = get(value) { pen.json.number(number) } else { pen.json.null() }
    }
  }
  mutating func time(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Instant) {
    add(name, sight, .time) { value, pen in pen.json.time(get(value).rawValue) }
  }
  mutating func time(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Instant?) {
    add(name, sight, .nullable(.time)) { value, pen in
      if let inner = get(value) { pen.json.time(inner.rawValue) } else { pen.json.null() }
    }
  }
  mutating func date(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Day) {
    add(name, sight, .date) { value, pen in pen.json.date(get(value).rawValue) }
  }
  mutating func date(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Day?) {
    add(name, sight, .nullable(.date)) { value, pen in
      if let inner = get(value) { pen.json.date(inner.rawValue) } else { pen.json.null() }
    }
  }
  mutating func word<E: RawRepresentable<String> & CaseIterable>(
    _ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> E
  ) {
    add(name, sight, .words(of: E.self)) { value, pen in pen.json.string(get(value).rawValue) }
  }
  mutating func word<E: RawRepresentable<String> & CaseIterable>(
    _ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> E?
  ) {
    add(name, sight, .nullable(.words(of: E.self))) { value, pen in
      if let word = get(value) { pen.json.string(word.rawValue) } else { pen.json.null() }
    }
  }
  /// A word of a fixed list, for values without a Swift enumeration.
  mutating func word(_ name: StaticString, of words: @autoclosure () -> [String], _ get: (borrowing Value) -> String) {
    add(name, nil, .choice(words())) { value, pen in pen.json.string(get(value)) }
  }
  /// A word of an enumeration, straight from the database row.
  mutating func word<E: RawRepresentable<String> & CaseIterable>(
    _ name: StaticString, of: E.Type, sight: Sight? = nil, _ get: (borrowing Value) -> LentText
  ) {
    add(name, sight, .words(of: E.self)) { value, pen in pen.json.string(get(value)) }
  }
  mutating func word<E: RawRepresentable<String> & CaseIterable>(
    _ name: StaticString, of: E.Type, sight: Sight? = nil, _ get: (borrowing Value) -> LentText?
  ) {
    add(name, sight, .nullable(.words(of: E.self))) { value, pen in
      if let word = get(value) { pen.json.string(word) } else { pen.json.null() }
    }
  }
  /// JSON text that is known to be valid, such as an event's data.
  mutating func json(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> String) {
    add(name, sight, .map(.anything)) { value, pen in pen.json.raw(Array(get(value).utf8)) }
  }
}

extension Schema {
  static let anyText = Schema.text(min: 0, max: nil, format: nil)
  static let anyInteger = Schema.integer(min: nil, max: nil)
  fileprivate static func words<E: RawRepresentable<String> & CaseIterable>(of type: E.Type) -> Schema {
    .choice(E.allCases.map(\.rawValue))
  }
}
