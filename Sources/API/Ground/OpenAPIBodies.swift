internal import JSON

/// Describes request bodies.
extension OpenAPI {
  /// `twin`: the route at the same address that takes a file.
  func writeBody(_ body: ObjectSchema, or twin: Route?, _ json: inout JSONWriter) {
    json.beginObject("requestBody")
    if let note = twin?.fileNote { json.field("description", note) }
    json.field("required", body.properties.contains(where: \.required))
    json.beginObject("content")
    write(body, as: "application/json", &json)
    if let file = twin?.file { writeBytes(file, &json) }
    json.endObject()
    json.endObject()
  }

  func writeForm(_ form: ObjectSchema, or other: ObjectSchema, _ json: inout JSONWriter) {
    json.beginObject("requestBody")
    json.field("required", true)
    json.beginObject("content")
    write(form, as: "application/x-www-form-urlencoded", &json)
    write(other, as: "application/json", &json)
    json.endObject()
    json.endObject()
  }

  private func write(_ body: ObjectSchema, as media: StaticString, _ json: inout JSONWriter) {
    json.beginObject(media)
    json.beginObject("schema")
    json.field("$ref", "#/components/schemas/\(body.name)")
    json.endObject()
    if let example = body.example {
      json.key("example")
      json.raw(Array(example.utf8))
    }
    json.endObject()
  }

  func writeFile(_ media: String, _ note: String?, _ json: inout JSONWriter) {
    json.beginObject("requestBody")
    if let note { json.field("description", note) }
    json.field("required", true)
    json.beginObject("content")
    for media in [media, Route.anyBytes] { writeBytes(media, &json) }
    json.endObject()
    json.endObject()
  }

  private func writeBytes(_ media: String, _ json: inout JSONWriter) {
    json.key(media)
    json.beginObject()
    json.key("schema")
    Schema.text(min: 0, max: nil, format: "binary").write(&json)
    json.endObject()
  }
}
