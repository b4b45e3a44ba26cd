import CLinux
import Glibc
import Synchronization

/// Wakes a thread that waits in `epoll_wait` or in `wait`. It is an eventfd behind a flag, so that a second wake
/// before the first is seen costs nothing. `raise` is safe in a signal handler.
final class EventSignal: Sendable {
  let fd: Int32
  private let isRaised = Atomic(false)

  init(blocking: Bool) throws(ServerError) {
    fd = eventfd(0, Int32(EFD_CLOEXEC) | (blocking ? 0 : Int32(EFD_NONBLOCK)))
    guard fd >= 0 else { throw .system("eventfd", errno) }
  }

  deinit { close(fd) }

  func raise() {
    guard !isRaised.exchange(true, ordering: .acquiringAndReleasing) else { return }
    var one: UInt64 = 1
    _ = write(fd, &one, 8)
  }

  /// Clears the signal. Everything posted before `raise` is visible after this.
  func lower() {
    var count: UInt64 = 0
    _ = read(fd, &count, 8)
    isRaised.store(false, ordering: .sequentiallyConsistent)
  }
}
