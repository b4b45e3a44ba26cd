/// A read that waits for its turn.
struct WaitingRead {
  let seat: Seat
  let request: Request
}

/// A response in a bundle: the end of its bytes there, and its body if that is too long to be copied.
struct Departure {
  let seat: Seat
  let end: Int
  let body: [UInt8]
}

/// Sends each complete request to its lane.
extension DeskLoop {
  /// A bundle ends after this many responses, or after this many nanoseconds.
  private static let bundled = 32
  private static let bundleTime: Int64 = 500_000

  mutating func dispatch(_ connection: Pointer, _ request: Request) {
    connection.pointee.patience = .idle
    var request = request
    if isTurnedAway(&request) { return refuseBusy(connection, request) }
    switch work.plan(&request) {
    case .answer(let response): answer(connection, request, response)
    case .read:
      // The rest of a pipeline is read together with the request that has its turn. Otherwise each of its requests
      // would wait as long again.
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

  /// True if this turn has time for another read.
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

  /// True if the request would wait too long. Decided without authentication or routing.
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

  /// True if this wait of a new request is too long.
  private func isLate(_ wait: Int64) -> Bool { wait > configuration.queueWait &* 1_000_000 }

  /// True if the first request in the queue has waited far too long, whatever the pace says.
  func isStale(_ first: Request?) -> Bool {
    first.map { now &- $0.bytes.tick > configuration.queueWait &* 2_000_000 } ?? false
  }

  /// Answers waiting reads within the turn's time. Responses leave in bundles: a client on the same machine that
  /// sleeps is woken by each send, which costs as much as many responses.
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

  /// Refuses with 503 at once. A client whose next request comes sooner than a pause lasts is paused: if it ignores
  /// `Retry-After`, it must not cost the others their time.
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
