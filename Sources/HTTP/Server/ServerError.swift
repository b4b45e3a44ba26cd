import Glibc

/// Reasons why the server could not start, or had to stop.
package enum ServerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A system call and its errno.
  case system(StaticString, Int32)
  case badAddress(String)
  /// The address or path, and an errno.
  case cannotListen(String, Int32)
  /// Committed data could not be made durable. Another sync might report success without it, so the process must restart.
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

/// Reasons why `Server.perform` cannot promise that the work of its closure is kept.
package enum PerformError: Error, Equatable, Sendable {
  /// The transaction could not be opened, committed or synced.
  case failed
  /// On disk, but not confirmed by whoever else must have it.
  case unconfirmed
  case overloaded
  /// Not done in time. A closure that had begun may still have been kept; one that had not begun never runs.
  case timedOut
  case stopped
}
