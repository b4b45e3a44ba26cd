internal import Desk
internal import Domain
internal import HTTP

extension Room {
  package static let files = Room("Files") { r in
    r.receive(
      "/v1/files", "Send a file, to be attached to a reply, a note, a ticket or a work order", .attachFiles,
      "The bytes of the file, of any type. It is attached by its id; one that nobody attaches is removed after a day.",
      query: FileQuery.self, FileJSON.file, at: { "/v1/files/\($0.id)" }
    ) { call, query, content, media in
      try call.write { context in try Files(context).keep(content, named: query.name, mediaType: media) }
    }
    r.page(
      "/v1/files/{id}", "The bytes of a file, or a range of them, as a download", .readDesk, media: Route.anyBytes, on: .worker,
      version: true
    ) { call in try FileJSON.download(Files(call.context).find(call.id()), to: call) }
    r.page(
      "/v1/channels/{id}/files/{file_id}", "The bytes of a file of an answer, for the program that sends it, with the channel's secret",
      nil,
      media: Route.anyBytes, on: .worker, version: true
    ) { call in try FileJSON.download(Files(call.context).find(call.id(1), ofChannel: call.id()), to: call) }
    r.list("/v1/work-orders/{id}/files", "Files of a work order, such as photos of the car", .readDesk, FileJSON.file) { call, page in
      try Files(call.context).list(ofOrder: call.id(), page)
    }
    r.create(
      "/v1/work-orders/{id}/files", "Add files that one has sent", .attachFiles, takes: FilesBody.self, FileJSON.added
    ) { call, body, version in try Files(call.context).add(body.files, toOrder: call.id(), version: version) }
  }
}

struct FileQuery: Declared {
  let name: String
  init(_ fields: inout Fields) {
    name = StoredFile.name(from: fields.required("name", .text(1...StoredFile.longestName), "The file's name; of a path, its last part"))
  }
}

struct FilesBody: Declared {
  let files: [Int64]
  init(_ fields: inout Fields) { files = fields.required("files", .list(of: .id, 1...50), "Files that the caller has sent") }
  static let example: String? = #"{"files":[1]}"#
}

extension Fields {
  /// Files for a message.
  mutating func attached() -> [Int64] {
    optional("files", .list(of: .id, 0...20), or: [], "Files that the caller has sent (`POST /v1/files`) and not attached yet")
  }
}

extension Room {
  /// A route that takes a file of any type: 201. A long one is written piece by piece as it comes. The handler gets the content, which is on
  /// disk, and its media type.
  mutating func receive<Q: Declared, T>(
    _ path: String, _ summary: String, _ right: Right?, _ note: String, query: Q.Type, _ shape: Shape<T>,
    at place: @escaping @Sendable (T) -> String, _ body: @escaping @Sendable (Call, Q, KeptContent, String) throws -> T
  ) {
    add(
      .post, path, summary, right, .worker, status: 201, query: Q.self, answers: .one(shape.schema), place: true, file: Route.anyMedia,
      note: note
    ) { call in
      let asked = try call.query(Q.self)
      let content = try call.request.uploaded(in: call.contents)
      try call.contents.sync()
      let made = try body(call, asked, content, call.request.mediaType.flatMap { $0.isMediaType ? $0 : nil } ?? Route.anyBytes)
      var response = try shape.answer(made, to: call, status: 201)
      response.headers.append(("Location", place(made)))
      return response
    }
  }
}

extension Request {
  /// The content of an upload, written whole. May be called again.
  func uploaded(in contents: Contents) throws -> KeptContent {
    let writer = upload as? ContentWriter ?? contents.writer()
    return try writer.finish(adding: withBody { Array($0) })
  }
}

extension String {
  /// True for a type and a subtype (RFC 6838, 4.2).
  fileprivate var isMediaType: Bool {
    let parts = split(separator: "/", omittingEmptySubsequences: false)
    return utf8.count <= 127 && parts.count == 2
      && parts.allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || "!#$&-^_.+".utf8.contains($0) }
      }
  }
}
