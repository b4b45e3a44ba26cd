internal import Desk
internal import Domain
internal import HTTP
internal import Synchronization

extension Service {
  /// The retry that a request may be; nil without an Idempotency-Key.
  func retry(_ route: Route, _ request: Request) throws -> Retry? {
    guard route.isPost, let key = request.header("idempotency-key") else { return nil }
    guard (1...255).contains(key.utf8.count) else { throw Refusal.malformed([.badKey]) }
    // A query that cannot be read is refused before anything is kept.
    let query = (try? request.queryItems()) ?? []
    return Retry(method: "POST", path: request.path, query: query, key: key, body: try body(route, request), isAnybodys: route.right == nil)
  }

  /// The request's body, or the hash of an upload.
  private func body(_ route: Route, _ request: Request) throws -> [UInt8] {
    guard route.bodyLength == .upload, let contents = onDesk.contents else { return request.withBody { Array($0) } }
    return try request.uploaded(in: contents).sha256 + Array((request.mediaType ?? "").utf8)
  }

  /// Runs a POST with an Idempotency-Key once. Its response is stored in the transaction of its effect, and a retry
  /// gets that response.
  func once(_ route: Route, _ request: Request, _ context: Context, _ body: () throws -> Response) throws -> Response {
    guard let retry = try retry(route, request) else { return try body() }
    if let kept = try Retries(context).find(retry) { return replay(kept, route, request, context) }
    let response = try body()
    // A refusal that keeps something is none the less a refusal: the same request may be carried out later.
    guard response.status < 400 else { return response }
    if route.isSecret {
      try Retries(context).keepSecret(retry)
    } else {
      try Retries(context).keep(retry, KeptAnswer(response))
    }
    return response
  }

  /// The same for a route on a worker. The write and the record that it was done share a savepoint. The response is
  /// added to the record when it is written. After a crash in between, a retry learns that the write was done and does
  /// not repeat it.
  func onceOnWorker(_ route: Route, _ request: Request, _ context: Context, _ body: (Retry?) throws -> Response) throws -> Response {
    guard let retry = try retry(route, request) else { return try body(nil) }
    if route.bodyLength == .file, let run = try onDesk.imports.twin(retry, userID: context.actor.userID, at: context.now) {
      return try ImportJSON.again(run, request.language)
    }
    let twin = "\(context.actor.userID ?? 0) \(retry.path) \(retry.key)"
    guard running.withLock({ $0.insert(twin).inserted }) else { throw Refusal.conflict(.twinRunning) }
    defer { running.withLock { _ = $0.remove(twin) } }
    if let kept = try Retries(context).find(retry) { return replay(kept, route, request, context) }
    let response = try body(retry)
    // Work that goes on after the response stores its last response itself.
    guard !route.isSecret, response.status != 202 else { return response }
    let answer = KeptAnswer(response)
    let actor = context.actor
    do {
      try onDesk.run { desk in
        do { try desk.perform(as: actor) { try Retries($0).keep(retry, answer) } } catch { self.says("an answer was not kept: \(error)") }
      }
    } catch {
      // The request was carried out all the same.
      says("an answer was not kept: \(error)")
    }
    return response
  }

  private func replay(_ kept: KeptAnswer, _ route: Route, _ request: Request, _ context: Context) -> Response {
    var response: Response
    if route.isLinked {
      let page = ApprovalPage(language: request.language, settings: context.settings)
      response = page.response(kept.status, String(decoding: kept.body, as: UTF8.self))
    } else {
      response = Response(status: kept.status, contentType: "application/json", body: kept.body)
    }
    if let tag = kept.headers["ETag"] { response.headers.append(("ETag", tag)) }
    if let place = kept.headers["Location"] { response.headers.append(("Location", place)) }
    response.headers.append(("Idempotency-Replayed", "true"))
    return response
  }
}

extension KeptAnswer {
  fileprivate init(_ response: Response) {
    let headers = response.headers.filter { "\($0.name)" == "ETag" || "\($0.name)" == "Location" }
    let named = Dictionary(headers.map { ("\($0.name)", $0.value) }, uniquingKeysWith: { $1 })
    self.init(status: response.status, headers: named, body: response.body)
  }
}

extension Reason {
  static let twinRunning = Reason(
    "twin_running", en: "The same request is running at this moment.", ru: "Такой же запрос выполняется прямо сейчас.")
  static let badKey = Reason(
    "bad_idempotency_key", en: "An Idempotency-Key has 1 to 255 characters.", ru: "Idempotency-Key содержит от 1 до 255 символов.",
    at: "Idempotency-Key")
}
