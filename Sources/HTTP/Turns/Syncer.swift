import Synchronization

/// The sync thread makes commits durable: one sync covers all commits made during the last one. Commits are numbered.
/// The desk thread keeps the responses and asks which commit is on disk.
final class Syncer: Sendable {
  private struct State {
    var wanted: UInt64 = 0
    var isToConfirm = false
    var isStopping = false
  }

  private let state = Monitor(State())
  private let done = Atomic<UInt64>(0)
  private let sure = Atomic<UInt64>(0)
  private let failed = Atomic(false)
  private let syncs = Atomic<UInt64>(0)

  /// The last commit that is on disk.
  var reached: UInt64 { done.load(ordering: .acquiring) }
  /// The last commit that is also wherever else it must be. Read `reached` first: it is set after this.
  var confirmed: UInt64 { sure.load(ordering: .acquiring) }
  var hasFailed: Bool { failed.load(ordering: .acquiring) }
  var count: UInt64 { syncs.load(ordering: .relaxed) }

  /// Asks to sync all commits up to `commit`.
  func want(_ commit: UInt64) { state.update { $0.wanted = commit } }

  /// Asks for another sync if a commit on disk is not confirmed.
  func confirmAgain() { state.update { $0.isToConfirm = true } }

  func stop() { state.update { $0.isStopping = true } }

  /// Runs the sync thread; `report` is called after every sync.
  func run(sync: @Sendable () -> Synced, report: () -> Void) {
    while let target = next() {
      switch sync() {
      case .failed:
        // Never repeat a failed sync: the kernel may have dropped the pages and report the next one as good.
        failed.store(true, ordering: .releasing)
        return report()
      case .kept: sure.store(target, ordering: .releasing)
      case .unconfirmed: break
      }
      syncs.add(1, ordering: .relaxed)
      done.store(target, ordering: .releasing)
      report()
    }
  }

  private func next() -> UInt64? {
    let reached = done.load(ordering: .relaxed)
    let isUnsure = sure.load(ordering: .relaxed) < reached
    let target = state.wait { state -> UInt64? in
      let isAgain = state.isToConfirm && isUnsure
      state.isToConfirm = false
      return state.wanted > reached ? state.wanted : isAgain ? reached : state.isStopping ? 0 : nil
    }
    return target == 0 ? nil : target
  }
}
