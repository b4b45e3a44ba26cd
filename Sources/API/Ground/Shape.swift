internal import Domain
internal import JSON

/// How a value is written on the wire, one line per field, and what the document says of it.
/// Fields that need a sight (contacts, costs, private notes) are left out for a reader without it.
package struct Shape<Value: ~Copyable>: Sendable {
  let name: String
  let fields: [ShapeField]
  /// The names a `fields=` parameter may use.
  let names: Selection.Names
  /// The aggregate's version, for the ETag; nil for an answer that depends on the reader or the time too.
  let version: (@Sendable (borrowing Value) -> Int64?)?
  /// The declaration: run once to learn the fields, and again for every value that is written.
  private let declaration: @Sendable (inout ShapeBuilder<Value>) -> Void

  package init(
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

  func write(_ value: borrowing Value, _ json: inout JSONWriter, _ view: borrowing View) {
    json.beginObject()
    withUnsafePointer(to: value) { value in
      withUnsafeMutablePointer(to: &json) { json in
        var builder = ShapeBuilder<Value>(value, json, copy view)
        declaration(&builder)
      }
    }
    json.endObject()
  }

  var schema: Schema {
    .object(
      ObjectSchema(
        name: name, properties: fields.map { .init(name: $0.name, schema: $0.schema, required: $0.sight == nil, note: $0.note) },
        closed: false))
  }
}

extension Shape {
  func write(_ values: [Value], _ json: inout JSONWriter, _ view: borrowing View) {
    json.beginArray()
    for value in values { write(value, &json, view) }
    json.endArray()
  }
}

/// What a reader gets to see of a value: their sight, and the fields they asked for.
package struct View: Sendable {
  let sight: Sight
  let selection: Selection

  /// By the bits: an option set's own comparison is generic code across a module's border, and this is asked for every field.
  func shows(_ wanted: Sight) -> Bool { sight.rawValue & wanted.rawValue == wanted.rawValue }
}
