internal import HTTP
internal import JSON

/// Describes parameters in path, query and headers.
extension OpenAPI {
  struct Parameter {
    let name: String
    let place: String
    let schema: Schema
    let required: Bool
    let note: String?
  }

  func writeParameters(_ route: Route, _ json: inout JSONWriter) {
    json.beginArray("parameters")
    for parameter in Self.parameters(of: route) where narrowing || parameter.name != "fields" { parameter.write(&json) }
    json.endArray()
  }

  static func parameters(of route: Route) -> [Parameter] {
    let path = route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { segment in
      let name = String(segment.dropFirst().dropLast())
      let other: Schema = name.hasSuffix("id") ? .integer(min: 1, max: nil) : .text(min: 1, max: 200, format: nil)
      return Parameter(name: name, place: "path", schema: route.words[name].map(Schema.choice) ?? other, required: true, note: nil)
    }
    let query = (route.query?.properties ?? []).map {
      Parameter(name: $0.name, place: "query", schema: $0.schema, required: $0.required, note: $0.note)
    }
    return path + query + headers(of: route)
  }

  private static func headers(of route: Route) -> [Parameter] {
    func header(_ name: String, _ note: String, max: Int? = nil, required: Bool = false) -> Parameter {
      Parameter(name: name, place: "header", schema: .text(min: 1, max: max, format: nil), required: required, note: note)
    }
    var headers: [Parameter] = []
    if let owner = route.versionOwner {
      headers.append(header("If-Match", "The version you saw of \(owner), a list of such, or *", required: route.requiresVersion))
    }
    if route.isPost {
      let note = "The same key again gets the same answer; one above 64 KiB is kept as done only: 409 answered_at_length, read it anew"
      headers.append(header("Idempotency-Key", note, max: 255, required: route.requiresKey))
    }
    if route.method == .get, route.hasVersion {
      headers.append(header("If-None-Match", "The ETag you hold: 304 while it is still so"))
    }
    if route.isDownload {
      headers.append(header("Range", "bytes=0-499, bytes=500- or bytes=-500: that part of the file (206), or 416 if it lies outside"))
      headers.append(header("If-Range", "The ETag of the file that you have a part of; if it is another now, all of it comes"))
    }
    if route.streams {
      let note = "Of a live stream: the last event you have. It goes on after it, or says by an event `reset` that it never happened here"
      headers.append(header("Last-Event-ID", note))
    }
    if route.later != nil {
      headers.append(header("Prefer", "respond-async: 202 at once, however short the file (RFC 7240)"))
    }
    return headers + [header("Accept-Language", "en or ru: the language of messages")]
  }
}

extension OpenAPI.Parameter {
  func write(_ json: inout JSONWriter) {
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
}
