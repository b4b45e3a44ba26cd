import Glibc
import Synchronization

/// What a command says: results on standard output, everything else on standard error. Written at once, never buffered.
enum Terminal {
  /// Why standard output has taken no more; 0 while it takes all.
  private static let refused = Mutex<Int32>(0)

  /// After a part is lost nothing more is said, for what follows would look whole.
  static func say(_ text: String) {
    refused.withLock { refused in
      if refused == 0 { refused = write(text + "\n", to: 1) }
    }
  }
  static func complain(_ text: String) { _ = write(text + "\n", to: 2) }
  /// Without a line's end: what is shown next goes over it.
  static func show(_ text: String) { _ = write(text, to: 2) }

  /// Not all that was said has gone out.
  static var isRefused: Bool { refused.withLock { $0 != 0 } }

  /// nil when all has gone out, and when a reader has gone who had seen enough: `… | head -1`.
  static var failure: Failure? {
    let code = refused.withLock { $0 }
    return code == 0 || code == EPIPE ? nil : Failure("standard output: \(String(cString: strerror(code)))")
  }

  /// 0, or the number of the error.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
