/// Live streams: server-sent events from one shared ring, after pages from the store.
extension DeskLoop {
  /// Most bytes written for a stream before they are sent.
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

  /// Sends new items that are on disk to the streams.
  mutating func publish(_ items: [LiveItem]) {
    for item in items { ring.append(item) }
    for seat in streams {
      guard let connection = table[seat] else { continue }
      if let stream = connection.pointee.stream, !work.mayHear(stream.request) {
        close(connection)
        continue
      }
      pump(connection)
      settle(connection)
    }
    ring.trim()
    for seat in streams {
      guard let connection = table[seat], let stream = connection.pointee.stream else { continue }
      if stream.state == .live, stream.place < ring.first { close(connection) }
    }
  }

  /// Sends a stream its next items, as fast as its client takes them.
  mutating func pump(_ connection: Pointer) {
    guard connection.pointee.output.isEmpty, var stream = connection.pointee.stream else { return flush(connection) }
    if stream.state == .pageDue { return askPage(connection) }
    guard stream.state == .live else { return flush(connection) }
    while connection.pointee.stage == .streaming, connection.pointee.output.isEmpty, let item = ring[stream.place], stream.place < ring.end
    {
      stream.place &+= 1
      if item.id > stream.seen {
        stream.seen = item.id
        if item.audience & stream.audience != 0 { out.append(item.bytes) }
      }
      if out.count >= Self.portion { flush(connection) }
    }
    flush(connection)
    connection.pointee.stream = stream
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
