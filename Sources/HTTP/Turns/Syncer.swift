import Synchronization

/// The sync thread makes commits durable: one sync covers all commits made during the last one. Commits are numbered.
/// The desk thread keeps the responses and asks which commit is on disk.
final class Syncer: Sendable {
  private struct State {
    var wanted: UInt64 = 0
    var isStopping = false
  }

  private let state = Monitor(State())
  private let done = Atomic<UInt64>(0)
  private let failed = Atomic(false)
  private let syncs = Atomic<UInt64>(0)

  /// The last commit that is on disk.
  var reached: UInt64 { done.load(ordering: .acquiring) }
  var hasFailed: Bool { failed.load(ordering: .acquiring) }
  var count: UInt64 { syncs.load(ordering: .relaxed) }

  /// Asks to sync all commits up to `commit`.
  func want(_ commit: UInt64) { state.update { $0.wanted = commit } }

  func stop() { state.update { $0.isStopping = true } }

  /// Runs the sync thread; `report` is called after every sync.
  func run(sync: @Sendable () -> Bool, report: () -> Void) {
    while let target = next() {
      // Never repeat a failed sync: the kernel may have dropped the pages and report the next one as good.
      if !sync() {
        failed.store(true, ordering: .releasing)
        report()
        return
      }
      syncs.add(1, ordering: .relaxed)
      done.store(target, ordering: .releasing)
      report()
    }
  }

  private func next() -> UInt64? {
    let reached = done.load(ordering: .relaxed)
    let target = state.wait { state -> UInt64? in
      state.wanted > reached ? state.wanted : state.isStopping ? 0 : nil
    }
    return target == 0 ? nil : target
  }
}
