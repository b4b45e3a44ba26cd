import CLinux
import Glibc

/// Accepts connections, and turns them away when there is no room.
extension DeskLoop {
  /// The answer to a connection that is turned away. Nothing is read from it, so the application is not asked, and the
  /// bytes are always the same.
  private static let busy: StaticString =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

  mutating func accept(_ index: Int) {
    guard index < listeners.count, !isDraining else { return }
    let listener = listeners[index]
    // Accept in portions, so that connections already open are served during a burst.
    for _ in 0..<64 {
      var address = sockaddr_storage()
      var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
      let fd = withUnsafeMutableBytes(of: &address) { raw in
        linux_accept(listener.fd, raw.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
      }
      guard fd >= 0 else {
        let number = errno
        if number == EINTR || number == ECONNABORTED { continue }
        if number == EMFILE || number == ENFILE, turnAwayOne(listener) { continue }
        return
      }
      guard table.count < configuration.connections else {
        turnAway(fd)
        continue
      }
      let peer = listener.peer ?? withUnsafeBytes(of: &address) { Peer($0) }
      open(fd, peer)
    }
  }

  private mutating func open(_ fd: Int32, _ peer: Peer) {
    let connection = table.open(fd, peer, limits)
    guard poll.add(fd, Poll.changes, connection.pointee.seat.packed) else { return close(connection) }
    counters.accepted &+= 1
    settle(connection)
  }

  /// No file descriptor is left. Closes the spare one to accept the next connection, tells it that the server is busy,
  /// and opens the spare one again. Without a spare one the listeners leave the poll until a connection closes;
  /// otherwise they would be reported ready forever.
  private mutating func turnAwayOne(_ listener: Listener) -> Bool {
    if spare >= 0 {
      Glibc.close(spare)
      spare = -1
      let fd = linux_accept(listener.fd, nil, nil)
      if fd >= 0 { turnAway(fd) }
      spare = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
      return fd >= 0 && spare >= 0
    }
    for listener in listeners { poll.remove(listener.fd) }
    isDeaf = true
    return false
  }

  private mutating func turnAway(_ fd: Int32) {
    counters.turnedAway &+= 1
    _ = send(fd, Self.busy.utf8Start, Self.busy.utf8CodeUnitCount, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    Glibc.close(fd)
  }

  /// Closes a connection and everything about it. Its memory stays until the end of the turn.
  mutating func close(_ connection: Pointer) {
    guard connection.pointee.stage != .closed else { return }
    if connection.pointee.stage == .streaming {
      let seat = connection.pointee.seat
      streams.removeAll { $0 == seat }
    }
    connection.pointee.stage = .closed
    wheel.remove(connection)
    Glibc.close(connection.pointee.seat.fd)
    table.close(connection)
    if isDeaf, !isDraining { listenAgain() }
  }

  private mutating func listenAgain() {
    isDeaf = false
    spare = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
    for (index, listener) in listeners.enumerated() { poll.add(listener.fd, Poll.readable, UInt64(index)) }
  }
}
