internal import Desk
internal import Domain
internal import HTTP
internal import JSON

/// The JSON form of a value, one line per field, and its description in the document. Fields that need a sight
/// (contacts, costs, private notes) are left out for a reader without it.
struct Shape<Value: ~Copyable>: Sendable {
  let name: String
  let fields: [ShapeField]
  /// Names that a `fields=` parameter can use.
  let names: Selection.Names
  /// The version for the ETag; nil for a response that also depends on the reader or the time.
  let version: (@Sendable (borrowing Value) -> Int64?)?
  /// The declaration. It runs once to describe the fields, and again for every value that is written.
  private let declaration: @Sendable (inout ShapeBuilder<Value>) -> Void

  init(
    _ name: String, version: (@Sendable (borrowing Value) -> Int64?)? = nil,
    _ declaration: @escaping @Sendable (inout ShapeBuilder<Value>) -> Void
  ) {
    var builder = ShapeBuilder<Value>()
    declaration(&builder)
    self.name = name
    self.version = version
    self.declaration = declaration
    fields = builder.fields
    names = Selection.Names(builder.fields.map { ($0.name, $0.inner) })
  }

  func write(_ value: borrowing Value, _ pen: inout Pen, _ selection: borrowing Selection = .everything) {
    pen.json.beginObject()
    withUnsafeMutablePointer(to: &pen) { pen in writeFields(of: value, pen, copy selection) }
    pen.json.endObject()
  }

  /// Writes the fields into an object that has begun. `index` is that of the first one in the selection.
  func writeFields(of value: borrowing Value, _ pen: UnsafeMutablePointer<Pen>, _ selection: Selection, from index: Int = 0) {
    withUnsafePointer(to: value) { value in
      var builder = ShapeBuilder<Value>(value, pen, selection, from: index)
      declaration(&builder)
    }
  }

  var schema: Schema {
    .object(
      ObjectSchema(
        name: name,
        properties: fields.map { .init(name: $0.name, schema: $0.schema, required: $0.sight == nil, note: $0.note, sight: $0.sight) },
        closed: false))
  }
}

extension Shape {
  func write(_ values: [Value], _ pen: inout Pen, _ selection: borrowing Selection) {
    pen.json.beginArray()
    for value in values { write(value, &pen, selection) }
    pen.json.endArray()
  }
}

/// Turns a handler's result into a response: a value, or one that is lent while it is written.
protocol AnswerShape: Sendable {
  associatedtype Made
  var schema: Schema { get }
  var names: Selection.Names { get }
  /// True if a response to GET has an ETag.
  var isVersioned: Bool { get }
  func answer(_ made: Made, to call: Call, status: Int) throws -> Response
}

extension Shape: AnswerShape {
  var isVersioned: Bool { version != nil }
  func answer(_ made: Value, to call: Call, status: Int) throws -> Response { try call.answer(made, self, status: status) }
}

/// The shape of a lent value.
struct LentShape<Value: ~Copyable>: AnswerShape {
  let shape: Shape<Value>

  init(
    _ name: String, version: (@Sendable (borrowing Value) -> Int64?)? = nil,
    _ declaration: @escaping @Sendable (inout ShapeBuilder<Value>) -> Void
  ) { shape = Shape(name, version: version, declaration) }

  var schema: Schema { shape.schema }
  var names: Selection.Names { shape.names }
  var isVersioned: Bool { shape.version != nil }

  func answer(_ made: Lent<Value>, to call: Call, status: Int) throws -> Response {
    var answer: Result<Response, any Error>?
    try made.lend { value in
      do { answer = .success(try call.answer(value, shape, status: status)) } catch { answer = .failure(error) }
    }
    guard let answer else { throw StoreFailure.unexpected("nothing was lent") }
    return try answer.get()
  }
}
