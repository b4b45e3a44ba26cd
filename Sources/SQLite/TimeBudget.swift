internal import CSQLite
internal import Glibc

/// Stops statements that run past a moment, so that nobody stalls the desk. What has written already is let through:
/// stopping it would end the whole turn's transaction.
final class TimeBudget {
  fileprivate var deadline: Int64 = .max
  fileprivate var changesAtStart: Int64 = 0
  fileprivate var handle: OpaquePointer?
  fileprivate(set) var overran = false

  func watch(_ handle: OpaquePointer) {
    self.handle = handle
    sqlite3_progress_handler(
      handle, 2_000,  // virtual-machine steps between two looks at the clock: some 20 µs
      { context in
        guard let context else { return 0 }
        return Unmanaged<TimeBudget>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private var isOver: Bool {
    guard deadline != .max, monotonicNanoseconds() > deadline else { return false }
    overran = true
    return sqlite3_total_changes64(handle) == changesAtStart
  }

  private func monotonicNanoseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) &* 1_000_000_000 &+ Int64(now.tv_nsec)
  }

  fileprivate func start(milliseconds: Int64) {
    deadline = monotonicNanoseconds() &+ milliseconds &* 1_000_000
    changesAtStart = handle.map { sqlite3_total_changes64($0) } ?? 0
    overran = false
  }

  fileprivate func stop() { deadline = .max }
}

extension Database {
  /// Gives the statements of `body` so many milliseconds; reading past them fails with `isInterrupted`.
  /// Answers whether the time ran out although the work was let through.
  package func within<T>(milliseconds: Int64, _ body: () throws -> T) rethrows -> (T, overran: Bool) {
    budget.start(milliseconds: milliseconds)
    defer { budget.stop() }
    let result = try body()
    return (result, budget.overran)
  }
}
