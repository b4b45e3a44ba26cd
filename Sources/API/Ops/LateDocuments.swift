internal import Domain
internal import HTTP
internal import Synchronization

/// The documents describe the routes that serve them, so they are made after the routes and filled in once.
final class LateDocuments: Sendable {
  struct Made: Sendable {
    /// Of all that may be asked.
    var whole: FixedAnswer
    /// For whoever never narrows an answer.
    var strict: FixedAnswer
    /// For people.
    var page: FixedAnswer
  }
  private let made = Mutex<Made?>(nil)

  func fill(_ documents: Made) { made.withLock { $0 = documents } }

  func answer(_ call: Call, _ which: (Made) -> FixedAnswer) -> Response {
    guard let made = made.withLock({ $0 }) else { return Problem.response(.unavailable(.overloaded), call.request) }
    return which(made).answer(call)
  }
}
