internal import CLinux
import Glibc

/// A lock with a condition, on pthreads. `Synchronization.Mutex` has no condition to wait on, and the thread sanitizer
/// does not see it. Unchecked, because the pointers are made in `init` and freed in `deinit`, and `value` is used only
/// with the lock held.
package final class Monitor<Value>: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var value: Value

  package init(_ value: sending Value) {
    self.value = value
    pthread_mutex_init(lock, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    // The wall clock must not move deadlines.
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(lock)
    condition.deallocate()
    lock.deallocate()
  }

  package func with<T>(_ body: (inout Value) throws -> T) rethrows -> T {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body(&value)
  }

  /// Changes the value, and wakes one waiting thread or all.
  package func update<T>(all: Bool = false, _ body: (inout Value) -> T) -> T {
    let result = with(body)
    if all { pthread_cond_broadcast(condition) } else { pthread_cond_signal(condition) }
    return result
  }

  /// Waits until `body` returns a value; nil once the monotonic time `deadline` (nanoseconds) has passed.
  package func wait<T>(until deadline: Int64? = nil, _ body: (inout Value) -> T?) -> T? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while true {
      if let result = body(&value) { return result }
      guard let deadline else {
        pthread_cond_wait(condition, lock)
        continue
      }
      var time = timespec(tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
      if pthread_cond_timedwait(condition, lock, &time) == ETIMEDOUT { return body(&value) }
    }
  }
}
