import Glibc

/// The name of a request in logs and answers: eight hexadecimal digits drawn when the process started, then a counter.
enum RequestID {
  static let prefix: UInt32 = UInt32.random(in: .min ... .max)

  static func text(_ id: UInt64) -> String {
    var digits = String(prefix, radix: 16)
    while digits.utf8.count < 8 { digits = "0" + digits }
    return digits + "-" + String(id, radix: 16)
  }
}
