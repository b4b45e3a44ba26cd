import CLinux
import Glibc

/// An HTTP/1.1 server for a store with one writer. `start` opens the sockets. `run` makes the calling thread the desk
/// thread, until the server is drained or a sync fails. Other calls may come from any thread.
package final class Server: Sendable {
  private let configuration: Configuration
  private let work: Work
  private let inbox: Inbox
  private let syncer = Syncer()
  private let crews: Crews
  private let published = PublishedCounters()
  private let listeners = Monitor<[Listener]>([])
  /// The desk thread and the sync thread serve everyone, so they go before the machine's other programs. Root may lower the niceness, and
  /// others up to their limit (`LimitNICE=` of systemd); without permission it stays 0.
  private static let niceness: Int32 = -10

  package init(_ configuration: Configuration, _ work: Work) throws(ServerError) {
    self.configuration = configuration
    self.work = work
    inbox = try Inbox()
    crews = Crews(configuration)
  }

  /// Opens the sockets and raises the process's limit of file descriptors. Returns the TCP port; 0 without TCP.
  @discardableResult package func start() throws(ServerError) -> UInt16 {
    _ = linux_raise_file_limit()
    var opened: [Listener] = []
    do throws(ServerError) {
      if !configuration.host.isEmpty { opened.append(try Listener.tcp(configuration.host, configuration.port)) }
      if let path = configuration.socketPath { opened.append(try Listener.local(path, .local)) }
      if let path = configuration.deliverySocketPath { opened.append(try Listener.local(path, .deliveries, openTo: 0o660)) }
    } catch {
      for listener in opened { close(listener.fd) }
      throw error
    }
    let all = opened
    listeners.with { $0 = all }
    return all.first { !$0.isLocal }?.port ?? 0
  }

  /// Serves until a drain is over. Throws `syncFailed` if committed data is in doubt; then the process must end.
  package func run() throws(ServerError) {
    let opened = listeners.with { listeners in
      defer { listeners = [] }
      return listeners
    }
    var loop = try DeskLoop(configuration, work, inbox, syncer, crews, opened, published)
    let syncing = try startThreads()
    WorkerThread.setNiceness(Self.niceness)
    defer {
      for letter in inbox.shut() {
        if case .errand(let errand) = letter { errand.finish(.stopped) }
      }
      crews.stop()
      syncer.stop()
      syncing.join()
      crews.awaitEnd(until: min(inbox.drainDeadline, Clock.monotonic() + 1_000_000_000))
    }
    do throws(ServerError) {
      try loop.run()
      loop.finish()
    } catch {
      loop.finish()
      throw error
    }
  }

  /// After `run`: false if a worker is still busy, since a drain waits only for a limited time.
  package var workersHaveEnded: Bool { crews.haveEnded }

  private func startThreads() throws(ServerError) -> WorkerThread {
    let (syncer, inbox, work) = (syncer, inbox, work)
    try crews.start(configuration, work, inbox)
    return try WorkerThread("sync") {
      WorkerThread.setNiceness(Self.niceness)
      syncer.run(sync: work.sync) { inbox.signal.raise() }
    }
  }

  /// Ends the server in order: no new connections, received requests are answered. It ends after `milliseconds` in any
  /// case. Safe in a signal handler.
  package func drain(within milliseconds: Int64) {
    inbox.startDrain(until: Clock.monotonic() + milliseconds * 1_000_000)
  }

  /// Makes the desk thread ask `Work.mayChange` again. May be called from any thread.
  package func nudge() { inbox.signal.raise() }

  /// Syncs once more if a change on disk is not confirmed. Call it when whoever must have it can be reached again. May be
  /// called from any thread.
  package func confirmAgain() { syncer.confirmAgain() }

  /// Runs `body` on the desk thread inside a turn's transaction and returns when its work is on disk. May be called
  /// from any thread except the desk thread. `body` uses a savepoint of its own. It may run again in another
  /// transaction if the turn is lost, so it must have no effect outside the store.
  package func perform(timeout milliseconds: Int64 = 30_000, _ body: @escaping @Sendable () -> Void) throws(PerformError) {
    let errand = Errand(body)
    guard inbox.post(.errand(errand)) else { throw .stopped }
    if let error = errand.outcome(by: Clock.monotonic() + milliseconds * 1_000_000) { throw error }
  }

  /// Queues `body` for the background crew. False if its queue is full. May be called from any thread.
  package func later(_ body: @escaping @Sendable (_ thread: Int) -> Void) -> Bool { crews[.background].take(.alone(body)) }

  /// Counters as of the end of the last turn.
  package var counters: Counters {
    var counters = published.current
    counters.workWaiting = crews.waiting
    counters.syncs = syncer.count
    return counters
  }
}
