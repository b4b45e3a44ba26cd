internal import Domain

/// A thing with fields that people write. `fields` declares them once: POST reads them for a new thing, PATCH as a
/// merge patch (RFC 7396).
package protocol Formed: Sendable {
  static func fields(_ form: inout Form<Self>)
  /// The name in the OpenAPI document, followed by `Body` or `Patch`.
  static var formName: String { get }
  /// Valid bodies as JSON texts.
  static var newExample: String? { get }
  static var changeExample: String? { get }
}

extension Formed {
  package static var formName: String { "\(Self.self)" }
}

package struct Form<T: Sendable> {
  typealias Path<V> = any WritableKeyPath<T, V> & Sendable
  package typealias Step = @Sendable (inout T) -> Void
  private var fields: Fields
  private let isNew: Bool
  private var steps: [Step] = []

  /// Reads the fields of a new thing. Returns a step that writes them into it.
  static func new(_ fields: inout Fields, _ list: (inout Form) -> Void) -> Step { read(&fields, isNew: true, list) }

  /// Reads the fields of a change. Returns a step that writes them into the thing.
  static func change(_ fields: inout Fields, _ list: (inout Form) -> Void) -> Step { read(&fields, isNew: false, list) }

  private static func read(_ fields: inout Fields, isNew: Bool, _ list: (inout Form) -> Void) -> Step {
    var form = Form(fields: fields, isNew: isNew)
    list(&form)
    fields = form.fields
    return { [steps = form.steps] thing in for step in steps { step(&thing) } }
  }

  /// A field that a new thing must have and a change must not clear.
  mutating func required<V>(_ name: String, _ kind: Kind<V>, _ path: Path<V>, _ note: String? = nil) {
    required(name, kind, note) { $0[keyPath: path] = $1 }
  }

  mutating func required<V>(
    _ name: String, _ kind: Kind<V>, _ note: String? = nil, _ set: @escaping @Sendable (inout T, V) -> Void
  ) {
    if isNew {
      let value = fields.required(name, kind, note)
      steps.append { set(&$0, value) }
    } else {
      later(name, kind, note, set)
    }
  }

  /// A field with a default in a new thing. A change must not clear it.
  mutating func defaulted<V>(_ name: String, _ kind: Kind<V>, _ path: Path<V>, _ note: String? = nil) {
    if isNew {
      if let value = fields.defaulted(name, kind, note) { steps.append { $0[keyPath: path] = value } }
    } else {
      later(name, kind, path, note)
    }
  }

  /// An optional field. In a change, null clears it.
  mutating func clearable<V>(_ name: String, _ kind: Kind<V>, _ path: Path<V?>, _ note: String? = nil) {
    if isNew {
      if let value = fields.optional(name, kind, note) { steps.append { $0[keyPath: path] = value } }
      return
    }
    switch fields.patch(name, kind, note) {
    case .keep: break
    case .clear: steps.append { $0[keyPath: path] = nil }
    case .set(let value): steps.append { $0[keyPath: path] = value }
    }
  }

  /// A field that is required in a new thing and never changes.
  mutating func fixed<V>(_ name: String, _ kind: Kind<V>, _ path: Path<V>, _ note: String? = nil) {
    if isNew { required(name, kind, path, note) }
  }

  /// A field of changes only. A new thing has its default.
  mutating func later<V>(_ name: String, _ kind: Kind<V>, _ path: Path<V>, _ note: String? = nil) {
    later(name, kind, note) { $0[keyPath: path] = $1 }
  }

  private mutating func later<V>(
    _ name: String, _ kind: Kind<V>, _ note: String?, _ set: @escaping @Sendable (inout T, V) -> Void
  ) {
    guard !isNew, let value = fields.change(name, kind, note) else { return }
    steps.append { set(&$0, value) }
  }

  /// A field of changes only, which null clears.
  mutating func laterClearable<V>(_ name: String, _ kind: Kind<V>, _ path: Path<V?>, _ note: String? = nil) {
    if !isNew { clearable(name, kind, path, note) }
  }
}

/// The body of a POST that creates a thing.
struct New<T: Formed>: Declared {
  let fill: Form<T>.Step
  init(_ fields: inout Fields) { fill = Form.new(&fields, T.fields) }
  static var example: String? { T.newExample }
  static var schemaName: String { "\(T.formName)Body" }
}

/// The body of a PATCH that changes a thing.
struct Change<T: Formed>: Declared {
  let apply: Form<T>.Step
  init(_ fields: inout Fields) { apply = Form.change(&fields, T.fields) }
  static var example: String? { T.changeExample }
  static var schemaName: String { "\(T.formName)Patch" }
}
