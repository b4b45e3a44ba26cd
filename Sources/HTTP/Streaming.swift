/// Live streams: server-sent events from one shared ring, after pages from the store.
extension DeskLoop {
  /// What is written for a stream before the kernel is asked to take it.
  private static let portion = 65_536
  /// A stream's first bytes, so that its reader, and a proxy that waits for something to pass on, sees at once that it is open; and how many
  /// milliseconds a browser leaves between two tries to open it again (HTML, 9.2.6, `retry`).
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

  /// New items, which the disk has.
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

  /// Sends a stream what it has not had, as far as its client keeps up.
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

  /// A page from the store has come. Items that were made since it was asked for are in the ring behind `place`; those of
  /// them the page had too are known by their ids.
  mutating func takePage(_ seat: Seat, _ page: LivePage) {
    guard let connection = table[seat], connection.pointee.stage == .streaming, var stream = connection.pointee.stream else { return }
    // Before what was asked for, when the store knows no such item: it begins again from there.
    stream.seen = page.lastID
    stream.state = page.more || stream.place < ring.first ? .pageDue : .live
    connection.pointee.stream = stream
    out.append(page.bytes)
    flush(connection)
    if connection.pointee.stage == .streaming { pump(connection) }
    settle(connection)
  }

  /// A busy pool cuts the stream; its client resumes where it was.
  private mutating func askPage(_ connection: Pointer) {
    guard var stream = connection.pointee.stream else { return }
    stream.state = .catchingUp
    stream.place = ring.end
    connection.pointee.stream = stream
    if !crews[.everyday].take(.catchUp(connection.pointee.seat, stream.request, after: stream.seen)) { close(connection) }
  }
}
