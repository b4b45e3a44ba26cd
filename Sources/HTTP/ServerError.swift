import Glibc

/// Why the server could not start, or had to stop.
package enum ServerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A system call and its errno.
  case system(StaticString, Int32)
  case badAddress(String)
  /// Where, and an errno.
  case cannotListen(String, Int32)
  /// What was committed could not be made durable; another sync might lie, so the process has to start again.
  case syncFailed

  package var description: String {
    switch self {
    case .system(let call, let number): "\(call): \(String(cString: strerror(number)))"
    case .cannotListen(let place, let number): "cannot listen on \(place): \(String(cString: strerror(number)))"
    case .badAddress(let text): "\(text) is not an IP address"
    case .syncFailed: "the disk refused a sync; what was committed since the last good one is in doubt"
    }
  }

  package static func == (left: ServerError, right: ServerError) -> Bool { left.description == right.description }
}

/// Why `Server.perform` could not promise that its closure's work is kept.
package enum PerformError: Error, Equatable, Sendable {
  /// The transaction could not be opened, committed or synced.
  case failed
  case overloaded
  /// Not done in time; the closure may still have run, or run later, unless it had not begun.
  case timedOut
  case stopped
}
