internal import JSON

/// Describes the components that the rest of the document refers to.
extension OpenAPI {
  func writeComponents(_ json: inout JSONWriter) {
    json.beginObject("components")
    writeSchemas(&json)
    json.beginObject("headers")
    for header in AnswerHeader.all { header.write(&json) }
    json.endObject()
    json.beginObject("responses")
    for refused in Refused.allCases {
      for orPage in [false, true] { refused.write(&json, orPage: orPage) }
    }
    json.endObject()
    json.key("securitySchemes")
    json.raw(#"{"token":{"type":"http","scheme":"bearer"},"channel":{"type":"http","scheme":"bearer"}}"#)
    json.endObject()
    json.key("security")
    json.raw(#"[{"token":[]}]"#)
  }

  private func writeSchemas(_ json: inout JSONWriter) {
    let narrowed = narrowing ? Self.narrowed(of: routes) : [:]
    json.beginObject("schemas")
    for (name, schema) in Self.schemas(of: routes).sorted(by: { $0.key < $1.key }) {
      json.key(name)
      schema.write(&json, isNarrowed: narrowed[name] != nil)
    }
    json.key("Problem")
    json.raw(Self.problem)
    json.key("Fault")
    json.raw(Self.fault)
    json.endObject()
  }

  /// Schemas that `fields` can narrow, and all that they refer to.
  private static func narrowed(of routes: [Route]) -> [String: ObjectSchema] {
    var narrowed: [String: ObjectSchema] = [:]
    for route in routes where route.narrows {
      switch route.answers {
      case .one(let schema), .page(let schema): schema.collect(into: &narrowed)
      case .nothing, .media: break
      }
    }
    return narrowed
  }

  /// All schemas of bodies and responses.
  static func schemas(of routes: [Route]) -> [String: ObjectSchema] {
    var schemas: [String: ObjectSchema] = [:]
    EventJSON.event.schema.collect(into: &schemas)
    for route in routes + routes.compactMap(\.twin) {
      if let body = route.takes { Schema.object(body).collect(into: &schemas) }
      if let form = route.form { for body in [form.form, form.json] { Schema.object(body).collect(into: &schemas) } }
      switch route.answers {
      case .one(let schema): schema.collect(into: &schemas)
      case .page(let schema): page(of: schema).collect(into: &schemas)
      case .nothing, .media: break
      }
      route.later?.collect(into: &schemas)
    }
    return schemas
  }

  private static let problem: StaticString = """
    {"type":"object","required":["type","title","status","detail","code"],"properties":{"type":{"type":"string"},"title":{"type":"string"},\
    "status":{"type":"integer"},"detail":{"type":"string"},"code":{"type":"string"},"request_id":{"type":["string","null"]},\
    "errors":{"type":"array","items":{"$ref":"#/components/schemas/Fault"}},\
    "moves":{"type":"array","items":{"$ref":"#/components/schemas/Move"}},\
    "newer_messages":{"type":"array","description":"Of `client_wrote_since`: what the client has written since, newest first, at most 50",\
    "items":{"$ref":"#/components/schemas/Message"}}}}
    """
  private static let fault: StaticString = """
    {"type":"object","required":["pointer","code","message"],"properties":{"pointer":{"type":["string","null"],"description":\
    "Where in the body (RFC 6901), or the name of a parameter or header"},"code":{"type":"string"},"message":{"type":"string"}}}
    """
}
