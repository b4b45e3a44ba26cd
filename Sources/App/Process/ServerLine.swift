import API
import Desk
import Domain
import HTTP
import Synchronization

/// The reason why the last failed turn failed, for the desk thread and for workers whose change was in it.
final class LastFailure: Sendable {
  private let state = Mutex(StoreFailure.failing(""))

  var kind: StoreFailure {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}

/// Access of the API and the workers to the server, which is created after them.
final class ServerLine: Sendable {
  private let server = Mutex<Server?>(nil)

  func nudge() { server.withLock { $0 }?.nudge() }
  func connect(_ server: Server) { self.server.withLock { $0 = server } }
  var unready: Reason? { server.withLock { $0 == nil } ? .starting : nil }
  var counters: Counters { server.withLock { $0 }?.counters ?? Counters() }

  /// Runs a worker's change on the desk thread. `desk` is used unchecked, because the closure runs nowhere else.
  /// `failure` returns why the last failed turn failed. `readers` are the workers' connections, each used only by its
  /// own thread.
  func onDesk(
    _ desk: Desk, _ readers: [Desk], contents: Contents, failure: @escaping @Sendable () -> StoreFailure,
    says: @escaping @Sendable (String) -> Void
  ) -> OnDesk {
    nonisolated(unsafe) let (desk, readers) = (desk, readers)
    let later = { @Sendable (body: @escaping @Sendable (Desk) -> Void) in
      self.server.withLock { $0 }?.later { body(readers[$0]) } ?? false
    }
    return OnDesk(later: later, says: says, contents: contents) { body in
      guard let server = self.server.withLock({ $0 }) else { throw Refusal.unavailable(.starting) }
      do throws(PerformError) { try server.perform { body(desk) } } catch {
        switch error {
        case .failed: throw failure()
        case .overloaded: throw Refusal.unavailable(.overloadedDesk)
        case .timedOut, .stopped: throw Refusal.unavailable(.notKept)
        }
      }
    }
  }
}

extension Reason {
  fileprivate static let starting = Reason("starting", en: "The desk is starting.", ru: "Сервис запускается.")
  fileprivate static let overloadedDesk = Reason(
    "overloaded", en: "The desk is busy; try again.", ru: "Сервис перегружен, повторите запрос.")
  fileprivate static let notKept = Reason("storage", en: "The change could not be kept.", ru: "Изменение не удалось сохранить.")
}
