internal import Desk
internal import Domain
internal import JSON

/// Fields with parts: objects and lists. A lent list is written entry by entry as it is read, and only if the reader
/// wants it. If reading fails, the response fails.
extension ShapeBuilder where Value: ~Copyable {
  mutating func texts(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> [String]) {
    add(name, sight, .list(.anyText, min: 0, max: nil)) { value, pen in
      pen.json.beginArray()
      for text in get(value) { pen.json.string(text) }
      pen.json.endArray()
    }
  }
  mutating func texts(
    _ name: StaticString, sight: Sight? = nil, lent: (borrowing Value, (LentText) -> Void) throws -> Void
  ) {
    add(name, sight, .list(.anyText, min: 0, max: nil)) { value, pen in
      pen.json.beginArray()
      do { try lent(value) { text in pen.json.string(text) } } catch { pen.fail(error) }
      pen.json.endArray()
    }
  }
  mutating func integers(_ name: StaticString, sight: Sight? = nil, _ get: (borrowing Value) -> [Int64]) {
    add(name, sight, .list(.anyInteger, min: 0, max: nil)) { value, pen in
      pen.json.beginArray()
      for number in get(value) { pen.json.integer(number) }
      pen.json.endArray()
    }
  }
  mutating func object<T: ~Copyable>(_ name: StaticString, _ shape: Shape<T>, sight: Sight? = nil, _ get: (borrowing Value) -> T) {
    add(name, sight, shape.schema, inner: shape.names) { value, pen, selection in shape.write(get(value), &pen, selection) }
  }
  mutating func object<T>(_ name: StaticString, _ shape: Shape<T>, sight: Sight? = nil, _ get: (borrowing Value) -> T?) {
    add(name, sight, .nullable(shape.schema), inner: shape.names) { value, pen, selection in
      if let inner = get(value) { shape.write(inner, &pen, selection) } else { pen.json.null() }
    }
  }
  mutating func object<T: ~Copyable>(_ name: StaticString, _ form: LentShape<T>, sight: Sight? = nil, _ get: (borrowing Value) -> Lent<T>) {
    add(name, sight, form.schema, inner: form.names) { value, pen, selection in
      do { try get(value).lend { inner in form.shape.write(inner, &pen, selection) } } catch { pen.fail(error) }
    }
  }
  mutating func list<T>(_ name: StaticString, _ shape: Shape<T>, sight: Sight? = nil, _ get: (borrowing Value) -> [T]) {
    add(name, sight, .list(shape.schema, min: 0, max: nil), inner: shape.names) { value, pen, selection in
      shape.write(get(value), &pen, selection)
    }
  }
  mutating func list<T: ~Copyable>(
    _ name: StaticString, _ shape: Shape<T>, sight: Sight? = nil, lent: (borrowing Value, (borrowing T) -> Void) throws -> Void
  ) {
    add(name, sight, .list(shape.schema, min: 0, max: nil), inner: shape.names) { value, pen, selection in
      pen.json.beginArray()
      do { try lent(value) { entry in shape.write(entry, &pen, selection) } } catch { pen.fail(error) }
      pen.json.endArray()
    }
  }
  /// A list that is present only if it was asked for.
  mutating func included<T>(
    _ name: StaticString, _ shape: Shape<T>, sight: Sight? = nil, note: StaticString? = nil, _ get: (borrowing Value) -> [T]?
  ) {
    add(name, sight, .nullable(.list(shape.schema, min: 0, max: nil)), inner: shape.names, note: note) { value, pen, selection in
      if let items = get(value) { shape.write(items, &pen, selection) } else { pen.json.null() }
    }
  }
}
