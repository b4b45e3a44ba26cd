/// A read that waits for its turn.
struct WaitingRead {
  let seat: Seat
  let request: Request
}

/// A whole request to its lane.
extension DeskLoop {
  mutating func dispatch(_ connection: Pointer, _ request: Request) {
    connection.pointee.patience = .idle
    var request = request
    switch work.plan(&request) {
    case .answer(let response): answer(connection, request, response)
    case .read:
      if reads.isEmpty, mayRead { read(connection, request) } else { queueRead(connection, request) }
    case .change: queueChange(connection, request)
    case .worker:
      if workers.take(.work(connection.pointee.seat, request)) {
        connection.pointee.stage = .waiting
      } else {
        refuseBusy(connection, request)
      }
    case .stream(let audience, let after): startStream(connection, request, audience, after)
    }
  }

  /// This turn has time for another read.
  private var mayRead: Bool { turnReads < configuration.turnRequests && now < turnEnds }

  private mutating func read(_ connection: Pointer, _ request: Request) {
    if !isReading {
      isReading = true
      work.beginReads()
    }
    let response = work.read(request)
    turnReads &+= 1
    now = Clock.monotonic()
    answer(connection, request, response)
  }

  mutating func finishReads() {
    isReading = false
    work.endReads()
  }

  private mutating func queueRead(_ connection: Pointer, _ request: Request) {
    guard reads.count < configuration.readQueue, !isOld(reads.first?.request) else { return refuseBusy(connection, request) }
    connection.pointee.stage = .waiting
    reads.append(WaitingRead(seat: connection.pointee.seat, request: request))
  }

  private mutating func queueChange(_ connection: Pointer, _ request: Request) {
    guard changes.count + heldCount < configuration.changeQueue, !isOld(changes.first?.request) else {
      return refuseBusy(connection, request)
    }
    connection.pointee.stage = .waiting
    changes.append(.request(connection.pointee.seat, request))
  }

  /// The queue has fallen behind: the first in it has waited too long already.
  private func isOld(_ request: Request?) -> Bool {
    guard let request else { return false }
    return now &- request.bytes.tick > configuration.queueAge &* 1_000_000
  }

  /// The reads that had to wait, as far as the turn's time goes.
  mutating func runReads() {
    while !reads.isEmpty, mayRead, let waiting = reads.popFirst() {
      guard let connection = table[waiting.seat] else { continue }
      connection.pointee.stage = .reading
      read(connection, waiting.request)
      proceed(connection)
    }
  }

  /// 503 at once. The connection is left alone for a moment: who does not heed `Retry-After` must not cost what the others need.
  private mutating func refuseBusy(_ connection: Pointer, _ request: Request) {
    counters.refused &+= 1
    let info = RequestInfo(id: request.id, peer: request.peer, request: request)
    answer(connection, request, work.refuse(.overloaded, info))
    guard configuration.refusalPause > 0, !connection.pointee.isClosing else { return }
    connection.pointee.isPaused = true
    paused.append((connection.pointee.seat, milliseconds &+ configuration.refusalPause))
  }

  mutating func wakePaused() {
    while let first = paused.first, first.until <= milliseconds {
      _ = paused.popFirst()
      guard let connection = table[first.seat], connection.pointee.isPaused else { continue }
      connection.pointee.isPaused = false
      if connection.pointee.stage == .reading { proceed(connection) }
    }
  }
}
