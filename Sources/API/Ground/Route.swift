internal import Desk
package import Domain
package import HTTP

/// One line of the API: what is asked, who may ask, what is taken and answered, and where it runs.
/// A class, because every request is handed one: a struct of this size would be copied each time.
package final class Route: Sendable {
  package enum Runs: Sendable {
    case read, change, worker
    /// On the desk thread before any queue: it looks at nothing but memory.
    case atOnce
  }

  /// How long a body may be.
  enum BodyLength: Sendable {
    /// The answer to a link and a log-in come from anybody: a thousand decisions fit in.
    case short
    case usual
    case file

    static let shortest = 131_072
  }

  package enum Answer: Sendable {
    case one(Schema)
    case page(Schema)
    case nothing
    /// Not JSON: a page for people, metrics; another form of it for whoever asks for that.
    case media(String, or: String? = nil)
  }

  package let method: HTTP.Method
  package let path: String
  package let summary: String
  package let room: String
  /// nil: whoever comes, with or without a token.
  package let right: Right?
  package let runs: Runs
  let status: Int
  let query: ObjectSchema?
  /// It has a search; with one it runs on a worker.
  let searches: Bool
  let takes: ObjectSchema?
  let answers: Answer
  /// What is answered with 202 while the rest is still being done.
  let later: Schema?
  /// The answer bears an ETag.
  let hasVersion: Bool
  /// The answer says where the new thing is.
  let hasPlace: Bool
  /// The handler is given the versions of If-Match.
  let takesVersion: Bool
  /// A payment or a receipt: a retry without a key could be a second one.
  let requiresKey: Bool
  /// The answer holds a secret, so it is never kept for a retry.
  let isSecret: Bool
  /// Guessing at passwords: limited by address.
  let isLogin: Bool
  /// What only a link opens: gone, once the link is used up or void.
  let isLink: Bool
  let bodyLength: BodyLength
  /// Who runs it, where it runs on a worker.
  let crew: Crew
  /// A list that goes on live for whoever accepts `text/event-stream`.
  let streams: Bool
  /// One answer that is a table at heart.
  let isReport: Bool
  /// The media type of a body that is a file, taken as it is.
  let file: String?
  /// What there is to know of that file.
  let fileNote: String?
  /// What a page's form sends, and the JSON that is taken instead of it.
  let form: (form: ObjectSchema, json: ObjectSchema)?
  /// The words that can stand in the path where no id stands.
  let words: [String: [String]]
  let handle: @Sendable (Call) throws -> Response

  init(
    _ method: HTTP.Method, _ path: String, _ summary: String, room: String, right: Right?, runs: Runs, status: Int, query: ObjectSchema?,
    takes: ObjectSchema?, answers: Answer, later: Schema?, hasVersion: Bool, hasPlace: Bool, takesVersion: Bool, requiresKey: Bool,
    isSecret: Bool,
    streams: Bool, isReport: Bool,
    file: String?, fileNote: String?, form: (form: ObjectSchema, json: ObjectSchema)?, words: [String: [String]],
    handle: @escaping @Sendable (Call) throws -> Response
  ) {
    self.method = method
    self.path = path
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
    crew = isLogin ? .gate : file != nil ? .bulk : .everyday
    bodyLength = file != nil ? .file : right == nil ? .short : .usual
    self.streams = streams
    self.isReport = isReport
    self.file = file
    self.fileNote = fileNote
    self.form = form
    self.words = words
    self.handle = handle
  }

  package var isPost: Bool { method == .post }
  /// Answered page by page.
  var isList: Bool {
    if case .page = answers { true } else { false }
  }
  /// Comes as a table too, for whoever accepts text/csv.
  var isTable: Bool { isList || isReport }
  /// `fields=` narrows its answer.
  var narrows: Bool { query?.properties.contains { $0.name == "fields" } ?? false }
  /// Whoever asks too often is refused.
  var isLimited: Bool { right != nil || isLogin }
  /// Whether a file comes as what it is; as bytes of no kind it is taken too, which is what some clients can send.
  func takes(media: String?) -> Bool { media == file || media == Self.anyBytes }
  static let anyBytes = "application/octet-stream"
  /// For people: what it refuses, it may refuse on a page.
  var isPage: Bool {
    if case .media("text/html", _) = answers { true } else { false }
  }
  var isLinked: Bool { isPage && isLink }
  /// Whatever is asked beside the path is a mistake: `?dry_run=true` of a deed that knows no dry run must not be done in earnest.
  /// A page is opened from links that messengers write their own parameters into.
  var takesNoQuery: Bool {
    if case .media = answers { false } else { query == nil }
  }
  /// PATCH, PUT and DELETE must name the version they saw.
  var requiresVersion: Bool { takesVersion && !isPost }
  /// `GET /v1/clients/{id}` → `get_clients_id`, stable for generated clients.
  var operationID: String {
    let words = path.split(whereSeparator: { "/{}-_.".contains($0) }).filter { $0 != "v1" }
    return ([method.name.description.lowercased()] + words.map(String.init)).joined(separator: "_")
  }
}
