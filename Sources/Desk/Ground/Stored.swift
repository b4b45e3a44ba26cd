internal import Domain
internal import SQLite

/// A value that can be a column and a detail of an event.
typealias Cell = Bindable & Column & Telling

protocol Telling { var told: Detail.Value { get } }

/// A column of a table: how it is read, when it is written, and which detail an event gets when its value changes.
struct Stored<Thing: Kept>: Sendable {
  typealias Path<V> = any WritableKeyPath<Thing, V> & Sendable
  enum Written { case always, once, never }

  let name: StaticString
  let read: (@Sendable (borrowing Row, Int32, inout Thing) throws -> Void)?
  let written: Written
  let value: @Sendable (Thing) -> any Bindable
  let told: (@Sendable (_ old: Thing?, _ new: Thing) -> Detail?)?

  /// A column that the database sets, or that has its own statements.
  static func kept<V: Cell & Sendable>(_ name: StaticString, _ path: Path<V>) -> Stored { field(name, path, .never) }

  /// A column that is written only when the thing is inserted.
  static func fixed<V: Cell & Sendable>(_ name: StaticString, _ path: Path<V>) -> Stored { field(name, path, .once) }

  /// Like `fixed`, but the event of the new thing has its value.
  static func named<V: Cell & Sendable>(_ name: StaticString, _ path: Path<V>) -> Stored {
    field(name, path, .once, told: change(name, path))
  }

  /// A column that an edit can change. The event has the value before and after.
  static func edited<V: Cell & Sendable>(_ name: StaticString, _ path: Path<V>) -> Stored {
    field(name, path, .always, told: change(name, path))
  }

  /// Like `edited`, but events do not mention it.
  static func untold<V: Cell & Sendable>(_ name: StaticString, _ path: Path<V>) -> Stored { field(name, path, .always) }

  /// Like `edited`, but the event only says that the value changed.
  static func hushed<V: Cell & Equatable & Sendable>(_ name: StaticString, _ path: Path<V>, as fact: StaticString) -> Stored {
    let held = FieldAccess(path)
    return field(name, path, .always) { old, new in old.map(held.value) == held.value(new) ? nil : .fact(fact, true) }
  }

  /// Like `edited` for personal values. They are stored apart from the event, where an erasure finds them.
  static func personal(_ name: StaticString, _ path: Path<String>) -> Stored {
    let held = FieldAccess(path)
    return field(name, path, .always) { old, new in .personal(name, old.map(held.value), held.value(new)) }
  }

  static func personal(_ name: StaticString, _ path: Path<String?>) -> Stored {
    let held = FieldAccess(path)
    return field(name, path, .always) { old, new in .personal(name, old.flatMap(held.value), held.value(new)) }
  }

  static func personal(_ name: StaticString, _ path: Path<Day?>) -> Stored {
    field(name, path, .always) { old, new in .personal(name, old?[keyPath: path]?.text, new[keyPath: path]?.text) }
  }

  /// Like `personal` if the thing has an owner, before or after the change. Without one the event itself holds the value:
  /// an erasure finds personal values by their owner and would never find this one.
  static func personal(_ name: StaticString, _ path: Path<String?>, of owner: Path<Int64?>) -> Stored {
    field(name, path, .always) { old, new in
      let (before, after) = (old?[keyPath: path], new[keyPath: path])
      let isOwned = new[keyPath: owner] ?? old?[keyPath: owner] != nil
      return isOwned ? .personal(name, before, after) : .changed(name, .init(before), .init(after))
    }
  }

  /// A column computed from the thing, for searching and sorting.
  static func derived<V: Bindable>(
    _ name: StaticString, written: Written = .always, _ value: @escaping @Sendable (Thing) -> V
  ) -> Stored {
    Stored(name: name, read: nil, written: written, value: value, told: nil)
  }

  /// A column that holds the field at `path`.
  private static func field<V: Cell & Sendable>(
    _ name: StaticString, _ path: Path<V>, _ written: Written, told: (@Sendable (Thing?, Thing) -> Detail?)? = nil
  ) -> Stored {
    let held = FieldAccess(path)
    return Stored(
      name: name, read: { row, index, thing in held.set(try row[index] as V, in: &thing) }, written: written, value: { held.value($0) },
      told: told)
  }

  private static func change<V: Cell & Sendable>(
    _ name: StaticString, _ path: Path<V>
  ) -> @Sendable (Thing?, Thing) -> Detail? {
    let held = FieldAccess(path)
    return { old, new in .changed(name, old.map { held.value($0).told } ?? .null, held.value(new).told) }
  }
}

extension Detail {
  fileprivate static func personal(_ name: StaticString, _ before: String?, _ after: String?) -> Detail? {
    before == after ? nil : .personal(name, before: before, after: after)
  }

  fileprivate static func changed(_ name: StaticString, _ before: Value, _ after: Value) -> Detail? {
    before == after ? nil : .change(name, before, after)
  }
}

extension Int64: Telling { var told: Detail.Value { .integer(self) } }
extension Bool: Telling { var told: Detail.Value { .flag(self) } }
extension String: Telling { var told: Detail.Value { .text(self) } }
extension Money: Telling { var told: Detail.Value { .integer(rawValue) } }
extension Share: Telling { var told: Detail.Value { .integer(rawValue) } }
extension Quantity: Telling { var told: Detail.Value { .quantity(self) } }
extension Day: Telling { var told: Detail.Value { .date(self) } }
extension Instant: Telling { var told: Detail.Value { .time(self) } }
extension Optional: Telling where Wrapped: Telling { var told: Detail.Value { self?.told ?? .null } }
extension RawRepresentable<String> { var told: Detail.Value { .text(rawValue) } }
