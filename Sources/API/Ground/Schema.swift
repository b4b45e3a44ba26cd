internal import Domain
internal import JSON

/// The JSON form of a value: the JSON Schema (2020-12) subset that OpenAPI 3.1 documents here.
package indirect enum Schema: Sendable {
  case text(min: Int, max: Int?, format: String?)
  case integer(min: Int64?, max: Int64?)
  case decimal(min: Int64?)
  /// A number with any decimals.
  case number(min: Int64?, max: Int64?)
  case flag
  case choice([String])
  case list(Schema, min: Int, max: Int?)
  case map(Schema)
  case object(ObjectSchema)
  case nullable(Schema)
  case anything

  package static let time = Schema.text(min: 20, max: 40, format: "date-time")
  package static let date = Schema.text(min: 10, max: 10, format: "date")
}

package struct ObjectSchema: Sendable {
  package struct Property: Sendable {
    let name: String
    let schema: Schema
    let required: Bool
    let note: String?
    /// The sight that a reader needs for this response field.
    var sight: Sight?
  }
  let name: String
  let properties: [Property]
  /// True for bodies: an unknown field is refused.
  let closed: Bool
  /// JSON text of a body that works.
  var example: String?
  /// Fields with variable names, by a pattern of their names.
  var patterns: [(pattern: String, schema: Schema)] = []
}

extension Schema {
  /// Writes the schema. A named object is written only as a reference to the document's components.
  func write(_ json: inout JSONWriter, note: String? = nil) {
    json.beginObject()
    writeKeywords(&json)
    let words = [note, inWords].compactMap { $0 }
    if !words.isEmpty { json.field("description", words.joined(separator: ". ")) }
    json.endObject()
  }

  /// Limits without a keyword. `multipleOf` does not work: as a binary float, 0.043 is not a multiple of 0.001.
  private var inWords: String? {
    if case .decimal = self { "At most three decimals" } else { nil }
  }

  private func writeKeywords(_ json: inout JSONWriter) {
    switch self {
    case .text(let min, let max, let format):
      json.field("type", "string")
      if min > 0 { json.field("minLength", min) }
      if let max { json.field("maxLength", max) }
      if let format { json.field("format", format) }
    case .integer(let min, let max):
      json.field("type", "integer")
      json.field("format", "int64")
      if let min { json.field("minimum", min) }
      if let max { json.field("maximum", max) }
    case .decimal(let min):
      json.field("type", "number")
      // Some generated clients read a number without a format as one of seven digits.
      json.field("format", "double")
      if let min { json.key("minimum"); json.thousandths(min) }
    case .number(let min, let max):
      json.field("type", "number")
      json.field("format", "double")
      if let min { json.field("minimum", min) }
      if let max { json.field("maximum", max) }
    case .flag: json.field("type", "boolean")
    case .choice(let words):
      json.field("type", "string")
      json.field("enum", words)
    case .list(let item, let min, let max):
      json.field("type", "array")
      json.key("items")
      item.write(&json)
      if min > 0 { json.field("minItems", min) }
      if let max { json.field("maxItems", max) }
    case .map(let item):
      json.field("type", "object")
      json.key("additionalProperties")
      item.write(&json)
    case .object(let object): json.field("$ref", "#/components/schemas/\(object.name)")
    case .nullable(let inner):
      json.beginArray("anyOf")
      inner.write(&json)
      json.beginObject()
      json.field("type", "null")
      json.endObject()
      json.endArray()
    case .anything: break
    }
  }

  /// Writes a value for a path or a query that works.
  func writeExample(_ json: inout JSONWriter) {
    switch self {
    case .choice(let words): json.field("example", words.first)
    case .text(_, _, "date"): json.field("example", "2026-03-02")
    case .text(_, _, "date-time"): json.field("example", "2026-03-02T09:30:00Z")
    // The lengths of a telephone number.
    case .text(5, 40, nil): json.field("example", "89165551122")
    case .text: json.field("example", "1")
    default: json.field("example", 1)
    }
  }

  /// Collects the named objects that this schema refers to.
  func collect(into found: inout [String: ObjectSchema]) {
    switch self {
    case .list(let item, _, _), .map(let item), .nullable(let item): item.collect(into: &found)
    case .object(let object):
      guard found[object.name] == nil else { return }
      found[object.name] = object
      for property in object.properties { property.schema.collect(into: &found) }
    default: break
    }
  }
}

extension ObjectSchema {
  /// Writes an object. `isNarrowed`: `fields=` may have left out any field.
  func write(_ json: inout JSONWriter, isNarrowed: Bool = false) {
    json.beginObject()
    json.field("type", "object")
    if isNarrowed { json.field("description", "Whole, unless narrowed by `fields`") }
    json.beginObject("properties")
    for property in properties {
      json.key(property.name)
      property.schema.write(&json, note: property.note)
    }
    json.endObject()
    if !patterns.isEmpty {
      json.beginObject("patternProperties")
      for (pattern, schema) in patterns {
        json.key(pattern)
        schema.write(&json)
      }
      json.endObject()
    }
    let required = properties.filter(\.required).map(\.name)
    if !required.isEmpty, !isNarrowed { json.field("required", required) }
    if closed { json.field("additionalProperties", false) }
    json.endObject()
  }
}
