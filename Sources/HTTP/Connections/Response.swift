/// A response. The server adds the status line, `Date`, `Content-Length`, `Connection` and the header lines in
/// `Configuration`. The body is left out where the protocol allows none.
package struct Response: Sendable {
  package var status: Int
  /// Header lines. Control characters in values are replaced by spaces, so that no value can begin a line of its own.
  package var headers: [(name: StaticString, value: String)]
  package var contentType: StaticString?
  package var body: [UInt8]

  package init(
    status: Int, contentType: StaticString? = nil, body: [UInt8] = [], headers: [(name: StaticString, value: String)] = []
  ) {
    self.status = status
    self.headers = headers
    self.contentType = contentType
    self.body = body
  }

  package init(status: Int, text: String) {
    self.init(status: status, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
  }

  /// Adds `Retry-After`, in seconds.
  package func retrying(after seconds: Int) -> Response {
    var answer = self
    answer.headers.append(("Retry-After", String(seconds)))
    return answer
  }

  /// The server's own text for an error; `Work.refuse` may give another.
  package static func plain(_ kind: RefusalKind) -> Response {
    let answer = Response(status: kind.status, text: "\(kind.status): \(kind.detail)\n")
    return kind == .overloaded ? answer.retrying(after: 1) : answer
  }

  /// True for statuses that never have content (RFC 9110, 6.4.1).
  var forbidsBody: Bool { status == 204 || status == 304 || status < 200 }
}

/// Reason phrases (RFC 9110, 15; RFC 6585; RFC 4918), for people who read a packet trace.
enum ReasonPhrase {
  static func of(_ status: Int) -> StaticString {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 206: "Partial Content"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 303: "See Other"
    case 304: "Not Modified"
    case 307: "Temporary Redirect"
    case 308: "Permanent Redirect"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 406: "Not Acceptable"
    case 408: "Request Timeout"
    case 409: "Conflict"
    case 410: "Gone"
    case 411: "Length Required"
    case 412: "Precondition Failed"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 416: "Range Not Satisfiable"
    case 417: "Expectation Failed"
    case 421: "Misdirected Request"
    case 422: "Unprocessable Content"
    case 423: "Locked"
    case 428: "Precondition Required"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    case 507: "Insufficient Storage"
    default: "Status"
    }
  }
}
