internal import HTTP

/// A response that is the same for everybody until the process ends. Its ETag is a fingerprint of its bytes, so that a
/// client fetches it once.
struct FixedAnswer: Sendable {
  private let media: StaticString
  private let body: [UInt8]
  private let headers: [(name: StaticString, value: String)]
  private let tag: String

  init(_ media: StaticString, _ body: [UInt8], _ headers: [(name: StaticString, value: String)] = []) {
    self.media = media
    self.body = body
    self.headers = headers
    tag = String(String(decoding: body, as: UTF8.self).fingerprint, radix: 16)
  }

  func answer(_ call: Call) -> Response {
    var told = headers
    told.append(("ETag", "\"\(tag)\""))
    if EntityTag.isFresh(call.request, opaque: tag) { return Response(status: 304, headers: told) }
    return Response(status: 200, contentType: media, body: body, headers: told)
  }
}
