internal import CSQLite
internal import Glibc

/// Nanoseconds of the calling thread's work, and of elapsed time.
package struct WorkClock {
  package var worked: () -> Int64
  package var passed: () -> Int64

  package init(worked: @escaping () -> Int64, passed: @escaping () -> Int64) {
    self.worked = worked
    self.passed = passed
  }

  static var machine: WorkClock {
    WorkClock(worked: { nanoseconds(CLOCK_THREAD_CPUTIME_ID) }, passed: { nanoseconds(CLOCK_MONOTONIC) })
  }

  private static func nanoseconds(_ clock: clockid_t) -> Int64 {
    var now = timespec()
    clock_gettime(clock, &now)
    return Int64(now.tv_sec) &* 1_000_000_000 &+ Int64(now.tv_nsec)
  }
}

/// Stops statements that work longer than allowed, so that nobody stalls the desk. The thread's own work counts, so a
/// machine that is busy with something else refuses nobody. The limit of elapsed time is much higher, for a disk that
/// does not answer. Work that has already written is finished, because stopping it would end the whole turn's
/// transaction.
final class TimeBudget {
  private static let patience: Int64 = 4
  private static let leastPassing: Int64 = 5_000_000_000

  var clock = WorkClock.machine
  fileprivate var allowed: Int64 = .max
  fileprivate var began: Int64 = 0
  /// The thread's work at the first check. Its work before that is less than the steps between two checks.
  fileprivate var workedBefore: Int64?
  fileprivate var changesAtStart: Int64 = 0
  fileprivate var handle: OpaquePointer?
  fileprivate(set) var overran = false

  func watch(_ handle: OpaquePointer) {
    self.handle = handle
    sqlite3_progress_handler(
      handle, 2_000,  // virtual-machine steps between two checks of the clock: some 20 µs
      { context in
        guard let context else { return 0 }
        return Unmanaged<TimeBudget>.fromOpaque(context).takeUnretainedValue().isOver ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private var isOver: Bool {
    guard allowed != .max else { return false }
    guard let workedBefore else {
      workedBefore = clock.worked()
      return false
    }
    let passed = clock.passed() &- began
    // A thread cannot have worked longer than the elapsed time, and its own clock is the more expensive one to read.
    guard passed > allowed, passed > longestPassing || clock.worked() &- workedBefore > allowed else { return false }
    overran = true
    return sqlite3_total_changes64(handle) == changesAtStart
  }

  private var longestPassing: Int64 { max(Self.leastPassing, allowed &* Self.patience) }

  fileprivate func start(milliseconds: Int64) {
    allowed = milliseconds &* 1_000_000
    began = clock.passed()
    workedBefore = nil
    changesAtStart = handle.map { sqlite3_total_changes64($0) } ?? 0
    overran = false
  }

  fileprivate func stop() { allowed = .max }
}

extension Database {
  /// Limits the statements of `body` to this many milliseconds of the thread's work. Reads beyond that fail with
  /// `isInterrupted`. Returns whether the time ran out but the work was finished.
  package func within<T>(milliseconds: Int64, _ body: () throws -> T) rethrows -> (T, overran: Bool) {
    budget.start(milliseconds: milliseconds)
    defer { budget.stop() }
    let result = try body()
    return (result, budget.overran)
  }

  /// Measures by this clock instead of the machine's.
  package func measure(by clock: WorkClock) { budget.clock = clock }

  /// CPU time of the calling thread in nanoseconds.
  package var worked: Int64 { budget.clock.worked() }
}
