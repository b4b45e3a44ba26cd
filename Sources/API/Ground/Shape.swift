internal import Domain
internal import JSON

/// How a value is written on the wire, one line per field, and what the document says of it.
/// Fields that need a sight (contacts, costs, private notes) are left out for a reader without it.
package struct Shape<Value>: Sendable {
  package struct Field: Sendable {
    let name: StaticString
    let schema: Schema
    let sight: Sight
    let note: String?
    let inner: Selection.Names?
    let write: @Sendable (borrowing Value, inout JSONWriter, borrowing View) -> Void
  }
  let name: String
  let fields: [Field]
  /// What writing needs of the fields, by itself: to copy a whole field for every one that is written costs more than to write it.
  private let lines: [Line]
  private struct Line {
    let name: StaticString
    let sight: Sight
    let write: @Sendable (borrowing Value, inout JSONWriter, borrowing View) -> Void
  }
  /// The aggregate's version, for the ETag; nil for an answer that depends on the reader or the time too.
  let version: (@Sendable (Value) -> Int64?)?

  package init(_ name: String, version: (@Sendable (Value) -> Int64?)? = nil, _ build: (inout ShapeBuilder<Value>) -> Void) {
    var builder = ShapeBuilder<Value>()
    build(&builder)
    self.name = name
    self.version = version
    fields = builder.fields
    lines = builder.fields.map { Line(name: $0.name, sight: $0.sight, write: $0.write) }
  }

  func write(_ value: borrowing Value, _ json: inout JSONWriter, _ view: borrowing View) {
    json.beginObject()
    let everything = view.selection.isEverything
    for index in lines.indices where lines[index].sight.isSubset(of: view.sight) {
      if everything {
        json.key(lines[index].name)
        lines[index].write(value, &json, view)
      } else if view.selection.takes(index) {
        json.key(lines[index].name)
        lines[index].write(value, &json, View(sight: view.sight, selection: view.selection.inner(index)))
      }
    }
    json.endObject()
  }

  var schema: Schema {
    .object(
      ObjectSchema(
        name: name,
        properties: fields.map {
          .init(name: "\($0.name)", schema: $0.schema, required: $0.sight.isEmpty, note: $0.note)
        }, closed: false))
  }

  /// The names a `fields=` parameter may use.
  var names: Selection.Names { .init(fields.map { ("\($0.name)", $0.inner) }) }
}

/// What a reader gets to see of a value: their sight, and the fields they asked for.
package struct View {
  let sight: Sight
  let selection: Selection
}

/// `fields=a,b.c`, resolved to indexes so that writing compares no names.
package struct Selection: Sendable {
  final class Names: Sendable {
    let entries: [(name: String, inner: Names?)]
    init(_ entries: [(name: String, inner: Names?)]) { self.entries = entries }
  }

  private let taken: [Int: Selection]?
  static let everything = Selection(taken: nil)

  var isEverything: Bool { taken == nil }
  func takes(_ index: Int) -> Bool { taken.map { $0[index] != nil } ?? true }
  func inner(_ index: Int) -> Selection { taken?[index] ?? .everything }

  private init(taken: [Int: Selection]?) { self.taken = taken }

  /// Reads the parameter against the names there are; every unknown name is a fault.
  init(_ text: String, names: Names) throws(Refusal) {
    var faults: [Reason] = []
    self = Selection.parse(
      text.split(separator: ",", omittingEmptySubsequences: false).map { $0.split(separator: ".", omittingEmptySubsequences: false)[...] },
      names, &faults)
    if !faults.isEmpty { throw .malformed(faults) }
  }

  private static func parse(_ paths: [ArraySlice<Substring>], _ names: Names, _ faults: inout [Reason]) -> Selection {
    var taken: [Int: Selection] = [:]
    var inner: [Int: [ArraySlice<Substring>]] = [:]
    for path in paths {
      guard let first = path.first, let index = names.entries.firstIndex(where: { $0.name == first }) else {
        faults.append(.unknownAnswerField(path.joined(separator: ".")))
        continue
      }
      if path.count == 1 {
        taken[index] = .everything
      } else if names.entries[index].inner != nil {
        inner[index, default: []].append(path.dropFirst())
      } else {
        faults.append(.unknownAnswerField(path.joined(separator: ".")))
      }
    }
    for (index, rest) in inner where taken[index] == nil {
      if let below = names.entries[index].inner { taken[index] = parse(rest, below, &faults) }
    }
    return Selection(taken: taken)
  }
}

extension Reason {
  static func unknownAnswerField(_ name: String) -> Reason {
    .init(
      "unknown_answer_field", en: "The answer has no field “\(name.prefix(60))”.", ru: "В ответе нет поля «\(name.prefix(60))».",
      at: "fields")
  }
}
