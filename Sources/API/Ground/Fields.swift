internal import Domain
internal import JSON

/// A body or a set of query parameters. Its only initializer is its declaration. Run on a request, it decodes and
/// validates; run on nothing, it describes the fields for the OpenAPI document. So these cannot differ.
///
/// The initializer must ask for every field on every run: no field may depend on another's value.
package protocol Declared: Sendable {
  init(_ fields: inout Fields)
  /// JSON text of a body that works.
  static var example: String? { get }
  /// The name in the OpenAPI document.
  static var schemaName: String { get }
}

extension Declared {
  package static var example: String? { nil }
  package static var schemaName: String { "\(Self.self)" }
}

/// A field of a merge patch (RFC 7396): absent keeps the value, null clears it.
package enum Patch<T: Sendable>: Sendable {
  case keep
  case set(T)
  case clear

  package func applied(to value: T?) -> T? {
    switch self {
    case .keep: value
    case .set(let new): new
    case .clear: nil
    }
  }
}

package struct Fields {
  private enum Source {
    case object(JSONObject)
    case query([(name: String, value: String)])
    case nothing
  }
  private let source: Source
  private let pointer: String
  private(set) var faults: [Reason] = []
  /// Members of the source that the declaration has asked for.
  private var asked: [Bool]
  private var properties: [ObjectSchema.Property] = []

  private init(_ source: Source, at pointer: String) {
    self.source = source
    self.pointer = pointer
    asked =
      switch source {
      case .object(let object): Array(repeating: false, count: object.members.count)
      case .query(let items): Array(repeating: false, count: items.count)
      case .nothing: []
      }
  }

  // MARK: Fields of a declaration

  package mutating func required<T>(_ name: String, _ kind: Kind<T>, _ note: String? = nil) -> T {
    declare(name, kind.schema, required: true, note)
    switch input(name) {
    case .none:
      if case .nothing = source {} else { faults.append(.missing(at: place(name))) }
      return kind.placeholder
    case .some(let input): return kind.read(input, place(name), &faults) ?? kind.placeholder
    }
  }

  /// An optional field. Null is the same as absent.
  package mutating func optional<T>(_ name: String, _ kind: Kind<T>, _ note: String? = nil) -> T? {
    let isNullable = !isQuery
    declare(name, isNullable ? .nullable(kind.schema) : kind.schema, required: false, note)
    return value(name, kind)
  }

  package mutating func optional<T>(_ name: String, _ kind: Kind<T>, or fallback: T, _ note: String? = nil) -> T {
    defaulted(name, kind, note) ?? fallback
  }

  /// Reads a field like `optional`, but documents it as not nullable, because the thing always has a value.
  mutating func defaulted<T>(_ name: String, _ kind: Kind<T>, _ note: String? = nil) -> T? {
    declare(name, kind.schema, required: false, note)
    return value(name, kind)
  }

  /// A field of a merge patch that may be cleared.
  package mutating func patch<T>(_ name: String, _ kind: Kind<T>, _ note: String? = nil) -> Patch<T> {
    declare(name, .nullable(kind.schema), required: false, note)
    switch input(name) {
    case .none: return .keep
    case .some(.json(.null)): return .clear
    case .some(let input): return kind.read(input, place(name), &faults).map { .set($0) } ?? .keep
    }
  }

  /// A field of a merge patch that always has a value: null is a fault.
  package mutating func change<T>(_ name: String, _ kind: Kind<T>, _ note: String? = nil) -> T? {
    declare(name, kind.schema, required: false, note)
    guard let input = input(name) else { return nil }
    if case .json(.null) = input { return faults.add(.mayNotBeNull(at: place(name))) }
    return kind.read(input, place(name), &faults)
  }

  // MARK: Running a declaration

  /// The schema of a declaration, and a value of placeholders.
  static func record<T: Declared>(_ type: T.Type, query: Bool = false) -> (value: T, schema: ObjectSchema) {
    var fields = Fields(.nothing, at: query ? "?" : "")
    let value = T(&fields)
    return (value, ObjectSchema(name: T.schemaName, properties: fields.properties, closed: true, example: T.example))
  }

  /// Reads an object. nil if it has faults, all of which are added.
  static func read<T: Declared>(_ type: T.Type, from object: JSONObject, at pointer: String, _ faults: inout [Reason]) -> T? {
    var fields = Fields(.object(object), at: pointer)
    let value = T(&fields)
    for (member, isKnown) in zip(object.members, fields.asked) where !isKnown {
      // One fault more than the response shows is enough to know that there are more.
      if faults.count + fields.faults.count > Faults.most { break }
      fields.faults.append(.unknownField(member.key, at: unknownPlace(member.key, at: pointer)))
    }
    faults += fields.faults
    return fields.faults.isEmpty ? value : nil
  }

  /// The place of an unknown field. A name longer than any field's is not repeated; its object is named instead.
  private static func unknownPlace(_ name: String, at pointer: String) -> String {
    name.utf8.count > 200 ? pointer : "\(pointer)/\(JSONPointer.escape(name))"
  }

  /// Reads query parameters. Every unknown, repeated or invalid one is named.
  static func read<T: Declared>(_ type: T.Type, query items: [(name: String, value: String)]) throws(Refusal) -> T {
    var fields = Fields(.query(items), at: "?")
    let value = T(&fields)
    for (index, item) in items.enumerated() where !fields.asked[index] {
      if fields.faults.count > Faults.most { break }
      let first = items.firstIndex { $0.name == item.name } ?? index
      fields.faults.append(fields.asked[first] ? .repeatedParameter(item.name) : .unknownParameter(item.name))
    }
    guard fields.faults.isEmpty else { throw .malformed(fields.faults) }
    return value
  }

  // MARK: Helpers

  private var isQuery: Bool { pointer == "?" }

  private mutating func declare(_ name: String, _ schema: @autoclosure () -> Schema, required: Bool, _ note: String?) {
    if case .nothing = source { properties.append(.init(name: name, schema: schema(), required: required, note: note)) }
  }

  private mutating func value<T>(_ name: String, _ kind: Kind<T>) -> T? {
    guard let input = input(name) else { return nil }
    if case .json(.null) = input { return nil }
    return kind.read(input, place(name), &faults)
  }

  private mutating func input(_ name: String) -> Input? {
    switch source {
    case .object(let object):
      guard let index = object.members.firstIndex(where: { $0.key == name }) else { return nil }
      asked[index] = true
      return .json(object.members[index].value)
    case .query(let items):
      guard let index = items.firstIndex(where: { $0.name == name }) else { return nil }
      asked[index] = true
      return .text(items[index].value)
    case .nothing: return nil
    }
  }

  /// The place of a field: a JSON pointer in a body, the name alone in a query.
  private func place(_ name: String) -> String { isQuery ? name : "\(pointer)/\(name)" }
}
