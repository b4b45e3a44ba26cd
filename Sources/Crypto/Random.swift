import CCrypt
import Glibc

/// Unpredictable bytes from the kernel.
package enum Random {
  package struct Unavailable: Error, Equatable {
    package let errno: Int32
  }

  package static func bytes(_ count: Int) throws(Unavailable) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    var filled = 0
    while filled < bytes.count {
      let got = bytes.withUnsafeMutableBytes { getrandom($0.baseAddress.map { $0 + filled }, $0.count - filled, 0) }
      if got > 0 {
        filled += got
      } else if errno != EINTR {
        throw Unavailable(errno: errno)
      }
    }
    return bytes
  }
}
