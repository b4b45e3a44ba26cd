internal import Desk
internal import Domain
internal import HTTP

enum FileJSON {
  static let file = Shape<StoredFile>("File") { s in
    s.integer("id") { $0.id }
    s.integer("message_id") { $0.messageID }
    s.integer("work_order_id") { $0.workOrderID }
    s.integer("user_id") { $0.userID }
    s.word("kind") { $0.kind }
    s.text("name") { $0.name }
    s.text("media_type") { $0.mediaType }
    s.integer("size") { $0.size }
    s.flag("erased") { $0.blobID == nil }
    s.time("created_at") { $0.createdAt }
  }

  static let added = Shape<[StoredFile]>("AddedFiles") { s in s.list("files", file) { $0 } }

  /// A file as a download, or the part of it that was asked for. No browser shows it, whatever it is: it was sent by a stranger.
  static func download(_ file: StoredFile, to call: Call) throws -> Response {
    let sha256 = try Files(call.context).hash(of: file)
    let tag = sha256.hexadecimal
    let fields: [(name: StaticString, value: String)] = [
      ("ETag", "\"\(tag)\""), ("Accept-Ranges", "bytes"), ("Content-Security-Policy", "sandbox; default-src 'none'"),
      ("Content-Disposition", "attachment; filename*=UTF-8''\((file.name.isEmpty ? "file-\(file.id)" : file.name).percentEncoded)"),
    ]
    if EntityTag.isFresh(call.request, opaque: tag) { return Response(status: 304, headers: fields) }
    func response(_ status: Int, _ range: Range<Int64>, _ more: [(name: StaticString, value: String)] = []) throws -> Response {
      // The file may have been erased meanwhile.
      guard let bytes = try call.content(range, of: sha256) else { throw Refusal.notFound(.file) }
      return Response(status: status, contentType: "application/octet-stream", body: bytes, headers: fields + more)
    }
    switch ByteRange.asked(of: call.request, tag: tag, size: file.size) {
    case .whole: return try response(200, 0..<file.size)
    case .part(let range):
      return try response(206, range, [("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(file.size)")])
    case .none:
      var refused = Problem.make(416, .rangeOutside(file.size), [], call.request, call.language)
      refused.headers.append(("Content-Range", "bytes */\(file.size)"))
      return refused
    }
  }
}

extension [UInt8] {
  fileprivate var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

extension Reason {
  static func rangeOutside(_ size: Int64) -> Reason {
    Reason(
      "range_outside", en: "The range lies outside the file, which has \(size) bytes.", ru: "Диапазон вне файла: в нём \(size) байт.",
      at: "Range")
  }
}
