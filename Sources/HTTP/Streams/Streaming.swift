/// Live streams: server-sent events from one shared ring, after pages from the store.
extension DeskLoop {
  /// Bytes after which a stream gets no further item in one visit.
  private static let portion = 65_536
  /// The first bytes of a stream, so that its reader, and a proxy that waits for data, sees at once that it is open.
  /// `retry` is the time in milliseconds between two attempts of a browser to open it again (HTML, 9.2.6).
  private static let opening: StaticString = ": open\nretry: 3000\n\n"

  mutating func startStream(_ connection: Pointer, _ request: Request, _ audience: UInt64, _ after: Int64?) {
    let record = request.bytes.record
    let seat = connection.pointee.seat
    let manner = ResponseWriter.Manner(minorVersion: record.minorVersion, persists: false, id: request.id)
    if record.method == .head {
      connection.pointee.isClosing = true
      writer.writeStreamHead(manner, to: &out)
      return note(request, 200, 0)
    }
    let hasRoom = streams.count < configuration.streams && !isDraining
    guard hasRoom, after.map({ crews[.everyday].take(.catchUp(seat, request, after: $0)) }) ?? true else {
      counters.refused &+= 1
      let info = RequestInfo(id: request.id, peer: request.peer, request: request)
      return answer(connection, request, work.refuse(.overloaded, info))
    }
    connection.pointee.stage = .streaming
    connection.pointee.stream = LiveStream(
      request: request, audience: audience, state: after == nil ? .live : .catchingUp, place: ring.end, seen: after ?? .min)
    streams.append(seat)
    writer.writeStreamHead(manner, to: &out)
    out.append(Self.opening)
    note(request, 200, 0)
  }

  /// Takes new items that are on disk, for the next round of visits.
  mutating func publish(_ items: [LiveItem]) {
    for item in items { ring.append(item) }
    rounds.isDue = true
  }

  /// Sends waiting streams their next items for as long as `streamTime` allows. A thousand streams take longer than a
  /// request should wait, so the rest of them wait for the next turn.
  mutating func visitStreams() {
    defer { finishHeard() }
    if mayBeginRound { beginRound() } else if waitingStreams.isEmpty { return }
    now = Clock.monotonic()
    let (began, end) = (now, now &+ configuration.streamTime)
    while let seat = waitingStreams.popFirst() {
      visit(seat)
      now = Clock.monotonic()
      if now >= end { break }
    }
    rounds.spent &+= now &- began
    guard waitingStreams.isEmpty else { return }
    rounds.end(milliseconds)
    trimRing()
  }

  private var mayBeginRound: Bool {
    rounds.isDue && waitingStreams.isEmpty && (milliseconds >= rounds.from || ring.isFull)
  }

  private mutating func beginRound() {
    rounds.isDue = false
    ring.beginRound()
    for seat in streams {
      if let connection = table[seat] { visitLater(connection) }
    }
  }

  /// Queues a stream, unless it is queued already.
  private mutating func visitLater(_ connection: Pointer) {
    guard connection.pointee.stream?.isWaiting == false else { return }
    connection.pointee.stream?.isWaiting = true
    waitingStreams.append(connection.pointee.seat)
  }

  /// Sends one stream its next items, or cuts it if its reader has lost the right to them.
  private mutating func visit(_ seat: Seat) {
    guard let connection = table[seat], let request = connection.pointee.stream?.request else { return }
    connection.pointee.stream?.isWaiting = false
    guard work.mayHear(request) else { return close(connection) }
    pump(connection)
    settle(connection)
  }

  /// Forgets old items, and cuts the streams whose clients are too slow for the ring.
  private mutating func trimRing() {
    let first = ring.first
    ring.trim()
    guard ring.first != first else { return }
    for seat in streams {
      guard let connection = table[seat], let stream = connection.pointee.stream else { continue }
      if stream.state == .live, stream.place < ring.first { close(connection) }
    }
  }

  /// Sends a stream a portion of its next items, if its client has taken the former ones.
  mutating func pump(_ connection: Pointer) {
    guard connection.pointee.output.isEmpty, var stream = connection.pointee.stream else { return flush(connection) }
    if stream.state == .pageDue { return askPage(connection) }
    guard stream.state == .live else { return flush(connection) }
    while out.count < Self.portion, let item = ring[stream.place] {
      stream.place &+= 1
      if item.id > stream.seen {
        stream.seen = item.id
        if item.audience & stream.audience != 0 { out.append(item.bytes) }
      }
    }
    connection.pointee.stream = stream
    flush(connection)
    let hasMore = connection.pointee.stage == .streaming && connection.pointee.output.isEmpty && ring[stream.place] != nil
    if hasMore { visitLater(connection) }
  }

  /// Sends a page from the store. Items made since it was asked for are in the ring from `place` on; those that are in
  /// the page too are recognized by their ids.
  mutating func takePage(_ seat: Seat, _ page: LivePage) {
    guard let connection = table[seat], connection.pointee.stage == .streaming, var stream = connection.pointee.stream else { return }
    // If the store does not know the requested item, the page's `lastID` is lower, and the stream begins again from there.
    stream.seen = page.lastID
    stream.state = page.more || stream.place < ring.first ? .pageDue : .live
    connection.pointee.stream = stream
    out.append(page.bytes)
    flush(connection)
    if connection.pointee.stage == .streaming { pump(connection) }
    settle(connection)
  }

  /// Asks for the next page. If the crew's queue is full, the stream is closed, and its client resumes later.
  private mutating func askPage(_ connection: Pointer) {
    guard var stream = connection.pointee.stream else { return }
    stream.state = .catchingUp
    stream.place = ring.end
    connection.pointee.stream = stream
    if !crews[.everyday].take(.catchUp(connection.pointee.seat, stream.request, after: stream.seen)) { close(connection) }
  }
}
