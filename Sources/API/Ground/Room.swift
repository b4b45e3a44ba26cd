internal import Desk
internal import Domain
internal import HTTP
internal import JSON

/// The routes of a room, one statement per route, readable as a table.
package struct Room: Sendable {
  package let name: String
  package private(set) var routes: [Route] = []

  package init(_ name: String, _ build: (inout Room) -> Void) {
    self.name = name
    build(&self)
  }

  // MARK: Reading

  /// A route that reads one thing.
  mutating func get<A: AnswerShape, Q: Declared>(
    _ path: String, _ summary: String, _ right: Right?, query: Q.Type, _ shape: A, on runs: Route.Runs = .read,
    _ body: @escaping @Sendable (Call, Q) throws -> A.Made
  ) {
    let unasked = try? Fields.read(One<Q>.self, query: [])
    add(.get, path, summary, right, runs, query: One<Q>.self, answers: .one(shape.schema), version: shape.isVersioned) { call in
      let asked = try call.query(One<Q>.self, unasked: unasked)
      try call.look(asked.fields, shape.names)
      return try shape.answer(body(call, asked.own), to: call, status: 200)
    }
  }

  mutating func get<A: AnswerShape>(
    _ path: String, _ summary: String, _ right: Right?, _ shape: A, on runs: Route.Runs = .read,
    _ body: @escaping @Sendable (Call) throws -> A.Made
  ) {
    get(path, summary, right, query: NoQuery.self, shape, on: runs) { call, _ in try body(call) }
  }

  /// A route that reads one thing with a list of objects, also available as a table.
  mutating func report<A: AnswerShape, Q: Declared>(
    _ path: String, _ summary: String, _ right: Right?, query: Q.Type, _ shape: A, on runs: Route.Runs = .read,
    _ body: @escaping @Sendable (Call, Q) throws -> A.Made
  ) {
    let unasked = try? Fields.read(One<Q>.self, query: [])
    add(.get, path, summary, right, runs, query: One<Q>.self, answers: .one(shape.schema), version: shape.isVersioned, isReport: true) {
      call in
      let asked = try call.query(One<Q>.self, unasked: unasked)
      try call.look(asked.fields, shape.names)
      let response = try shape.answer(body(call, asked.own), to: call, status: 200)
      return call.wantsTable ? try call.table(shape.schema, response) : response
    }
  }

  /// A route that reads one thing, also available as a picture. Runs on a worker.
  mutating func drawn<T, Q: Declared>(
    _ path: String, _ summary: String, _ right: Right?, query: Q.Type, _ shape: Shape<T>,
    _ body: @escaping @Sendable (Call, Q) throws -> T, draw: @escaping @Sendable (Call, Q, T) throws -> String
  ) {
    let unasked = try? Fields.read(One<Q>.self, query: [])
    add(.get, path, summary, right, .worker, query: One<Q>.self, answers: .one(shape.schema)) { call in
      let asked = try call.query(One<Q>.self, unasked: unasked)
      try call.look(asked.fields, shape.names)
      let made = try body(call, asked.own)
      guard call.request.prefersMedium("image/svg+xml") else {
        var response = try call.answer(made, shape)
        response.headers.append(("Vary", "Accept, Accept-Language"))
        return response
      }
      return Response(
        status: 200, contentType: "image/svg+xml", body: Array(try draw(call, asked.own, made).utf8),
        headers: [
          ("Content-Security-Policy", "default-src 'none'"), ("Content-Language", call.language.rawValue),
          ("Vary", "Accept, Accept-Language"),
        ])
    }
  }

  /// A route that reads a list, page by page.
  mutating func list<T, Q: Declared>(
    _ path: String, _ summary: String, _ right: Right?, query: Q.Type, _ shape: Shape<T>, on runs: Route.Runs = .read,
    streams: Bool = false, _ body: @escaping @Sendable (Call, Q, PageRequest) throws -> Page<T>
  ) {
    let unasked = try? Fields.read(Listed<Q>.self, query: [])
    add(.get, path, summary, right, runs, query: Listed<Q>.self, answers: .page(shape.schema), streams: streams) { call in
      let asked = try call.query(Listed<Q>.self, unasked: unasked)
      try call.look(asked.fields, shape.names)
      if call.wantsTable {
        return try call.table(shape.schema, limit: asked.limit, cursor: asked.cursor) { page, pen in
          let found = try body(call, asked.own, page)
          shape.write(found.items, &pen, call.selection)
          return found.next
        }
      }
      return try call.answer(body(call, asked.own, call.pageRequest(asked.limit ?? 50, asked.cursor)), shape)
    }
  }

  mutating func list<T>(
    _ path: String, _ summary: String, _ right: Right?, _ shape: Shape<T>, on runs: Route.Runs = .read,
    _ body: @escaping @Sendable (Call, PageRequest) throws -> Page<T>
  ) {
    list(path, summary, right, query: NoQuery.self, shape, on: runs) { call, _, page in try body(call, page) }
  }

  /// A list whose entries are lent one by one and written at once.
  mutating func rows<T: ~Copyable, Q: Declared>(
    _ path: String, _ summary: String, _ right: Right?, query: Q.Type, _ shape: Shape<T>, on runs: Route.Runs = .read,
    _ body: @escaping @Sendable (Call, Q, PageRequest, (borrowing T) -> Void) throws -> Cursor?
  ) {
    let unasked = try? Fields.read(Listed<Q>.self, query: [])
    add(.get, path, summary, right, runs, query: Listed<Q>.self, answers: .page(shape.schema)) { call in
      let asked = try call.query(Listed<Q>.self, unasked: unasked)
      try call.look(asked.fields, shape.names)
      func write(_ page: PageRequest, _ pen: inout Pen) throws -> Cursor? {
        pen.json.beginArray()
        let next = try body(call, asked.own, page) { entry in shape.write(entry, &pen, call.selection) }
        pen.json.endArray()
        return next
      }
      if call.wantsTable { return try call.table(shape.schema, limit: asked.limit, cursor: asked.cursor, page: write) }
      let page = try call.pageRequest(asked.limit ?? 50, asked.cursor)
      return try call.answer(pageOf: page.limit) { pen in try write(page, &pen) }
    }
  }

  // MARK: Other media than JSON

  /// A route for a page's own form, which programs can also send as JSON.
  mutating func form<B: Declared>(
    _ path: String, _ summary: String, _ right: Right?, form: ObjectSchema, or json: B.Type,
    _ body: @escaping @Sendable (Call) throws -> Response
  ) {
    let taken = (form: form, json: Fields.record(json, query: false).schema)
    add(.post, path, summary, right, .change, answers: .media("text/html"), form: taken, body)
  }

  mutating func page(
    _ path: String, _ summary: String, _ right: Right?, media: String, or other: String? = nil, on runs: Route.Runs = .read,
    version: Bool = false,
    _ body: @escaping @Sendable (Call) throws -> Response
  ) {
    add(.get, path, summary, right, runs, answers: .media(media, or: other), version: version, body)
  }

  /// A document for machines.
  mutating func document<Q: Declared>(
    _ path: String, _ summary: String, query: Q.Type, _ body: @escaping @Sendable (Call, Q) throws -> Response
  ) {
    add(.get, path, summary, nil, .read, query: Q.self, answers: .media("application/json"), version: true) { call in
      try body(call, call.query(Q.self))
    }
  }

  /// A route that takes a file. It answers with the result, or with the place where the result will be. Runs on a
  /// worker, whatever the size.
  mutating func upload<Q: Declared, T, L>(
    _ path: String, _ summary: String, _ right: Right?, file: String, _ note: String, words: [String: [String]], query: Q.Type,
    _ shape: Shape<T>, orLater later: Shape<L>, _ body: @escaping @Sendable (Call, Q) throws -> Response
  ) {
    add(
      .post, path, summary, right, .worker, query: Q.self, answers: .one(shape.schema), later: later.schema, file: file, note: note,
      words: words
    ) { call in try body(call, call.query(Q.self)) }
  }

  /// Lets the last route take a file instead of JSON: another media type at the same address. Runs on a worker.
  mutating func orFile<A: AnswerShape>(
    _ file: String, _ note: String, _ shape: A, _ body: @escaping @Sendable (Call) throws -> A.Made
  ) {
    guard let plain = routes.popLast() else { return }
    let twin = Route(
      plain.method, plain.path, plain.summary, room: name, right: plain.right, runs: .worker, status: plain.status, query: nil, takes: nil,
      answers: .one(shape.schema), later: nil, hasVersion: false, hasPlace: false, takesVersion: false, requiresKey: false, isSecret: false,
      streams: false, isReport: false, file: file, fileNote: note, form: nil, words: [:], twin: nil
    ) { call in try shape.answer(body(call), to: call, status: plain.status) }
    routes.append(plain.with(twin: twin))
  }

  /// Lets a worker take the bodies of the last route that may carry files, whose contents are kept before the change that names them.
  mutating func orCarrying<B: Declared, A: AnswerShape>(
    _ takes: B.Type, _ shape: A, _ body: @escaping @Sendable (Call, B) throws -> A.Made
  ) {
    guard let plain = routes.popLast() else { return }
    let carrier = Route(
      plain.method, plain.path, plain.summary, room: name, right: plain.right, runs: .worker, status: plain.status, query: nil,
      takes: plain.takes, answers: plain.answers, later: nil, hasVersion: plain.hasVersion, hasPlace: false, takesVersion: false,
      requiresKey: false, isSecret: false, streams: false, isReport: false, file: nil, fileNote: nil, form: nil, words: [:], twin: nil
    ) { call in try shape.answer(body(call, call.body(B.self)), to: call, status: plain.status) }
    routes.append(plain.with(carrier: carrier))
  }

  mutating func add(
    _ method: HTTP.Method, _ path: String, _ summary: String, _ right: Right?, _ runs: Route.Runs, status: Int = 200,
    query: (any Declared.Type)? = nil, takes: (any Declared.Type)? = nil, answers: Route.Answer, later: Schema? = nil,
    version: Bool = false, place: Bool = false,
    ifMatch: Bool = false, key: Bool = false, secret: Bool = false, streams: Bool = false, isReport: Bool = false, file: String? = nil,
    note: String? = nil,
    form: (form: ObjectSchema, json: ObjectSchema)? = nil, words: [String: [String]] = [:],
    _ handle: @escaping @Sendable (Call) throws -> Response
  ) {
    func schema(_ type: any Declared.Type, query: Bool) -> ObjectSchema {
      func open<D: Declared>(_ type: D.Type) -> ObjectSchema { Fields.record(type, query: query).schema }
      return open(type)
    }
    routes.append(
      Route(
        method, path, summary, room: name, right: right, runs: runs, status: status,
        query: query.map { schema($0, query: true) }, takes: takes.map { schema($0, query: false) }, answers: answers, later: later,
        hasVersion: version,
        hasPlace: place, takesVersion: ifMatch, requiresKey: key, isSecret: secret, streams: streams, isReport: isReport, file: file,
        fileNote: note, form: form, words: words, twin: nil,
        handle: handle))
  }
}
