internal import HTTP
internal import JSON

/// Describes responses.
extension OpenAPI {
  func writeResponses(_ route: Route, _ json: inout JSONWriter) {
    json.beginObject("responses")
    json.key("\(route.status)")
    json.beginObject()
    json.field("description", Problem.title(route.status) == "Error" ? "As asked" : Problem.title(route.status))
    AnswerHeader.write(AnswerHeader.all.filter { $0.stands(on: route) }, &json)
    writeContent(route, &json)
    json.endObject()
    if route.isDownload {
      json.key("206")
      json.beginObject()
      json.field("description", "Partial Content: the range")
      AnswerHeader.write(AnswerHeader.all.filter { $0.stands(on: route) }, &json)
      writeContent(route, &json)
      json.endObject()
    }
    if let later = route.later {
      json.key("202")
      json.beginObject()
      json.field("description", "Accepted: it goes on, and Location says where it tells how far it has come")
      AnswerHeader.write(AnswerHeader.later, &json)
      json.beginObject("content")
      json.beginObject("application/json")
      json.key("schema")
      later.write(&json)
      json.endObject()
      json.endObject()
      json.endObject()
    }
    if route.redirects {
      json.key("303")
      json.beginObject()
      json.field("description", "See Other: it is recorded, and the page shows it")
      AnswerHeader.write([.location, .requestID], &json)
      json.endObject()
    }
    for status in Self.statuses(of: route) {
      json.key("\(status)")
      json.beginObject()
      if status == 304 {
        json.field("description", "Not Modified")
        AnswerHeader.write(AnswerHeader.unchanged.filter { $0.stands(on: route) }, &json)
      } else {
        json.field("$ref", "#/components/responses/\(Refused(status).name)\(route.isPage ? "OrPage" : "")")
      }
      json.endObject()
    }
    json.endObject()
  }

  private func writeContent(_ route: Route, _ json: inout JSONWriter) {
    let answer = route.answers
    let media: String
    var others =
      (route.streams ? ["text/event-stream"] : []) + (route.isTable ? ["text/csv"] : []) + (route.isDrawn ? ["image/svg+xml"] : [])
    switch answer {
    case .nothing: return
    case .media(let type, let other):
      media = type
      if let other { others.append(other) }
    case .one, .page: media = "application/json"
    }
    json.beginObject("content")
    json.key(media)
    json.beginObject()
    json.key("schema")
    switch answer {
    case .one(let schema): Self.write([schema] + [route.twin?.schema].compactMap(\.self), &json)
    case .page(let schema): Self.page(of: schema).write(&json)
    case .media("application/json", _): json.raw(#"{"type":"object"}"#)
    default: Schema.text(min: 0, max: nil, format: nil).write(&json)
    }
    json.endObject()
    for other in others {
      json.key(other)
      json.beginObject()
      json.key("schema")
      Schema.anyText.write(&json)
      json.endObject()
    }
    json.endObject()
  }

  /// Writes one schema, or the choice between several.
  private static func write(_ schemas: [Schema], _ json: inout JSONWriter) {
    if schemas.count > 1 {
      json.beginObject()
      json.beginArray("oneOf")
    }
    for schema in schemas { schema.write(&json) }
    if schemas.count > 1 {
      json.endArray()
      json.endObject()
    }
  }

  /// The schema of a list's page. It has its own name, so that generated clients have a type for it.
  static func page(of item: Schema) -> Schema {
    guard case .object(let object) = item else { return .list(item, min: 0, max: nil) }
    return .object(
      ObjectSchema(
        name: object.name + "Page",
        properties: [
          .init(name: "items", schema: .list(item, min: 0, max: nil), required: true, note: nil),
          .init(
            name: "next_cursor", schema: .nullable(.anyText), required: true, note: "The cursor of the next page; null: this is the last"),
        ],
        closed: false))
  }

  /// All error statuses that the route can return.
  static func statuses(of route: Route) -> [Int] {
    var found: Set<Int> = [400, 404, 408, 413, 414, 431, 500, 503, 505]
    if route.right != nil { found.formUnion([401, 403, 429]) }
    if route.right == nil && (route.isPost || route.isChannels) { found.formUnion(route.isChannels ? [401] : [401, 429]) }
    if route.isLinked { found.insert(410) }
    if route.method == .get {
      if route.hasVersion { found.insert(304) }
      if route.isDownload { found.insert(416) }
    } else {
      found.formUnion([409, 415, 422, 507])
      if route.takesVersion { found.insert(412) }
      if route.requiresVersion { found.insert(428) }
    }
    return found.sorted()
  }

  /// Error responses, grouped by their headers.
  enum Refused: String, CaseIterable {
    case problem = "Problem"
    case unauthenticated = "Unauthenticated"
    case stale = "Stale"
    case tooMany = "TooMany"
    case unavailable = "Unavailable"

    var name: String { rawValue }

    init(_ status: Int) {
      switch status {
      case 401: self = .unauthenticated
      case 412: self = .stale
      case 429: self = .tooMany
      case 503: self = .unavailable
      default: self = .problem
      }
    }

    var headers: [AnswerHeader] {
      let own: [AnswerHeader] =
        switch self {
        case .problem: []
        case .unauthenticated: [.authenticate]
        case .stale: [.etag]
        case .tooMany, .unavailable: [.retryAfter]
        }
      return own + [.contentLanguage, .rateLimit, .rateLimitPolicy, .requestID]
    }

    func write(_ json: inout JSONWriter, orPage: Bool) {
      json.key(name + (orPage ? "OrPage" : ""))
      json.beginObject()
      let said = orPage ? "What stood in the way, said on a page where there is one" : "The problem (RFC 9457)"
      json.field("description", said)
      AnswerHeader.write(headers, &json)
      json.key("content")
      json.raw(orPage ? Self.page : Self.json)
      json.endObject()
    }

    private static let json: StaticString = ##"{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}"##
    private static let page: StaticString =
      ##"{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}},"text/html":{"schema":{"type":"string"}}}"##
  }
}

/// A header of responses.
enum AnswerHeader: String, CaseIterable {
  case etag = "ETag"
  case location = "Location"
  case link = "Link"
  case replayed = "Idempotency-Replayed"
  case rateLimit = "RateLimit"
  case rateLimitPolicy = "RateLimit-Policy"
  case retryAfter = "Retry-After"
  case authenticate = "WWW-Authenticate"
  case contentLanguage = "Content-Language"
  case requestID = "X-Request-Id"
  case preferenceApplied = "Preference-Applied"

  static let all = allCases
  /// Headers of a response that says where the result will be.
  static let later: [AnswerHeader] = [.location, .preferenceApplied, .replayed, .rateLimit, .rateLimitPolicy, .requestID]
  /// Headers of a response that says nothing has changed.
  static let unchanged: [AnswerHeader] = [.etag, .rateLimit, .rateLimitPolicy, .requestID]

  /// True if a successful response of the route may have the header.
  func stands(on route: Route) -> Bool {
    switch self {
    case .etag: route.hasVersion
    case .location: route.hasPlace
    case .link: route.isList
    case .replayed: route.isPost && !route.isSecret
    case .rateLimit, .rateLimitPolicy: route.isLimited
    case .requestID: true
    case .preferenceApplied: route.later != nil
    case .contentLanguage: route.isDrawn
    case .retryAfter, .authenticate: false
    }
  }

  var note: String {
    switch self {
    case .etag: "The version, for If-Match and If-None-Match (RFC 9110, 8.8.3)"
    case .location: "The path of the new thing"
    case .link: "The next page, rel=\"next\" (RFC 8288); absent on the last"
    case .replayed: "true: the request had been done already, under the same Idempotency-Key; this is its answer"
    case .rateLimit:
      "What is left: \"token\";r=requests;t=seconds until there are more (IETF draft of RateLimit fields); absent without a limit"
    case .rateLimitPolicy: "The limit: \"token\";q=requests;w=seconds"
    case .retryAfter: "Seconds after which it is worth asking again"
    case .authenticate: "Bearer"
    case .contentLanguage: "The language of the messages"
    case .requestID: "The request's name in the log and in events"
    case .preferenceApplied: "respond-async: as Prefer asked (RFC 7240)"
    }
  }

  /// References the headers of one response.
  static func write(_ headers: [AnswerHeader], _ json: inout JSONWriter) {
    if headers.isEmpty { return }
    json.beginObject("headers")
    for header in headers {
      json.key(header.rawValue)
      json.beginObject()
      json.field("$ref", "#/components/headers/\(header.rawValue)")
      json.endObject()
    }
    json.endObject()
  }

  func write(_ json: inout JSONWriter) {
    json.key(rawValue)
    json.beginObject()
    json.field("description", note)
    json.key("schema")
    (self == .retryAfter ? Schema.integer(min: 1, max: nil) : Schema.anyText).write(&json)
    json.endObject()
  }
}

extension Route {
  /// The schema of its single response.
  fileprivate var schema: Schema? {
    if case .one(let schema) = answers { schema } else { nil }
  }
}
