internal import CSQLite
internal import Glibc

/// Nanoseconds that the calling thread has worked, and that have passed.
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

/// Stops statements that work longer than they may, so that nobody stalls the desk. What counts is the thread's own work: a machine that
/// is busy with something else refuses nobody. Of time that passes there is much more, for a disk that does not answer. What has written
/// already is let through: stopping it would end the whole turn's transaction.
final class TimeBudget {
  private static let patience: Int64 = 4
  private static let leastPassing: Int64 = 5_000_000_000

  var clock = WorkClock.machine
  fileprivate var allowed: Int64 = .max
  fileprivate var began: Int64 = 0
  /// What the thread had worked at the first look; what it did before is less than the steps between two looks.
  fileprivate var workedBefore: Int64?
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
    guard allowed != .max else { return false }
    guard let workedBefore else {
      workedBefore = clock.worked()
      return false
    }
    let passed = clock.passed() &- began
    // A thread cannot have worked longer than time has passed, and its own clock is the dearer one to read.
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
  /// Gives the statements of `body` so many milliseconds of the thread's work; reading past them fails with `isInterrupted`.
  /// Answers whether the time ran out although the work was let through.
  package func within<T>(milliseconds: Int64, _ body: () throws -> T) rethrows -> (T, overran: Bool) {
    budget.start(milliseconds: milliseconds)
    defer { budget.stop() }
    let result = try body()
    return (result, budget.overran)
  }

  /// By another clock than the machine's.
  package func measure(by clock: WorkClock) { budget.clock = clock }
}
