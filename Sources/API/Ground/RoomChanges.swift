internal import Desk
internal import Domain
internal import HTTP

/// Routes that change something. A handler that takes If-Match versions changes an existing thing, and its route is
/// documented so. Handlers cannot get the versions in any other way.
extension Room {
  /// Creates a thing within an existing one: 201, with its Location if the response has a place of its own.
  mutating func create<B: Declared, A: AnswerShape>(
    _ path: String, _ summary: String, _ right: Right?, takes: B.Type, _ shape: A, at place: (@Sendable (A.Made) -> String)? = nil,
    on runs: Route.Runs = .change, key: Bool = false, secret: Bool = false,
    _ body: @escaping @Sendable (Call, B, Versions?) throws -> A.Made
  ) {
    let kind = Post(status: 201, runs: runs, ifMatch: true, key: key, secret: secret)
    post(path, summary, right, takes: B.self, shape, kind, at: place) { call in try body(call, call.body(B.self), call.versions) }
  }

  /// Creates an independent thing.
  mutating func create<B: Declared, A: AnswerShape>(
    _ path: String, _ summary: String, _ right: Right?, takes: B.Type, _ shape: A, at place: (@Sendable (A.Made) -> String)? = nil,
    on runs: Route.Runs = .change, key: Bool = false, secret: Bool = false, _ body: @escaping @Sendable (Call, B) throws -> A.Made
  ) {
    let kind = Post(status: 201, runs: runs, key: key, secret: secret)
    post(path, summary, right, takes: B.self, shape, kind, at: place) { call in try body(call, call.body(B.self)) }
  }

  /// An action on a thing, such as `POST …/approve`, answered with the thing afterwards.
  mutating func action<B: Declared, A: AnswerShape>(
    _ path: String, _ summary: String, _ right: Right?, takes: B.Type, _ shape: A, on runs: Route.Runs = .change, key: Bool = false,
    secret: Bool = false, _ body: @escaping @Sendable (Call, B, Versions?) throws -> A.Made
  ) {
    let kind = Post(runs: runs, ifMatch: true, key: key, secret: secret)
    post(path, summary, right, takes: B.self, shape, kind) { call in try body(call, call.body(B.self), call.versions) }
  }

  /// An action on something without a version. `first` may refuse before the body is read, because the body of a
  /// caller who only has a link should cost little.
  mutating func action<B: Declared, A: AnswerShape>(
    _ path: String, _ summary: String, _ right: Right?, takes: B.Type, _ shape: A, on runs: Route.Runs = .change, key: Bool = false,
    secret: Bool = false, first: (@Sendable (Call) throws -> Void)? = nil, _ body: @escaping @Sendable (Call, B) throws -> A.Made
  ) {
    post(path, summary, right, takes: B.self, shape, Post(runs: runs, key: key, secret: secret)) { call in
      try first?(call)
      return try body(call, call.body(B.self))
    }
  }

  /// An action without a body.
  mutating func action<A: AnswerShape>(
    _ path: String, _ summary: String, _ right: Right?, _ shape: A, _ body: @escaping @Sendable (Call, Versions?) throws -> A.Made
  ) {
    action(path, summary, right, takes: NoBody.self, shape) { call, _, version in try body(call, version) }
  }

  mutating func action<A: AnswerShape>(
    _ path: String, _ summary: String, _ right: Right?, _ shape: A, _ body: @escaping @Sendable (Call) throws -> A.Made
  ) {
    action(path, summary, right, takes: NoBody.self, shape) { call, _ in try body(call) }
  }

  mutating func patch<B: Declared, A: AnswerShape>(
    _ path: String, _ summary: String, _ right: Right?, takes: B.Type, _ shape: A,
    _ body: @escaping @Sendable (Call, B, Versions?) throws -> A.Made
  ) {
    add(.patch, path, summary, right, .change, takes: B.self, answers: .one(shape.schema), version: shape.isVersioned, ifMatch: true) {
      call in
      try shape.answer(body(call, call.body(B.self), call.versions), to: call, status: 200)
    }
  }

  mutating func put<B: Declared, A: AnswerShape>(
    _ path: String, _ summary: String, _ right: Right?, takes: B.Type, _ shape: A,
    _ body: @escaping @Sendable (Call, B, Versions?) throws -> A.Made
  ) {
    add(.put, path, summary, right, .change, takes: B.self, answers: .one(shape.schema), version: shape.isVersioned, ifMatch: true) {
      call in
      try shape.answer(body(call, call.body(B.self), call.versions), to: call, status: 200)
    }
  }

  /// Replaces something without a version.
  mutating func put<B: Declared, A: AnswerShape>(
    _ path: String, _ summary: String, _ right: Right?, takes: B.Type, _ shape: A, _ body: @escaping @Sendable (Call, B) throws -> A.Made
  ) {
    add(.put, path, summary, right, .change, takes: B.self, answers: .one(shape.schema)) { call in
      try shape.answer(body(call, call.body(B.self)), to: call, status: 200)
    }
  }

  /// Deletes a thing: 204.
  mutating func delete(
    _ path: String, _ summary: String, _ right: Right?, _ body: @escaping @Sendable (Call, Versions?) throws -> Void
  ) {
    add(.delete, path, summary, right, .change, status: 204, answers: .nothing, ifMatch: true) { call in
      try body(call, call.versions)
      return Response(status: 204)
    }
  }

  private struct Post {
    var status = 200
    var runs: Route.Runs
    var ifMatch = false
    var key: Bool
    var secret: Bool
  }

  private mutating func post<B: Declared, A: AnswerShape>(
    _ path: String, _ summary: String, _ right: Right?, takes: B.Type, _ shape: A, _ kind: Post,
    at place: (@Sendable (A.Made) -> String)? = nil, _ body: @escaping @Sendable (Call) throws -> A.Made
  ) {
    let status = kind.status
    add(
      .post, path, summary, right, kind.runs, status: status, takes: B.self, answers: .one(shape.schema), version: shape.isVersioned,
      place: place != nil, ifMatch: kind.ifMatch, key: kind.key, secret: kind.secret
    ) { call in
      let made = try body(call)
      var response = try shape.answer(made, to: call, status: status)
      if let place { response.headers.append(("Location", place(made))) }
      return response
    }
  }
}

extension Call {
  /// The versions named in If-Match; nil for `*`, which matches any version.
  fileprivate var versions: Versions? {
    guard let header = request.header("if-match"), header.trimmed != "*" else { return nil }
    return Versions(EntityTag.versions(header, orAltered: request.admission.isThroughProxy))
  }
}
