package import Desk
package import Domain
package import HTTP

/// One line of the API: what is asked, who may ask, what is taken and answered, and where it runs.
/// A class, because every request is handed one: a struct of this size would be copied each time.
package final class Route: Sendable {
  package enum Runs: Sendable { case read, change, worker }

  package enum Answer: Sendable {
    case one(Schema)
    case page(Schema)
    case nothing
    /// Not JSON: a page for people, metrics.
    case media(String)
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
  let takes: ObjectSchema?
  let answers: Answer
  let hasVersion: Bool
  /// A payment or a receipt: a retry without a key could be a second one.
  let requiresKey: Bool
  /// The answer holds a secret, so it is never kept for a retry.
  let isSecret: Bool
  /// Guessing at passwords: limited by address.
  let isLogin: Bool
  /// A list that goes on live for whoever accepts `text/event-stream`.
  let streams: Bool
  /// The media type of a body that is a file, taken as it is.
  let file: String?
  let handle: @Sendable (Call) throws -> Response

  init(
    _ method: HTTP.Method, _ path: String, _ summary: String, room: String, right: Right?, runs: Runs, status: Int, query: ObjectSchema?,
    takes: ObjectSchema?, answers: Answer, hasVersion: Bool, requiresKey: Bool, isSecret: Bool, streams: Bool,
    file: String?, handle: @escaping @Sendable (Call) throws -> Response
  ) {
    self.method = method
    self.path = path
    self.summary = summary
    self.room = room
    self.right = right
    self.runs = runs
    self.status = status
    self.query = query
    self.takes = takes
    self.answers = answers
    self.hasVersion = hasVersion
    self.requiresKey = requiresKey
    self.isSecret = isSecret
    isLogin = path == "/v1/login"
    self.streams = streams
    self.file = file
    self.handle = handle
  }

  package var isPost: Bool { method == .post }
  /// For people: what it refuses, it may refuse on a page.
  var isPage: Bool {
    if case .media("text/html") = answers { true } else { false }
  }
  /// PATCH, PUT and DELETE must name the version they saw.
  var requiresVersion: Bool { hasVersion && (method == .patch || method == .put || method == .delete) }
  /// `GET /v1/clients/{id}` → `get_clients_id`, stable for generated clients.
  var operationID: String {
    let words = path.split(whereSeparator: { "/{}-_.".contains($0) }).filter { $0 != "v1" }
    return ([method.name.description.lowercased()] + words.map(String.init)).joined(separator: "_")
  }
}

/// A room's routes, one statement a route; reads as a table.
package struct Room: Sendable {
  package let name: String
  package private(set) var routes: [Route] = []

  package init(_ name: String, _ build: (inout Room) -> Void) {
    self.name = name
    build(&self)
  }

  // MARK: Reading

  /// One thing.
  package mutating func get<T, Q: Declared>(
    _ path: String, _ summary: String, _ right: Right?, query: Q.Type, _ shape: Shape<T>, on runs: Route.Runs = .read,
    _ body: @escaping @Sendable (Call, Q) throws -> T
  ) {
    add(.get, path, summary, right, runs, query: One<Q>.self, answers: .one(shape.schema), version: shape.version != nil) { call in
      let asked = try call.query(One<Q>.self)
      return try call.answer(body(call, asked.own), shape, fields: asked.fields)
    }
  }

  package mutating func get<T>(
    _ path: String, _ summary: String, _ right: Right?, _ shape: Shape<T>, on runs: Route.Runs = .read,
    _ body: @escaping @Sendable (Call) throws -> T
  ) {
    get(path, summary, right, query: NoQuery.self, shape, on: runs) { call, _ in try body(call) }
  }

  /// A list, page by page.
  package mutating func list<T, Q: Declared>(
    _ path: String, _ summary: String, _ right: Right?, query: Q.Type, _ shape: Shape<T>, on runs: Route.Runs = .read,
    streams: Bool = false, _ body: @escaping @Sendable (Call, Q, PageRequest) throws -> Page<T>
  ) {
    add(.get, path, summary, right, runs, query: Listed<Q>.self, answers: .page(shape.schema), streams: streams) { call in
      let asked = try call.query(Listed<Q>.self)
      let page = try body(call, asked.own, call.pageRequest(asked.limit, asked.cursor))
      return try call.answer(page, shape, fields: asked.fields)
    }
  }

  package mutating func list<T>(
    _ path: String, _ summary: String, _ right: Right?, _ shape: Shape<T>, on runs: Route.Runs = .read,
    _ body: @escaping @Sendable (Call, PageRequest) throws -> Page<T>
  ) {
    list(path, summary, right, query: NoQuery.self, shape, on: runs) { call, _, page in try body(call, page) }
  }

  // MARK: Changing

  /// A new thing: 201, with its Location where the answer has a place of its own (`{}` stands for the id).
  package mutating func create<B: Declared, T>(
    _ path: String, _ summary: String, _ right: Right?, takes: B.Type, _ shape: Shape<T>, at place: (@Sendable (T) -> String)? = nil,
    on runs: Route.Runs = .change, key: Bool = false, secret: Bool = false, _ body: @escaping @Sendable (Call, B) throws -> T
  ) {
    add(
      .post, path, summary, right, runs, status: 201, takes: B.self, answers: .one(shape.schema), version: shape.version != nil, key: key,
      secret: secret
    ) { call in
      let made = try body(call, call.body(B.self))
      var response = try call.answer(made, shape, fields: nil, status: 201)
      if let place { response.headers.append(("Location", place(made))) }
      return response
    }
  }

  /// A deed on a thing: `POST …/approve`, answered with the thing as it is then.
  package mutating func action<B: Declared, T>(
    _ path: String, _ summary: String, _ right: Right?, takes: B.Type, _ shape: Shape<T>, on runs: Route.Runs = .change, key: Bool = false,
    secret: Bool = false, _ body: @escaping @Sendable (Call, B) throws -> T
  ) {
    add(
      .post, path, summary, right, runs, takes: B.self, answers: .one(shape.schema), version: shape.version != nil, key: key, secret: secret
    ) { call in try call.answer(body(call, call.body(B.self)), shape, fields: nil) }
  }

  /// A deed that needs no body.
  package mutating func action<T>(
    _ path: String, _ summary: String, _ right: Right?, _ shape: Shape<T>, on runs: Route.Runs = .change,
    _ body: @escaping @Sendable (Call) throws -> T
  ) {
    add(.post, path, summary, right, runs, takes: NoBody.self, answers: .one(shape.schema), version: shape.version != nil) { call in
      _ = try call.body(NoBody.self)
      return try call.answer(body(call), shape, fields: nil)
    }
  }

  package mutating func patch<B: Declared, T>(
    _ path: String, _ summary: String, _ right: Right?, takes: B.Type, _ shape: Shape<T>, _ body: @escaping @Sendable (Call, B) throws -> T
  ) {
    add(.patch, path, summary, right, .change, takes: B.self, answers: .one(shape.schema), version: true) { call in
      try call.answer(body(call, call.body(B.self)), shape, fields: nil)
    }
  }

  package mutating func put<B: Declared, T>(
    _ path: String, _ summary: String, _ right: Right?, takes: B.Type, _ shape: Shape<T>, _ body: @escaping @Sendable (Call, B) throws -> T
  ) {
    add(.put, path, summary, right, .change, takes: B.self, answers: .one(shape.schema), version: true) { call in
      try call.answer(body(call, call.body(B.self)), shape, fields: nil)
    }
  }

  /// 204 once it is gone.
  package mutating func delete(_ path: String, _ summary: String, _ right: Right?, _ body: @escaping @Sendable (Call) throws -> Void) {
    add(.delete, path, summary, right, .change, status: 204, answers: .nothing, version: true) { call in
      try body(call)
      return Response(status: 204)
    }
  }

  // MARK: What is not JSON

  package mutating func page(
    _ path: String, _ summary: String, _ right: Right?, media: String, method: HTTP.Method = .get, on runs: Route.Runs = .read,
    _ body: @escaping @Sendable (Call) throws -> Response
  ) {
    add(method, path, summary, right, runs, answers: .media(media), body)
  }

  /// A file as it is, answered with what became of it. Runs on a worker, whatever its size.
  package mutating func upload<Q: Declared, T>(
    _ path: String, _ summary: String, _ right: Right?, file: String, query: Q.Type, _ shape: Shape<T>,
    _ body: @escaping @Sendable (Call, Q) throws -> T
  ) {
    add(.post, path, summary, right, .worker, query: Q.self, answers: .one(shape.schema), file: file) { call in
      try call.answer(body(call, call.query(Q.self)), shape, fields: nil)
    }
  }

  private mutating func add(
    _ method: HTTP.Method, _ path: String, _ summary: String, _ right: Right?, _ runs: Route.Runs, status: Int = 200,
    query: (any Declared.Type)? = nil, takes: (any Declared.Type)? = nil, answers: Route.Answer, version: Bool = false, key: Bool = false,
    secret: Bool = false, streams: Bool = false, file: String? = nil, _ handle: @escaping @Sendable (Call) throws -> Response
  ) {
    func schema(_ type: any Declared.Type, query: Bool) -> ObjectSchema {
      func open<D: Declared>(_ type: D.Type) -> ObjectSchema { Fields.record(type, query: query).schema }
      return open(type)
    }
    routes.append(
      Route(
        method, path, summary, room: name, right: right, runs: runs, status: status,
        query: query.map { schema($0, query: true) }, takes: takes.map { schema($0, query: false) }, answers: answers, hasVersion: version,
        requiresKey: key, isSecret: secret, streams: streams, file: file, handle: handle))
  }
}

/// Nothing is asked beside the path.
package struct NoQuery: Declared {
  package init(_ fields: inout Fields) {}
}

/// An action without a body: nothing at all, or an empty object.
package struct NoBody: Declared {
  package init(_ fields: inout Fields) {}
  package static let example: String? = "{}"
}

/// What every single answer takes beside its own parameters.
struct One<Q: Declared>: Declared {
  let own: Q
  let fields: String?

  init(_ fields: inout Fields) {
    own = Q(&fields)
    self.fields = fields.optional("fields", .text(1...2_000), "Only these fields of the answer: a,b.c")
  }
}

/// What every list takes beside its own filters.
struct Listed<Q: Declared>: Declared {
  let own: Q
  let limit: Int64
  let cursor: String?
  let fields: String?

  init(_ fields: inout Fields) {
    own = Q(&fields)
    limit = fields.optional("limit", .integer(1...200), or: 50, "Entries a page")
    cursor = fields.optional("cursor", .text(1...2_000), "next_cursor of the page before")
    self.fields = fields.optional("fields", .text(1...2_000), "Only these fields of the entries: a,b.c")
  }
}
