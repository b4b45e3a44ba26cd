package import Domain
internal import JSON

/// The vocabulary of a shape: `s.money("total_minor") { $0.total }`.
///
/// A shape's declaration is run with one of these. Without a value it notes what the document says of each field; with one it
/// writes the field at once. So a field costs a call, not a kept closure, and what is written cannot differ from what is documented.
package struct ShapeBuilder<Value: ~Copyable>: ~Copyable {
  private(set) var fields: [ShapeField] = []
  private let value: UnsafePointer<Value>?
  private let json: UnsafeMutablePointer<JSONWriter>?
  private let view: View
  private var index = 0

  /// Only notes what is declared.
  init() {
    value = nil
    json = nil
    view = View(sight: [], selection: .everything)
  }

  /// Writes what is declared. The pointers are the caller's for as long as the declaration runs.
  init(_ value: UnsafePointer<Value>, _ json: UnsafeMutablePointer<JSONWriter>, _ view: View) {
    self.value = value
    self.json = json
    self.view = view
  }

  @inline(__always) private mutating func add(
    _ name: StaticString, _ sight: Sight?, _ schema: @autoclosure () -> Schema,
    _ write: (borrowing Value, inout JSONWriter) -> Void
  ) {
    guard let value, let json else { return declare(name, sight, schema(), nil) }
    if sight.map(view.shows) ?? true, view.selection.takes(index) {
      json.pointee.key(name)
      write(value.pointee, &json.pointee)
    }
    index &+= 1
  }

  /// A field with fields of its own.
  @inline(__always) private mutating func add(
    _ name: StaticString, _ sight: Sight?, _ schema: @autoclosure () -> Schema, inner: @autoclosure () -> Selection.Names,
    _ write: (borrowing Value, inout JSONWriter, borrowing View) -> Void
  ) {
    guard let value, let json else { return declare(name, sight, schema(), inner()) }
    if sight.map(view.shows) ?? true, view.selection.takes(index) {
      json.pointee.key(name)
      if view.selection.isEverything {
        write(value.pointee, &json.pointee, view)
      } else {
        write(value.pointee, &json.pointee, View(sight: view.sight, selection: view.selection.within(index)))
      }
    }
    index &+= 1
  }

  private mutating func declare(_ name: StaticString, _ sight: Sight?, _ schema: Schema, _ inner: Selection.Names?) {
    let note = sight == nil ? nil : "Only in answers to those who may see it."
    fields.append(ShapeField(name: "\(name)", schema: schema, sight: sight, note: note, inner: inner))
  }
}

/// What the document says of a field, and the names below it.
struct ShapeField: Sendable {
  let name: String
  let schema: Schema
  let sight: Sight?
  let note: String?
  let inner: Selection.Names?
}

extension ShapeBuilder where Value: ~Copyable {
  package mutating func text(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> String) {
    add(name, sight, .anyText) { value, json in json.string(get(value)) }
  }
  package mutating func text(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> String?) {
    add(name, sight, .nullable(.anyText)) { value, json in
      if let inner = get(value) { json.string(inner) } else { json.null() }
    }
  }
  /// Text as it lies in the database's row.
  package mutating func text(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> UnsafeRawBufferPointer) {
    add(name, sight, .anyText) { value, json in json.string(utf8: get(value)) }
  }
  package mutating func text(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> UnsafeRawBufferPointer?) {
    add(name, sight, .nullable(.anyText)) { value, json in
      if let text = get(value) { json.string(utf8: text) } else { json.null() }
    }
  }
  package mutating func texts(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> [String]) {
    add(name, sight, .list(.anyText, min: 0, max: nil)) { value, json in
      json.beginArray()
      for text in get(value) { json.string(text) }
      json.endArray()
    }
  }
  package mutating func integer(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Int64) {
    add(name, sight, .anyInteger) { value, json in json.integer(get(value)) }
  }
  package mutating func integer(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Int64?) {
    add(name, sight, .nullable(.anyInteger)) { value, json in
      if let inner = get(value) { json.integer(inner) } else { json.null() }
    }
  }
  package mutating func integers(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> [Int64]) {
    add(name, sight, .list(.anyInteger, min: 0, max: nil)) { value, json in
      json.beginArray()
      for number in get(value) { json.integer(number) }
      json.endArray()
    }
  }
  package mutating func flag(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Bool) {
    add(name, sight, .flag) { value, json in json.bool(get(value)) }
  }
  package mutating func flag(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Bool?) {
    add(name, sight, .nullable(.flag)) { value, json in
      if let inner = get(value) { json.bool(inner) } else { json.null() }
    }
  }
  package mutating func money(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Money) {
    add(name, sight, .anyInteger) { value, json in json.integer(get(value).rawValue) }
  }
  package mutating func money(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Money?) {
    add(name, sight, .nullable(.anyInteger)) { value, json in
      if let inner = get(value) { json.integer(inner.rawValue) } else { json.null() }
    }
  }
  package mutating func share(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Share) {
    add(name, sight, .anyInteger) { value, json in json.integer(get(value).rawValue) }
  }
  package mutating func share(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Share?) {
    add(name, sight, .nullable(.anyInteger)) { value, json in
      if let inner = get(value) { json.integer(inner.rawValue) } else { json.null() }
    }
  }
  package mutating func quantity(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Quantity) {
    add(name, sight, .decimal(min: nil)) { value, json in json.thousandths(get(value).rawValue) }
  }
  package mutating func quantity(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Quantity?) {
    add(name, sight, .nullable(.decimal(min: nil))) { value, json in
      if let inner = get(value) { json.thousandths(inner.rawValue) } else { json.null() }
    }
  }
  package mutating func time(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Instant) {
    add(name, sight, .time) { value, json in json.time(get(value).rawValue) }
  }
  package mutating func time(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Instant?) {
    add(name, sight, .nullable(.time)) { value, json in
      if let inner = get(value) { json.time(inner.rawValue) } else { json.null() }
    }
  }
  package mutating func date(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Day) {
    add(name, sight, .date) { value, json in json.date(get(value).rawValue) }
  }
  package mutating func date(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> Day?) {
    add(name, sight, .nullable(.date)) { value, json in
      if let inner = get(value) { json.date(inner.rawValue) } else { json.null() }
    }
  }
  package mutating func word<E: RawRepresentable<String> & CaseIterable>(
    _ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> E
  ) {
    add(name, sight, .words(of: E.self)) { value, json in json.string(get(value).rawValue) }
  }
  package mutating func word<E: RawRepresentable<String> & CaseIterable>(
    _ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> E?
  ) {
    add(name, sight, .nullable(.words(of: E.self))) { value, json in
      if let word = get(value) { json.string(word.rawValue) } else { json.null() }
    }
  }
  /// A word of a closed list that is no enumeration.
  package mutating func word(_ name: StaticString, of words: [String], _ get: (borrowing Value) -> String) {
    add(name, nil, .choice(words)) { value, json in json.string(get(value)) }
  }
  /// One of the words of an enumeration, as it lies in the database's row.
  package mutating func word<E: RawRepresentable<String> & CaseIterable>(
    _ name: StaticString, of: E.Type, sight: Sight? = nil, _ get: (borrowing Value) -> UnsafeRawBufferPointer
  ) {
    add(name, sight, .words(of: E.self)) { value, json in json.string(utf8: get(value)) }
  }
  package mutating func object<T>(_ name: StaticString, _ shape: Shape<T>, sight: Sight? = nil, _ get: (borrowing Value) -> T) {
    add(name, sight, shape.schema, inner: shape.names) { value, json, view in shape.write(get(value), &json, view) }
  }
  package mutating func object<T>(_ name: StaticString, _ shape: Shape<T>, sight: Sight? = nil, _ get: (borrowing Value) -> T?) {
    add(name, sight, .nullable(shape.schema), inner: shape.names) { value, json, view in
      if let inner = get(value) { shape.write(inner, &json, view) } else { json.null() }
    }
  }
  package mutating func list<T>(_ name: StaticString, _ shape: Shape<T>, sight: Sight? = nil, _ get: (borrowing Value) -> [T]) {
    add(name, sight, .list(shape.schema, min: 0, max: nil), inner: shape.names) { value, json, view in
      shape.write(get(value), &json, view)
    }
  }
  /// A list that is only there for those who asked for it.
  package mutating func included<T>(_ name: StaticString, _ shape: Shape<T>, sight: Sight? = nil, _ get: (borrowing Value) -> [T]?) {
    add(name, sight, .nullable(.list(shape.schema, min: 0, max: nil)), inner: shape.names) { value, json, view in
      if let items = get(value) { shape.write(items, &json, view) } else { json.null() }
    }
  }
  /// JSON text that is already valid, such as an event's data.
  package mutating func json(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> String) {
    add(name, sight, .map(.anything)) { value, json in json.raw(Array(get(value).utf8)) }
  }
}

extension Schema {
  fileprivate static let anyText = Schema.text(min: 0, max: nil, format: nil)
  fileprivate static let anyInteger = Schema.integer(min: nil, max: nil)
  fileprivate static func words<E: RawRepresentable<String> & CaseIterable>(of type: E.Type) -> Schema {
    .choice(E.allCases.map(\.rawValue))
  }
}
