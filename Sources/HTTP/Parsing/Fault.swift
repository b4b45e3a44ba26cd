/// Errors that the server itself finds in a request, or reasons why it cannot serve it.
package enum RefusalKind: Error, Equatable, Sendable {
  /// 400. The text tells the reader of the response what was wrong.
  case badRequest(StaticString)
  case timeout
  case contentTooLarge
  case uriTooLong
  case expectationFailed
  case headersTooLarge
  case notImplemented
  case versionNotSupported
  /// A queue is full, or its first request has waited too long.
  case overloaded

  package var status: Int {
    switch self {
    case .badRequest: 400
    case .timeout: 408
    case .contentTooLarge: 413
    case .uriTooLong: 414
    case .expectationFailed: 417
    case .headersTooLarge: 431
    case .notImplemented: 501
    case .overloaded: 503
    case .versionNotSupported: 505
    }
  }

  package var detail: StaticString {
    switch self {
    case .badRequest(let detail): detail
    case .timeout: "the request took too long to arrive"
    case .contentTooLarge: "the body is longer than is allowed here"
    case .uriTooLong: "the request line is too long"
    case .expectationFailed: "the only expectation met is 100-continue"
    case .headersTooLarge: "the header section is too large"
    case .notImplemented: "the method or transfer coding is not implemented"
    case .overloaded: "the server is busy; try again shortly"
    case .versionNotSupported: "only HTTP/1.0 and HTTP/1.1 are spoken here"
    }
  }

  package static func == (left: RefusalKind, right: RefusalKind) -> Bool {
    left.status == right.status && left.detail.description == right.detail.description
  }
}

/// The sender of a request, for a response of the server itself. `request` is nil if it could not be read.
package struct RequestInfo: Sendable {
  package let id: UInt64
  package let peer: Peer
  package let request: Request?

  package var requestID: String { RequestID.text(id) }
}
