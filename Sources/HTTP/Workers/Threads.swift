import CLinux
import Glibc

/// A named thread that runs one closure.
struct WorkerThread {
  private let handle: pthread_t

  init(_ name: String, _ body: @escaping @Sendable () -> Void) throws(ServerError) {
    var handle = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let result = pthread_create(
      &handle, nil,
      { raw in
        guard let raw else { return nil }
        Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
    guard result == 0 else {
      box.release()
      throw .system("pthread_create", result)
    }
    // The kernel keeps 15 bytes of a name.
    linux_name_thread(handle, String(name.prefix(15)))
    self.handle = handle
  }

  /// Sets the niceness of the calling thread, which the kernel takes as a share of the CPU. Without permission nothing changes.
  static func setNiceness(_ niceness: Int32) {
    setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)  // 0: on Linux the calling thread alone
  }

  func join() { pthread_join(handle, nil) }
  func detach() { pthread_detach(handle) }

  private final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
