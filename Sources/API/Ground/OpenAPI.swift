internal import Domain
internal import HTTP
internal import JSON

/// The OpenAPI 3.1 document, made from the same declarations that decode, validate and write.
enum OpenAPI {
  static func document(_ routes: [Route], version: String) -> [UInt8] {
    var json = JSONWriter(reserving: 262_144)
    json.beginObject()
    json.field("openapi", "3.1.0")
    json.beginObject("info")
    json.field("title", "Service Desk")
    json.field("version", version)
    json.field("description", "The desk of a service centre: clients, vehicles, work orders, parts, purchasing, billing.")
    json.endObject()
    json.beginArray("servers")
    json.beginObject()
    json.field("url", "/")
    json.endObject()
    json.endArray()
    writePaths(routes, &json)
    writeComponents(routes, &json)
    json.endObject()
    return json.finish()
  }

  private static func writePaths(_ routes: [Route], _ json: inout JSONWriter) {
    json.beginObject("paths")
    var paths: [String] = []
    for route in routes where !paths.contains(route.path) { paths.append(route.path) }
    for path in paths {
      json.key(path)
      json.beginObject()
      for route in routes where route.path == path { write(route, &json) }
      json.endObject()
    }
    json.endObject()
  }

  private static func write(_ route: Route, _ json: inout JSONWriter) {
    json.key(route.method.name.description.lowercased())
    json.beginObject()
    json.field("operationId", route.operationID)
    json.field("summary", route.summary)
    json.field("tags", [route.room])
    if let right = route.right {
      let roles = Role.allCases.filter { $0.may(right) }.map(\.rawValue)
      json.field("description", "Roles: \(roles.joined(separator: ", ")).")
    } else {
      json.key("security")
      json.raw("[]")
    }
    writeParameters(route, &json)
    if let body = route.takes { writeBody(body, &json) }
    if let file = route.file { writeFile(file, route.fileNote, &json) }
    if let form = route.form { writeForm(form.form, or: form.json, &json) }
    writeResponses(route, &json)
    json.endObject()
  }

  private static func writeParameters(_ route: Route, _ json: inout JSONWriter) {
    json.beginArray("parameters")
    for segment in route.path.split(separator: "/") where segment.hasPrefix("{") {
      let name = String(segment.dropFirst().dropLast())
      let other: Schema = name.hasSuffix("id") ? .integer(min: 1, max: nil) : .text(min: 1, max: 200, format: nil)
      let schema = route.words[name].map(Schema.choice) ?? other
      writeParameter(name, "path", schema, required: true, nil, &json)
    }
    for property in route.query?.properties ?? [] {
      writeParameter(property.name, "query", property.schema, required: property.required, property.note, &json)
    }
    if route.takesVersion {
      writeParameter(
        "If-Match", "header", .text(min: 1, max: nil, format: nil), required: route.requiresVersion,
        "The version you saw (an ETag), a list of such, or *",
        &json)
    }
    if route.isPost {
      writeParameter(
        "Idempotency-Key", "header", .text(min: 1, max: 255, format: nil), required: route.requiresKey,
        "The same key again gets the same answer; one above 64 KiB is kept as done only: 409 answered_at_length, read it anew",
        &json)
    }
    json.endArray()
  }

  private static func writeParameter(
    _ name: String, _ place: String, _ schema: Schema, required: Bool, _ note: String?, _ json: inout JSONWriter
  ) {
    json.beginObject()
    json.field("name", name)
    json.field("in", place)
    json.field("required", required)
    if let note { json.field("description", note) }
    json.key("schema")
    schema.write(&json)
    if required, place != "header" { schema.writeExample(&json) }
    json.endObject()
  }

  private static func writeResponses(_ route: Route, _ json: inout JSONWriter) {
    json.beginObject("responses")
    json.key("\(route.status)")
    json.beginObject()
    json.field("description", Problem.title(route.status) == "Error" ? "As asked" : Problem.title(route.status))
    writeContent(route.answers, streams: route.streams, &json)
    json.endObject()
    for status in statuses(of: route) {
      json.key("\(status)")
      json.beginObject()
      if status == 304 {
        json.field("description", "Not Modified")
      } else {
        json.field("$ref", "#/components/responses/\(route.isPage ? "ProblemOrPage" : "Problem")")
      }
      json.endObject()
    }
    json.endObject()
  }

  private static func writeContent(_ answer: Route.Answer, streams: Bool, _ json: inout JSONWriter) {
    let media: String
    switch answer {
    case .nothing: return
    case .media(let type): media = type
    case .one, .page: media = "application/json"
    }
    json.beginObject("content")
    json.key(media)
    json.beginObject()
    json.key("schema")
    switch answer {
    case .one(let schema): schema.write(&json)
    case .page(let schema): writePage(schema, &json)
    case .media("application/json"): json.raw(#"{"type":"object"}"#)
    default: Schema.text(min: 0, max: nil, format: nil).write(&json)
    }
    json.endObject()
    if streams {
      json.beginObject("text/event-stream")
      json.key("schema")
      Schema.text(min: 0, max: nil, format: nil).write(&json)
      json.endObject()
    }
    json.endObject()
  }

  private static func writePage(_ item: Schema, _ json: inout JSONWriter) {
    json.beginObject()
    json.field("type", "object")
    json.beginObject("properties")
    json.key("items")
    Schema.list(item, min: 0, max: nil).write(&json)
    json.key("next_cursor")
    Schema.nullable(.text(min: 0, max: nil, format: nil)).write(&json)
    json.endObject()
    json.field("required", ["items", "next_cursor"])
    json.endObject()
  }

  /// Every refusal the route can come to.
  private static func statuses(of route: Route) -> [Int] {
    var found: Set<Int> = [400, 404, 408, 413, 414, 431, 500, 503, 505]
    if route.right != nil { found.formUnion([401, 403, 429]) }
    if route.right == nil && route.isPost { found.formUnion([401, 429]) }
    if route.isLinked { found.insert(410) }
    if route.method == .get {
      if case .one = route.answers, route.hasVersion { found.insert(304) }
    } else {
      found.formUnion([409, 415, 422, 507])
      if route.takesVersion { found.insert(412) }
      if route.requiresVersion { found.insert(428) }
    }
    return found.sorted()
  }

  private static func writeComponents(_ routes: [Route], _ json: inout JSONWriter) {
    var schemas: [String: ObjectSchema] = [:]
    for route in routes {
      if let body = route.takes { Schema.object(body).collect(into: &schemas) }
      if let form = route.form { for body in [form.form, form.json] { Schema.object(body).collect(into: &schemas) } }
      switch route.answers {
      case .one(let schema), .page(let schema): schema.collect(into: &schemas)
      default: break
      }
    }
    json.beginObject("components")
    json.beginObject("schemas")
    for (name, schema) in schemas.sorted(by: { $0.key < $1.key }) {
      json.key(name)
      schema.write(&json)
    }
    json.key("Problem")
    json.raw(problemSchema)
    json.endObject()
    json.key("responses")
    json.raw(
      """
      {"Problem":{"description":"What stood in the way (RFC 9457)","content":{"application/problem+json":\
      {"schema":{"$ref":"#/components/schemas/Problem"}}}},\
      "ProblemOrPage":{"description":"What stood in the way, said on a page where there is one","content":\
      {"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}},"text/html":{"schema":{"type":"string"}}}}}
      """)
    json.key("securitySchemes")
    json.raw(#"{"token":{"type":"http","scheme":"bearer"}}"#)
    json.endObject()
    json.key("security")
    json.raw(#"[{"token":[]}]"#)
  }

  private static let problemSchema: StaticString = """
    {"type":"object","required":["type","title","status","detail","code"],"properties":{"type":{"type":"string"},"title":{"type":"string"},\
    "status":{"type":"integer"},"detail":{"type":"string"},"code":{"type":"string"},"request_id":{"type":["string","null"]},\
    "errors":{"type":"array","items":{"type":"object","properties":{"pointer":{"type":["string","null"]},"code":{"type":"string"},\
    "message":{"type":"string"}}}},"moves":{"type":"array","items":{"$ref":"#/components/schemas/Move"}}}}
    """
}
