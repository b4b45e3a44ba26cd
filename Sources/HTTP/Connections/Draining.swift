import Glibc

/// The orderly end: no new connections are accepted, received requests are answered, then the connections are closed.
extension DeskLoop {
  mutating func startDrain() {
    isDraining = true
    closeListeners()
    for seat in table.all() {
      guard let connection = table[seat] else { continue }
      switch connection.pointee.stage {
      case .streaming: close(connection)
      case .reading:
        // A request may already be in the kernel. It is answered with `Connection: close`.
        receive(connection)
        if connection.pointee.stage == .reading, connection.pointee.patience == .idle, connection.pointee.output.isEmpty,
          !connection.pointee.isPaused, !connection.pointee.isResuming
        {
          close(connection)
        }
      case .waiting, .lingering, .closed: break
      }
    }
  }

  var isDrained: Bool {
    if Clock.monotonic() >= inbox.drainDeadline { return true }
    guard held.isEmpty, unheard.isEmpty, changes.isEmpty, reads.isEmpty else { return false }
    return table.all().allSatisfy { seat in table[seat].map { $0.pointee.stage == .lingering } ?? true }
  }

  mutating func closeListeners() {
    for listener in listeners {
      Glibc.close(listener.fd)
      if let path = listener.path { unlink(path) }
    }
    listeners = []
  }

  /// Closes everything that is left when the loop ends.
  mutating func finish() {
    closeListeners()
    while let errand = unheard.popFirst() { errand.finish(nil) }
    for seat in table.all() {
      if let connection = table[seat] { close(connection) }
    }
    table.bury()
    publishLast()
  }

  mutating func publishLast() {
    counters.connections = table.count
    counters.streams = streams.count
    published.set(counters)
  }
}
