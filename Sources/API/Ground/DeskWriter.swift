internal import Desk
internal import Domain

/// Makes the desk thread run changes for a worker, as the user who called.
struct DeskWriter: Sendable {
  let onDesk: OnDesk
  let actor: Actor
  let name: RequestName
  /// The retry that the request may be, to be recorded with its last write.
  let retry: Retry?

  /// Returns when the change is on disk. A request with several writes is recorded as done only with the last, so that
  /// a retry after a crash goes on with the rest.
  func write<T: Sendable>(
    isLast: @escaping @Sendable (T) -> Bool = { _ in true }, _ body: @escaping @Sendable (Context) throws -> T
  ) throws -> T {
    let outcome = Outcome<T>()
    let (actor, name, retry) = (actor, name, retry)
    do {
      try onDesk.run { desk in
        outcome.result = Result {
          try desk.perform(as: actor, request: name) { context in
            let made = try body(context)
            if let retry, isLast(made) { try Retries(context).keepSecret(retry) }
            return made
          }
        }
      }
    } catch {
      // Throw the cause that ended the turn's transaction: it says more than the fact that it ended.
      if case .failure(let cause)? = outcome.result { throw cause }
      throw error
    }
    guard let result = outcome.result else { throw Refusal.unavailable(.overloaded) }
    return try result.get()
  }
}

/// Carries a change's outcome from the desk thread back to the worker that waits for it.
/// Unchecked: the desk thread writes it before it wakes the worker, and the worker reads it only after that.
private final class Outcome<T>: @unchecked Sendable {
  var result: Result<T, any Error>?
}
