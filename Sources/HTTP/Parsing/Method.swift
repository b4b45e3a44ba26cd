/// Request methods that the router knows. Any other token is `other`, which the caller answers with 501 or 405. Method
/// names are case-sensitive (RFC 9110, 9.1), so `get` is `other` too.
package enum Method: UInt8, Sendable, CaseIterable {
  case get, head, post, put, patch, delete, options, other

  package var name: StaticString {
    switch self {
    case .get: "GET"
    case .head: "HEAD"
    case .post: "POST"
    case .put: "PUT"
    case .patch: "PATCH"
    case .delete: "DELETE"
    case .options: "OPTIONS"
    case .other: "other"
    }
  }

  init(token: UnsafeBufferPointer<UInt8>) {
    switch token.count {
    case 3: self = token.equals("GET") ? .get : token.equals("PUT") ? .put : .other
    case 4: self = token.equals("POST") ? .post : token.equals("HEAD") ? .head : .other
    case 5: self = token.equals("PATCH") ? .patch : .other
    case 6: self = token.equals("DELETE") ? .delete : .other
    case 7: self = token.equals("OPTIONS") ? .options : .other
    default: self = .other
    }
  }
}
