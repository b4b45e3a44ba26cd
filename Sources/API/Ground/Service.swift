package import Desk
package import Domain
package import HTTP
internal import Synchronization

/// The longest bodies in bytes, by what they are.
package struct BodyLimits: Sendable {
  package var usual: Int
  package var imports: Int
  package var mail: Int
  package var file: Int

  package init(usual: Int, imports: Int, mail: Int, file: Int) {
    (self.usual, self.imports, self.mail, self.file) = (usual, imports, mail, file)
  }
}

/// The API as a whole. It finds a request's route, checks its rights, decides where it runs, and turns its result into
/// a response.
package final class Service: Sendable {
  package let routes: [Route]
  /// All routes, then those for files at the address of another. A request carries the index.
  private let all: [Route]
  /// By a route's index, that of its twin and of its carrier. Every request looks there.
  private let twins: [Int?]
  private let carriers: [Int?]
  /// Requests with an Idempotency-Key that workers are handling.
  let running = Mutex<Set<String>>([])
  let router: Router
  let onDesk: OnDesk
  private let busy = BusyAnswer()
  let says: @Sendable (String) -> Void

  /// `says` gets messages for the log only.
  package init(rooms: [Room], onDesk: OnDesk, says: @escaping @Sendable (String) -> Void) {
    routes = rooms.flatMap(\.routes)
    var router = Router()
    for (index, route) in routes.enumerated() { router.add(route.method, route.path, route: index) }
    self.router = router
    let plain = routes
    var all = plain
    func added(_ route: Route?) -> Int? {
      guard let route else { return nil }
      all.append(route)
      return all.count - 1
    }
    twins = plain.map { added($0.twin) }
    carriers = plain.map { added($0.carrier) }
    self.all = all
    self.onDesk = onDesk
    self.says = says
  }

  // MARK: On the desk thread

  /// Finds a request's route. If routes share an address, the body's media type chooses, and whether it may carry files.
  private func match(_ request: inout Request) -> Router.Match {
    let found = router.match(&request)
    guard case .found(let index) = found else { return found }
    if let twin = twins[index], !request.isJSON, all[twin].file == request.mediaType {
      request.route = twin
    } else if let carrier = carriers[index], request.mayCarryFiles {
      request.route = carrier
    }
    return .found(request.route)
  }

  package func route(of request: Request) -> Route? { request.route >= 0 ? all[request.route] : nil }

  /// The lane of a request, or its immediate response. Authentication and roles are checked here for every lane.
  package func plan(_ request: inout Request, _ desk: Desk, _ gate: Gate) -> Lane {
    switch match(&request) {
    case .notFound:
      // `OPTIONS *` asks whether the server is there and which methods it knows (RFC 9110, 9.3.7).
      if request.isAsterisk { return .answer(Response(status: 204, headers: [("Allow", Self.allMethods)])) }
      return .answer(Problem.response(.notFound(.address), request))
    case .methodNotAllowed(let allow):
      if request.method == .options { return .answer(Response(status: 204, headers: [("Allow", allow)])) }
      return .answer(notAllowed(allow, request))
    case .found(let index): return admit(all[index], &request, desk, gate)
    }
  }

  /// The queue that a request would wait in.
  package func queue(_ request: inout Request) -> Queue {
    guard case .found(let index) = match(&request) else { return .none }
    return switch all[index].runs {
    case .read: .read
    case .change: .change
    case .worker, .atOnce: .none
    }
  }

  private static let allMethods = Method.allCases.filter { $0 != .other }.map { "\($0.name)" }.joined(separator: ", ")

  package func mayHear(_ request: Request, _ desk: Desk, _ gate: Gate) -> Bool { gate.mayHear(request, desk) }

  private func admit(_ route: Route, _ request: inout Request, _ desk: Desk, _ gate: Gate) -> Lane {
    do throws(Refusal) {
      let admission = try gate.admit(request, route, desk)
      request.context = admission
      let session = admission.session
      if let wrong = wrongMedia(route, request, hasBody: request.bodyCount > 0) { return .answer(wrong) }
      try checkHeaders(route, request)
      if route.streams, request.acceptsStream {
        return .stream(audience: Audience.mask(session.actor.role), after: try LiveEvents.start(of: request))
      }
      // A table may be a whole list, so it runs on a worker.
      if route.isTable, request.acceptsCSV { return .worker(.everyday) }
      switch route.runs {
      // A search may read everything, so it runs on a worker.
      case .read where route.searches && request.hasQuery:
        return try request.parameters().contains { $0.name == "q" } ? .worker(.everyday) : .read
      case .read: return .read
      case .change: return .change
      case .worker: return .worker(route.crew)
      case .atOnce: return .answer(read(request, desk))
      }
    } catch { return .answer(refusal(error, route, request, desk)) }
  }

  /// The refusal of a link, as a page if it was opened in a browser.
  private func refusal(_ refusal: Refusal, _ route: Route, _ request: Request, _ desk: Desk) -> Response {
    guard route.isLinked else { return Problem.response(refusal, request) }
    if route.isSurveyPage {
      return SurveyPage(company: desk.settings.company, zone: desk.settings.zone, language: request.language).refusal(refusal)
    }
    return ApprovalPage(language: request.language, settings: desk.settings).refusal(refusal)
  }

  private func checkHeaders(_ route: Route, _ request: Request) throws(Refusal) {
    for (place, words) in route.wordsByPlace where !words.contains(request.parameter(place)) { throw .notFound(.address) }
    if route.requiresVersion, request.withHeader("if-match", { $0 == nil }) { throw .versionRequired }
    if route.requiresKey, request.withHeader("idempotency-key", { $0 == nil }) { throw .malformed([.keyRequired]) }
    if request.hasQuery, route.takesNoQuery { _ = try Fields.read(NoQuery.self, query: request.parameters()) }
  }

  private func wrongMedia(_ route: Route, _ request: Request, hasBody: Bool) -> Response? {
    if route.takes != nil, hasBody, !request.isJSON { return Problem.make(415, .notJSON, [], request, request.language) }
    if let file = route.file, !route.takes(media: request.mediaType) {
      return Problem.make(415, .notMedia(file), [], request, request.language)
    }
    return nil
  }

  private func notAllowed(_ allow: String, _ request: Request) -> Response {
    var response = Problem.make(405, .methodNotAllowed(allow), [], request, request.language)
    response.headers.append(("Allow", allow))
    return response
  }

  /// Refuses what can be refused by the head before the body comes. Otherwise returns the longest body: an import's
  /// file is longer than a form.
  package func planHead(_ request: inout Request, _ desk: Desk, _ gate: Gate, _ most: BodyLimits) -> HeadPlan {
    guard case .found(let index) = match(&request) else {
      guard case .answer(let response) = plan(&request, desk, gate), response.status >= 400 else { return .body(limit: most.usual) }
      return .refuse(response)
    }
    let route = all[index]
    if let refused = refusedByHead(route, request, desk, gate) { return .refuse(refused) }
    return switch route.bodyLength {
    case .short: .body(limit: min(most.usual, Route.BodyLength.shortest))
    case .usual: .body(limit: most.usual)
    case .file: .body(limit: most.imports)
    case .mail: .body(limit: most.mail)
    case .upload: upload(most.file)
    }
  }

  private func upload(_ limit: Int) -> HeadPlan {
    guard let contents = onDesk.contents else { return .body(limit: limit) }
    return .pieces(limit: limit, BodySink(on: .files, contents.writer()) { writer, piece in writer.add(piece) })
  }

  /// The request will be admitted again when its body is there. Only a request that is refused here is charged to its
  /// bucket now.
  private func refusedByHead(_ route: Route, _ request: Request, _ desk: Desk, _ gate: Gate) -> Response? {
    do throws(Refusal) {
      _ = try gate.admit(request, route, desk, isFree: true)
      let saysBody = request.withHeader("content-length", { $0 != nil }) || request.withHeader("content-type", { $0 != nil })
      if let wrong = wrongMedia(route, request, hasBody: saysBody) {
        _ = try? gate.admit(request, route, desk)
        return wrong
      }
      try checkHeaders(route, request)
      return nil
    } catch {
      _ = try? gate.admit(request, route, desk)
      return refusal(error, route, request, desk)
    }
  }

  package func refusal(_ refusal: Refusal, _ request: Request) -> Response { Problem.response(refusal, request) }

  /// True if a request needs nothing from the database.
  package func isOfProcess(_ request: inout Request) -> Bool {
    guard case .found(let index) = match(&request) else { return true }
    return all[index].isOfProcess
  }

  /// The response to a refusal of the server itself.
  package func refuse(_ kind: RefusalKind, _ info: RequestInfo?) -> Response {
    if case .overloaded = kind { return busy.response(info) }
    let request = info?.request
    let reason = Reason(kind.code, en: "\(kind.detail)", ru: kind.russian)
    return Problem.make(kind.status, reason, [], request, request?.language ?? .en, requestID: info?.requestID)
  }

  // MARK: Running

  /// Runs a read, or a worker's request, on the connection of its thread.
  package func read(_ request: Request, _ desk: Desk, milliseconds: Int64 = 50) -> Response {
    var response = reading(request, desk, milliseconds)
    request.admission.note(on: &response)
    return response
  }

  private func reading(_ request: Request, _ desk: Desk, _ milliseconds: Int64) -> Response {
    let route = all[request.route]
    if route.bodyLength == .upload, request.upload == nil, let contents = onDesk.contents {
      // The same writer for the retry's hash and for the handler.
      var request = request
      request.upload = contents.writer()
      return reading(request, desk, milliseconds)
    }
    do {
      return try desk.limited(milliseconds: milliseconds, overran: { slow(request, route) }) {
        try desk.read(as: request.session.actor, request: request.name) { context in
          try onceOnWorker(route, request, context) { retry in
            try route.handle(Call(request, context, route, onDesk: onDesk, retry: retry))
          }
        }
      }
    } catch { return answer(to: error, request) }
  }

  /// Runs a change in the turn's transaction. Returns `transactionLost` if that has ended and nothing of the turn is kept.
  package func change(_ request: Request, _ desk: Desk, milliseconds: Int64 = 50) -> Changed {
    switch changing(request, desk, milliseconds) {
    case .answered(var response):
      request.admission.note(on: &response)
      return .answered(response)
    case .transactionLost(var response):
      request.admission.note(on: &response)
      return .transactionLost(response)
    }
  }

  private func changing(_ request: Request, _ desk: Desk, _ milliseconds: Int64) -> Changed {
    let route = all[request.route]
    do {
      let response = try desk.limited(milliseconds: milliseconds, overran: { slow(request, route) }) {
        try desk.perform(as: request.session.actor, request: request.name, undoing: .withTurn) { context in
          try once(route, request, context) { try route.handle(Call(request, context, route, onDesk: onDesk)) }
        }
      }
      return .answered(response)
    } catch StoreFailure.transactionLost(let cause) {
      return .transactionLost(answer(to: cause, request, isFinal: desk.isCareful))
    } catch { return .answered(answer(to: error, request)) }
  }

  private func slow(_ request: Request, _ route: Route) { says("slow: \(request.requestID) \(route.path)") }

  /// The response to an error. `isFinal`: the request is not tried again.
  private func answer(to error: any Error, _ request: Request, isFinal: Bool = true) -> Response {
    if let refusal = error as? Refusal { return Problem.response(refusal, request) }
    if isFinal { says("failed: \(request.requestID) \(all[request.route].path) \(error)") }
    guard let failure = error as? StoreFailure else { return Problem.make(500, .unexpected, [], request, request.language) }
    return self.failure(request, failure)
  }

  /// The response when the store could not do the work.
  package func failure(_ request: Request, _ failure: StoreFailure) -> Response {
    let (status, reason) = failure.told
    return status == 503 ? Problem.response(.unavailable(reason), request) : Problem.make(status, reason, [], request, request.language)
  }
}
