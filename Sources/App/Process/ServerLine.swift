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
  func confirmAgain() { server.withLock { $0 }?.confirmAgain() }
  func connect(_ server: Server) { self.server.withLock { $0 = server } }
  var unready: Reason? { server.withLock { $0 == nil } ? .starting : nil }
  var counters: Counters { server.withLock { $0 }?.counters ?? Counters() }

  /// Runs a worker's change on the desk thread. `desk` is used unchecked, because the closure runs nowhere else.
  /// `failure` returns why the last failed turn failed. `readers` are the workers' connections, each used only by its
  /// own thread. The closure is for requests: it throws `notReplicated` if a required replica does not confirm.
  func onDesk(
    _ desk: Desk, _ readers: [Desk], contents: Contents, replica: Replica?, chain: Chain?, failure: @escaping @Sendable () -> StoreFailure,
    says: @escaping @Sendable (String) -> Void
  ) -> OnDesk {
    nonisolated(unsafe) let (desk, readers) = (desk, readers)
    var told: (@Sendable () -> ReplicaTold)?
    if let replica { told = { replica.told(waiting: self.counters.answersHeld) } }
    let later = { @Sendable (body: @escaping @Sendable (Desk) -> Void) in
      self.server.withLock { $0 }?.later { body(readers[$0]) } ?? false
    }
    return OnDesk(later: later, says: says, contents: contents, replica: told, chain: chain) { body in
      if replica?.refuses == true { throw StoreFailure.notReplicated }
      guard try self.perform({ body(desk) }, failure) else { throw StoreFailure.notReplicated }
    }
  }

  /// The same for the desk's own work, such as the record of a mail that was sent. It goes on without the replica.
  func ownWork(_ desk: Desk, failure: @escaping @Sendable () -> StoreFailure) -> OnDesk {
    nonisolated(unsafe) let desk = desk
    return OnDesk { body in _ = try self.perform({ body(desk) }, failure) }
  }

  /// False if the change is on disk, but not confirmed by a required replica.
  private func perform(_ body: @escaping @Sendable () -> Void, _ failure: () -> StoreFailure) throws -> Bool {
    guard let server = server.withLock({ $0 }) else { throw Refusal.unavailable(.starting) }
    do throws(PerformError) { try server.perform(body) } catch {
      switch error {
      case .failed: throw failure()
      case .unconfirmed: return false
      case .overloaded: throw Refusal.unavailable(.overloadedDesk)
      case .timedOut, .stopped: throw Refusal.unavailable(.notKept)
      }
    }
    return true
  }
}

extension Reason {
  fileprivate static let starting = Reason("starting", en: "The desk is starting.", ru: "Сервис запускается.")
  fileprivate static let overloadedDesk = Reason(
    "overloaded", en: "The desk is busy; try again.", ru: "Сервис перегружен, повторите запрос.")
  fileprivate static let notKept = Reason("storage", en: "The change could not be kept.", ru: "Изменение не удалось сохранить.")
}
