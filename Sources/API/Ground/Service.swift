package import Desk
package import Domain
package import HTTP
internal import SQLite
internal import Synchronization

/// The API as a whole: it decides what a request is, who may ask it and where it runs, and turns whatever comes of it into an answer.
package final class Service: Sendable {
  package let routes: [Route]
  /// Requests with an Idempotency-Key that workers are at.
  let running = Mutex<Set<String>>([])
  let router: Router
  let onDesk: OnDesk
  let says: @Sendable (String) -> Void

  /// `says` takes what only the log may know.
  package init(rooms: [Room], onDesk: OnDesk, says: @escaping @Sendable (String) -> Void) {
    routes = rooms.flatMap(\.routes)
    var router = Router()
    for (index, route) in routes.enumerated() { router.add(route.method, route.path, route: index) }
    self.router = router
    self.onDesk = onDesk
    self.says = says
  }

  // MARK: On the desk thread

  /// Where a request runs, or the answer it gets at once. Authentication and roles are checked here for every lane.
  package func plan(_ request: inout Request, _ desk: Desk, _ gate: Gate) -> Lane {
    switch router.match(&request) {
    case .notFound: return .answer(Problem.response(.notFound("path"), request))
    case .methodNotAllowed(let allow):
      if request.method == .options { return .answer(Response(status: 204, headers: [("Allow", allow)])) }
      return .answer(notAllowed(allow, request))
    case .found(let index): return admit(routes[index], &request, desk, gate)
    }
  }

  private func admit(_ route: Route, _ request: inout Request, _ desk: Desk, _ gate: Gate) -> Lane {
    do throws(Refusal) {
      let session = try gate.admit(request, route.right, desk)
      request.context = session
      try checkHeaders(route, request)
      switch route.runs {
      case .read: return .read
      case .change: return .change
      case .worker: return .worker
      case .stream:
        return .stream(audience: Audience.mask(session.actor.role), after: request.header("last-event-id").flatMap { Int64($0) })
      }
    } catch { return .answer(Problem.response(error, request)) }
  }

  private func checkHeaders(_ route: Route, _ request: Request) throws(Refusal) {
    if route.requiresVersion, request.withHeader("if-match", { $0 == nil }) { throw .versionRequired }
    if route.takes != nil, request.bodyCount > 0, !request.isJSON { throw .malformed([.notJSON]) }
    if route.requiresKey, request.withHeader("idempotency-key", { $0 == nil }) { throw .malformed([.keyRequired]) }
  }

  private func notAllowed(_ allow: String, _ request: Request) -> Response {
    var response = Problem.make(405, .methodNotAllowed(allow), [], request, request.language)
    response.headers.append(("Allow", allow))
    return response
  }

  // MARK: Running

  /// Runs a reading or a worker's request on the connection of its thread.
  package func read(_ request: Request, _ desk: Desk, milliseconds: Int64 = 50) -> Response {
    let route = routes[request.route]
    do {
      let (response, overran) = try desk.db.within(milliseconds: milliseconds) {
        try desk.read(as: request.session.actor, requestID: request.requestID) { context in
          try onceOnWorker(route, request, context) { retry in
            try route.handle(Call(request, context, route, onDesk: onDesk, retry: retry))
          }
        }
      }
      if overran { says("slow: \(request.requestID) \(route.path)") }
      return response
    } catch { return answer(to: error, request) }
  }

  /// Runs a change in its savepoint. If SQLite has ended the turn's transaction, says so: nothing of the turn is kept.
  package func change(_ request: Request, _ desk: Desk) -> Changed {
    let route = routes[request.route]
    do {
      let (response, overran) = try desk.db.within(milliseconds: 50) {
        try desk.perform(as: request.session.actor, requestID: request.requestID) { context in
          try once(route, request, context) { try route.handle(Call(request, context, route, onDesk: onDesk)) }
        }
      }
      if overran { says("slow: \(request.requestID) \(route.path)") }
      return .answered(response)
    } catch let lost as TransactionLost {
      says("transaction lost: \(request.requestID) \(lost.cause)")
      return .transactionLost
    } catch { return .answered(answer(to: error, request)) }
  }

  private func answer(to error: any Error, _ request: Request) -> Response {
    if let refusal = error as? Refusal { return Problem.response(refusal, request) }
    says("failed: \(request.requestID) \(routes[request.route].path) \(error)")
    if let failure = error as? DatabaseError { return failed(failure, request) }
    return Problem.make(500, .unexpected, [], request, request.language)
  }

  private func failed(_ failure: DatabaseError, _ request: Request) -> Response {
    if failure.isFull { return Problem.make(507, .diskFull, [], request, request.language) }
    if failure.isInterrupted { return Problem.response(.unavailable(.tooSlow), request) }
    if failure.isInputOutput || failure.isBusy { return Problem.response(.unavailable(.storage), request) }
    return Problem.make(500, .unexpected, [], request, request.language)
  }

  /// The honest answer for a change whose turn could not be kept.
  package func failure(_ request: Request, full: Bool) -> Response {
    full ? Problem.make(507, .diskFull, [], request, request.language) : Problem.response(.unavailable(.storage), request)
  }
}

extension Request {
  var session: Session { (context as? Session) ?? .nobody }

  var isJSON: Bool {
    withHeader("content-type") { value in
      guard let value else { return false }
      let text = String(decoding: value, as: UTF8.self).lowercased()
      return text.hasPrefix("application/json") || text.hasPrefix("application/merge-patch+json")
    }
  }
}

extension Reason {
  static let notJSON = Reason(
    "unsupported_media_type", en: "Send the body as application/json.", ru: "Отправьте тело как application/json.", at: "Content-Type")
  static let keyRequired = Reason(
    "idempotency_key_required", en: "Send an Idempotency-Key, so that a retry is no second one.",
    ru: "Укажите Idempotency-Key, чтобы повтор не стал вторым действием.", at: "Idempotency-Key")
  static func methodNotAllowed(_ allow: String) -> Reason {
    .init("method_not_allowed", en: "Here only \(allow) is possible.", ru: "Здесь возможно только: \(allow).")
  }
}
