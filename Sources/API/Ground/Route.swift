internal import Desk
package import Domain
package import HTTP

/// A route of the API: the request, the right it needs, its body and response, and where it runs. It is a class,
/// because every request gets one and a struct of this size would be copied each time.
package final class Route: Sendable {
  package enum Runs: Sendable {
    case read, change, worker
    /// Runs on the desk thread without queueing and uses only memory.
    case atOnce
  }

  /// The longest body of a route.
  enum BodyLength: Sendable {
    /// For routes that anybody can call: log-in and the decision by a link. The length is enough for a thousand decisions.
    case short
    case usual
    /// An import's table.
    case file
    /// A mail, or a message with files.
    case mail
    /// A file that is written piece by piece.
    case upload

    static let shortest = 131_072
  }

  package enum Answer: Sendable {
    case one(Schema)
    case page(Schema)
    case nothing
    /// Another media type than JSON, such as a page or metrics. `or` is an alternative that the client can ask for.
    case media(String, or: String? = nil)
  }

  package let method: HTTP.Method
  package let path: String
  package let summary: String
  package let room: String
  /// nil: anybody, with or without a token.
  package let right: Right?
  package let runs: Runs
  let status: Int
  let query: ObjectSchema?
  /// True if the route has a search; a request with one runs on a worker.
  let searches: Bool
  let takes: ObjectSchema?
  let answers: Answer
  /// The response with 202, while the rest is still being done.
  let later: Schema?
  /// True if the response has an ETag.
  let hasVersion: Bool
  /// True if the response says where the new thing is.
  let hasPlace: Bool
  /// True if the handler takes the If-Match versions.
  let takesVersion: Bool
  /// True for a payment or receipt, where a retry without a key could happen twice.
  let requiresKey: Bool
  /// True if the response holds a secret, so that it is never stored for a retry.
  let isSecret: Bool
  /// True for the log-in, which is limited by address because passwords can be guessed.
  let isLogin: Bool
  /// True if only a link opens it. It is gone once the link is used or void.
  let isLink: Bool
  /// True if a channel's secret opens it, and nothing else.
  let isChannels: Bool
  /// True if the log must not name a request, by which an anonymous answer to a survey could be found: the response bears the name too.
  package let isNameless: Bool
  /// True if messages are handed over here.
  var takesDeliveries: Bool { isChannels && path.hasSuffix("/messages") }
  let bodyLength: BodyLength
  /// The crew of a route that runs on a worker.
  let crew: Crew
  /// True for a list that continues live for clients that accept `text/event-stream`.
  let streams: Bool
  /// True for a single response whose main part is a table.
  let isReport: Bool
  /// The media type of a body that is a file.
  let file: String?
  /// Notes about that file.
  let fileNote: String?
  /// The fields of a page's form, and the JSON accepted instead.
  let form: (form: ObjectSchema, json: ObjectSchema)?
  /// Words that can stand in the path where no id stands.
  let words: [String: [String]]
  /// The same words, by the index of the parameter.
  let wordsByPlace: [(place: Int, words: [String])]
  let handle: @Sendable (Call) throws -> Response
  /// The route at the same address that takes a file instead of JSON.
  package let twin: Route?
  /// The route for a body that may carry files, which runs on a worker; requests with another body stay here.
  let carrier: Route?

  init(
    _ method: HTTP.Method, _ path: String, _ summary: String, room: String, right: Right?, runs: Runs, status: Int, query: ObjectSchema?,
    takes: ObjectSchema?, answers: Answer, later: Schema?, hasVersion: Bool, hasPlace: Bool, takesVersion: Bool, requiresKey: Bool,
    isSecret: Bool,
    streams: Bool, isReport: Bool,
    file: String?, fileNote: String?, form: (form: ObjectSchema, json: ObjectSchema)?, words: [String: [String]],
    twin: Route?, carrier: Route? = nil, handle: @escaping @Sendable (Call) throws -> Response
  ) {
    self.method = method
    self.path = path
    isNameless = path == "/s/{token}" || path == "/v1/survey-links/{token}"
    self.summary = summary
    self.room = room
    self.right = right
    self.runs = runs
    self.status = status
    self.query = query
    searches = query?.properties.contains { $0.name == "q" } ?? false
    self.takes = takes
    self.answers = answers
    self.later = later
    self.hasVersion = hasVersion
    self.hasPlace = hasPlace
    self.takesVersion = takesVersion
    self.requiresKey = requiresKey
    self.isSecret = isSecret
    isLogin = path == "/v1/login"
    isLink = right == nil && path.contains("{token}")
    isChannels = right == nil && path.hasPrefix("/v1/channels/{id}/")
    let isHandedOver = isChannels && path.hasSuffix("/messages")
    bodyLength =
      isHandedOver ? .mail : file == Self.anyMedia ? .upload : file != nil ? .file : right == nil && !isChannels ? .short : .usual
    crew =
      switch bodyLength {
      case .short: isLogin ? .gate : .everyday
      case .usual: .everyday
      case .file: .bulk
      case .mail: .mail
      case .upload: .files
      }
    self.streams = streams
    self.isReport = isReport
    self.file = file
    self.fileNote = fileNote
    self.form = form
    self.words = words
    let names = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    wordsByPlace = names.enumerated().compactMap { place, name in words[name].map { (place, $0) } }
    self.handle = handle
    self.twin = twin
    self.carrier = carrier
  }

  /// The same with other routes at its address.
  func with(twin: Route? = nil, carrier: Route? = nil) -> Route {
    Route(
      method, path, summary, room: room, right: right, runs: runs, status: status, query: query, takes: takes, answers: answers,
      later: later, hasVersion: hasVersion, hasPlace: hasPlace, takesVersion: takesVersion, requiresKey: requiresKey, isSecret: isSecret,
      streams: streams, isReport: isReport, file: file, fileNote: fileNote, form: form, words: words, twin: twin ?? self.twin,
      carrier: carrier ?? self.carrier, handle: handle)
  }

  package var isPost: Bool { method == .post }
  /// True if the response comes page by page.
  var isList: Bool {
    if case .page = answers { true } else { false }
  }
  /// True if it is also available as a table, for clients that accept text/csv.
  var isTable: Bool { isList || isReport }
  /// True for the page of a survey, which has refusals of its own.
  var isSurveyPage: Bool { path == "/s/{token}" }
  /// True if a browser is led on to the page itself, so that a reload sends nothing twice.
  var redirects: Bool { isPost && isSurveyPage }
  /// True if it is also available as a picture.
  var isDrawn: Bool { path == "/v1/surveys/{id}/results" }
  /// True if `fields=` narrows its response.
  var narrows: Bool { query?.properties.contains { $0.name == "fields" } ?? false }
  /// True if it has a rate limit.
  var isLimited: Bool { right != nil || isLogin }
  /// True if the route takes a file of this media type. Bytes of no type are accepted too, because some clients can
  /// send nothing else.
  func takes(media: String?) -> Bool { media == file || media == Self.anyBytes || file == Self.anyMedia }
  static let anyBytes = "application/octet-stream"
  static let anyMedia = "*/*"
  /// True if it gives out a file, of which a client may ask for a range.
  var isDownload: Bool {
    if case .media(Self.anyBytes, _) = answers { true } else { false }
  }
  /// True for a page for people; its refusals may be pages too.
  var isPage: Bool {
    if case .media("text/html", _) = answers { true } else { false }
  }
  var isLinked: Bool { isPage && isLink }
  /// True if the answer is about the process, and needs nothing from the database.
  var isOfProcess: Bool { right == nil && !isLink && !isLogin && !isChannels }
  /// True if any query parameter is a mistake: `?dry_run=true` on an action without a dry run must not be carried out.
  /// A page allows them, because messengers add parameters to links.
  var takesNoQuery: Bool {
    if case .media = answers { false } else { query == nil }
  }
  /// True if If-Match is required: for PATCH, PUT and DELETE.
  var requiresVersion: Bool { takesVersion && !isPost }
  /// The operation's id, stable for generated clients: `GET /v1/clients/{id}` → `get_clients_id`.
  var operationID: String {
    let words = path.split(whereSeparator: { "/{}-_.".contains($0) }).filter { $0 != "v1" }
    return ([method.name.description.lowercased()] + words.map(String.init)).joined(separator: "_")
  }
}
