internal import Desk
internal import Domain
internal import HTTP

extension Service {
  /// A POST with an Idempotency-Key happens once: its answer is kept in the same savepoint as its effect, and a retry gets that answer.
  func once(_ route: Route, _ request: Request, _ context: Context, _ body: () throws -> Response) throws -> Response {
    guard route.isPost, let key = request.header("idempotency-key") else { return try body() }
    guard (1...255).contains(key.utf8.count) else { throw Refusal.malformed([.badKey]) }
    let retry = Retry(method: "POST", path: request.path, key: key, body: request.withBody { Array($0) })
    if let kept = try Retries(context).find(retry) {
      var response = Response(status: kept.status, contentType: "application/json", body: kept.body)
      if let tag = kept.headers["ETag"] { response.headers.append(("ETag", tag)) }
      if let place = kept.headers["Location"] { response.headers.append(("Location", place)) }
      response.headers.append(("Idempotency-Replayed", "true"))
      return response
    }
    let response = try body()
    if route.isSecret {
      try Retries(context).keepSecret(retry)
    } else {
      let headers = response.headers.filter { "\($0.name)" == "ETag" || "\($0.name)" == "Location" }
      let named = Dictionary(headers.map { ("\($0.name)", $0.value) }, uniquingKeysWith: { $1 })
      try Retries(context).keep(retry, KeptAnswer(status: response.status, headers: named, body: response.body))
    }
    return response
  }
}

extension Reason {
  static let badKey = Reason(
    "bad_idempotency_key", en: "An Idempotency-Key has 1 to 255 characters.", ru: "Idempotency-Key содержит от 1 до 255 символов.",
    at: "Idempotency-Key")
}
