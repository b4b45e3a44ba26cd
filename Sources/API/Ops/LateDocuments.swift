internal import Domain
internal import HTTP
internal import Synchronization

/// The documents. They describe the routes that serve them, so they are made after the routes and set once.
final class LateDocuments: Sendable {
  struct Made: Sendable {
    /// The OpenAPI document with all parameters.
    var whole: FixedAnswer
    /// The OpenAPI document for clients that never narrow a response.
    var strict: FixedAnswer
    /// The page for people.
    var page: FixedAnswer
  }
  private let made = Mutex<Made?>(nil)

  func fill(_ documents: Made) { made.withLock { $0 = documents } }

  func answer(_ call: Call, _ which: (Made) -> FixedAnswer) -> Response {
    guard let made = made.withLock({ $0 }) else { return Problem.response(.unavailable(.overloaded), call.request) }
    return which(made).answer(call)
  }
}
