/// Deadlines of connections, by what they are doing.
extension DeskLoop {
  /// Called after each visit of a connection. Sets its deadline, and closes it if the client has ended and nothing is
  /// left to send.
  mutating func settle(_ connection: Pointer) {
    guard connection.pointee.stage != .closed else { return }
    if connection.pointee.hasEnded, isDone(connection) { return close(connection) }
    if connection.pointee.stage != .lingering { setDeadline(connection, doing(connection)) }
    readOn(connection)
    wheel.schedule(connection)
  }

  private func isDone(_ connection: Pointer) -> Bool {
    connection.pointee.stage == .reading && connection.pointee.output.isEmpty && !connection.pointee.isPaused
      && !connection.pointee.isResuming
  }

  /// The step that the server waits for from the client; nil if the server has to act.
  private func doing(_ connection: Pointer) -> Connection.Patience? {
    if !connection.pointee.output.isEmpty { return .answer }
    switch connection.pointee.stage {
    case .waiting, .closed: return nil
    case .lingering: return .linger
    case .streaming: return .stream
    case .reading:
      if connection.pointee.isPaused || connection.pointee.isResuming || connection.pointee.owed >= limits.owed { return nil }
      if connection.pointee.parser.isInBody { return .body }
      return connection.pointee.input.isEmpty ? .idle : .head
    }
  }

  private mutating func setDeadline(_ connection: Pointer, _ doing: Connection.Patience?) {
    guard let doing else {
      connection.pointee.deadline = .max
      return
    }
    if doing != connection.pointee.patience {
      connection.pointee.patience = doing
      connection.pointee.since = milliseconds
      connection.pointee.moved = 0
    }
    let since = connection.pointee.since
    switch doing {
    case .idle: connection.pointee.deadline = milliseconds &+ limits.idleTime
    case .stream: connection.pointee.deadline = milliseconds &+ limits.heartbeat
    case .head: connection.pointee.deadline = since &+ limits.headerTime
    case .body: connection.pointee.deadline = since &+ limits.bodyTime &+ credit(connection.pointee.parser.bodyReceived)
    case .answer: connection.pointee.deadline = since &+ limits.writeTime &+ credit(connection.pointee.moved)
    case .linger: break
    }
  }

  /// Milliseconds that this many bytes may take at the slowest rate allowed.
  private func credit(_ bytes: Int) -> Int64 { Int64(bytes) * 1000 / Int64(max(1, limits.minimumRate)) }

  mutating func visitDeadlines() {
    guard milliseconds >= wheel.nextVisit else { return }
    for seat in wheel.advance(to: milliseconds) {
      if let connection = table[seat] { expire(connection) }
    }
  }

  private mutating func expire(_ connection: Pointer) {
    switch connection.pointee.patience {
    case .idle, .linger: close(connection)
    case .head, .body:
      counters.timedOut &+= 1
      refuse(connection, .timeout, nil)
      flush(connection)
      settle(connection)
    case .answer:
      counters.timedOut &+= 1
      close(connection)
    case .stream:
      out.append(":\n\n")
      flush(connection)
      settle(connection)
    }
  }
}
