/// A read that waits for its turn.
struct WaitingRead {
  let seat: Seat
  let request: Request
}

/// An answer that has not left yet: where it ends in the bundle, and its body if that is too long to be copied there.
struct Departure {
  let seat: Seat
  let end: Int
  let body: [UInt8]
}

/// A whole request to its lane.
extension DeskLoop {
  /// So many answers leave together, or as many as are made in so many nanoseconds.
  private static let bundled = 32
  private static let bundleTime: Int64 = 500_000

  mutating func dispatch(_ connection: Pointer, _ request: Request) {
    connection.pointee.patience = .idle
    var request = request
    if isTurnedAway(&request) { return refuseBusy(connection, request) }
    switch work.plan(&request) {
    case .answer(let response): answer(connection, request, response)
    case .read:
      // The rest of a pipeline goes with the read that has come to its turn; it would wait as long again for every request.
      if isServingQueue, mayRead { answer(connection, request, read(request)) } else { queueRead(connection, request) }
    case .change: queueChange(connection, request)
    case .worker(let crew):
      if crews[crew].take(.work(connection.pointee.seat, request)) {
        connection.pointee.stage = .waiting
      } else {
        refuseBusy(connection, request)
      }
    case .stream(let audience, let after): startStream(connection, request, audience, after)
    }
  }

  /// This turn has time for another read.
  private var mayRead: Bool { turnReads < configuration.turnRequests && now < turnEnds }

  private mutating func read(_ request: Request) -> Response {
    if !isReading {
      isReading = true
      work.beginReads()
    }
    let response = work.read(request)
    turnReads &+= 1
    readPace.done &+= 1
    now = Clock.monotonic()
    return response
  }

  mutating func finishReads() {
    isReading = false
    work.endReads()
  }

  /// Known without a look at who asks for what: it would wait too long.
  private func isTurnedAway(_ request: inout Request) -> Bool {
    guard let queue = work.queue, readsAreLate || changesAreLate else { return false }
    switch queue(&request) {
    case .none: return false
    case .read: return readsAreLate && !isServingQueue
    case .change: return changesAreLate
    }
  }

  private var readsAreLate: Bool {
    reads.count >= configuration.readQueue || readsAreStale || isLate(readPace.wait(reads.count))
  }

  private var changesAreLate: Bool {
    changes.count + heldCount >= configuration.changeQueue || changesAreStale || isLate(changePace.wait(changes.count))
  }

  private mutating func queueRead(_ connection: Pointer, _ request: Request) {
    if readsAreLate { return refuseBusy(connection, request) }
    connection.pointee.stage = .waiting
    reads.append(WaitingRead(seat: connection.pointee.seat, request: request))
  }

  private mutating func queueChange(_ connection: Pointer, _ request: Request) {
    if changesAreLate { return refuseBusy(connection, request) }
    connection.pointee.stage = .waiting
    changes.append(.request(connection.pointee.seat, request))
  }

  /// A newcomer would wait too long.
  private func isLate(_ wait: Int64) -> Bool { wait > configuration.queueWait &* 1_000_000 }

  /// The first in the queue has waited far too long, whatever the pace was.
  func isStale(_ first: Request?) -> Bool {
    first.map { now &- $0.bytes.tick > configuration.queueWait &* 2_000_000 } ?? false
  }

  /// The reads that came, as far as the turn's time goes. Their answers leave in bundles: a client on the same machine is woken
  /// by each send that finds it asleep, which costs as much as many an answer itself.
  mutating func runReads() {
    isServingQueue = true
    defer { isServingQueue = false }
    var began = now
    while !reads.isEmpty, mayRead, let waiting = reads.popFirst() {
      guard let connection = table[waiting.seat] else { continue }
      bundle(connection, waiting.request, read(waiting.request))
      guard departures.count == Self.bundled || now &- began > Self.bundleTime else { continue }
      depart()
      began = now
    }
    depart()
  }

  /// 503 at once. Who comes back with the next request sooner than a pause lasts is left alone for one: who does not heed `Retry-After`
  /// must not cost what the others need.
  private mutating func refuseBusy(_ connection: Pointer, _ request: Request) {
    counters.refused &+= 1
    let info = RequestInfo(id: request.id, peer: request.peer, request: request)
    answer(connection, request, work.refuse(.overloaded, info))
    let isImpatient = milliseconds &- connection.pointee.refusedAt < configuration.refusalPause
    connection.pointee.refusedAt = milliseconds
    guard isImpatient, !connection.pointee.isClosing, !connection.pointee.isPaused else { return }
    connection.pointee.isPaused = true
    pauses.add(connection.pointee.seat, milliseconds, salt: lastID)
  }

  mutating func wakePaused() {
    while let seat = pauses.takeFirst(until: milliseconds) {
      guard let connection = table[seat], connection.pointee.isPaused else { continue }
      connection.pointee.isPaused = false
      if connection.pointee.isReadable, takesMore(connection) {
        receive(connection)
      } else if connection.pointee.stage == .reading {
        proceed(connection)
      }
    }
  }
}
