internal import Desk
internal import Domain
internal import HTTP

enum FileJSON {
  static let file = Shape<StoredFile>("File") { s in
    s.integer("id") { $0.id }
    s.integer("message_id") { $0.messageID }
    s.word("kind") { $0.kind }
    s.text("name") { $0.name }
    s.text("media_type") { $0.mediaType }
    s.integer("size") { $0.size }
    s.flag("erased") { $0.blobID == nil }
    s.time("created_at") { $0.createdAt }
  }

  /// A file as a download. No browser shows it, whatever it is: it was sent by a stranger.
  static func download(_ call: Call) throws -> Response {
    let files = Files(call.context)
    let file = try files.find(call.id())
    let name = file.name.isEmpty ? "file-\(file.id)" : file.name
    var response = Response(status: 200, contentType: "application/octet-stream", body: try files.content(of: file))
    response.headers = [
      ("Content-Disposition", "attachment; filename*=UTF-8''\(name.percentEncoded)"),
      ("Content-Security-Policy", "sandbox; default-src 'none'"),
    ]
    return response
  }
}
