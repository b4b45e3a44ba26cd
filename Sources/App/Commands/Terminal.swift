import Glibc
import Synchronization

/// Output of commands: results on standard output, everything else on standard error. Written at once, never buffered.
enum Terminal {
  /// The error number of standard output; 0 while it accepts everything.
  private static let refused = Mutex<Int32>(0)

  /// Writes a line. After a failed write it writes nothing more, because the rest would look complete.
  static func say(_ text: String) {
    refused.withLock { refused in
      if refused == 0 { refused = write(text + "\n", to: 1) }
    }
  }
  static func complain(_ text: String) { _ = write(text + "\n", to: 2) }
  /// Writes without a line end, so that the next text overwrites it.
  static func show(_ text: String) { _ = write(text, to: 2) }

  /// True if a part of the output was lost.
  static var isRefused: Bool { refused.withLock { $0 != 0 } }

  /// The failure of standard output; nil if everything was written, or if the reader has closed it on purpose: `… | head -1`.
  static var failure: Failure? {
    let code = refused.withLock { $0 }
    return code == 0 || code == EPIPE ? nil : Failure("standard output: \(String(cString: strerror(code)))")
  }

  /// Returns 0, or the error number.
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
