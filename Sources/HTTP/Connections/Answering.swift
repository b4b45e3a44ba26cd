import CLinux
import Glibc

/// Writes responses to `out`, and sends them once the connection has been served.
extension DeskLoop {
  /// A longer body is not copied behind its head but sent from where it is.
  private static let inline = 8192

  mutating func answer(_ connection: Pointer, _ request: Request, _ response: Response) {
    write(connection, response, manner(connection, request))
    note(request, response.status, response.body.count)
  }

  private func manner(_ connection: Pointer, _ request: Request) -> ResponseWriter.Manner {
    let record = request.bytes.record
    if !record.persists || isDraining { connection.pointee.isClosing = true }
    return ResponseWriter.Manner(
      isHead: record.method == .head, minorVersion: record.minorVersion, persists: !connection.pointee.isClosing, id: request.id)
  }

  /// Writes a response into a bundle that is sent together. Its connection waits until then.
  mutating func bundle(_ connection: Pointer, _ request: Request, _ response: Response) {
    let isLong = writer.write(response, manner(connection, request), inline: Self.inline, to: &out)
    departures.append(Departure(seat: connection.pointee.seat, end: out.count, body: isLong ? response.body : []))
    note(request, response.status, response.body.count)
  }

  /// Sends the bundle. Then each connection goes on with the requests that it has sent meanwhile.
  mutating func depart() {
    guard !departures.isEmpty else { return }
    // Swap `out` away first: a failed send clears it.
    var bundle = ByteBuffer()
    swap(&bundle, &out)
    var start = 0
    for departure in departures {
      let head = UnsafeRawBufferPointer(rebasing: bundle.bytes[start..<departure.end])
      start = departure.end
      if let connection = table[departure.seat] { send(connection, head, departure.body) }
    }
    bundle.consume(bundle.count)
    swap(&bundle, &out)
    let seats = departures.map(\.seat)
    departures.removeAll(keepingCapacity: true)
    for seat in seats {
      if let connection = table[seat] { proceed(connection) }
    }
  }

  /// Sends an error response of the server itself and closes. After a malformed request nothing shows where the next
  /// one begins.
  mutating func refuse(_ connection: Pointer, _ kind: RefusalKind, _ request: Request?) {
    connection.pointee.isClosing = true
    let info = RequestInfo(id: request?.id ?? lastID, peer: connection.pointee.peer, request: request)
    let response = work.refuse(kind, info)
    let method = request?.method ?? connection.pointee.parser.line?.method
    write(connection, response, ResponseWriter.Manner(isHead: method == .head, persists: false, id: info.id))
    if let request { note(request, response.status, response.body.count) } else { counters.count(response.status) }
  }

  /// Counts a response and reports it to the application.
  mutating func note(_ request: Request, _ status: Int, _ bytes: Int) {
    counters.count(status)
    work.observe(request, status, bytes, max(0, now &- request.bytes.tick) / 1000)
  }

  /// Sends a response from a worker or from the disk to the connection that waited for it.
  mutating func deliver(_ seat: Seat, _ request: Request, _ response: Response) {
    guard let connection = table[seat], connection.pointee.stage == .waiting else {
      return note(request, response.status, response.body.count)
    }
    connection.pointee.stage = .reading
    answer(connection, request, response)
    proceed(connection)
  }

  private mutating func write(_ connection: Pointer, _ response: Response, _ manner: ResponseWriter.Manner) {
    if writer.write(response, manner, inline: Self.inline, to: &out) {
      guard connection.pointee.stage != .closed else { return }
      send(connection, out.bytes, response.body)
      out.consume(out.count)
    }
  }

  /// Sends what is in `out`. Bytes that the kernel does not take stay with the connection.
  mutating func flush(_ connection: Pointer) {
    guard connection.pointee.stage != .closed else { return out.consume(out.count) }
    if !out.isEmpty {
      if connection.pointee.output.isEmpty {
        let sent = Glibc.send(connection.pointee.seat.fd, out.bytes.baseAddress, out.count, Int32(MSG_NOSIGNAL))
        guard account(connection, sent) else { return }
        out.consume(max(0, sent))
      }
      if !out.isEmpty {
        connection.pointee.output.append(out.bytes)
        out.consume(out.count)
      }
    }
    if connection.pointee.isClosing, connection.pointee.output.isEmpty, connection.pointee.stage == .reading { linger(connection) }
  }

  /// Sends `head` and a body in one call. Bytes that the kernel does not take stay with the connection.
  private mutating func send(_ connection: Pointer, _ head: UnsafeRawBufferPointer, _ body: [UInt8]) {
    body.withUnsafeBytes { body in
      var sent = 0
      if connection.pointee.output.isEmpty {
        let fd = connection.pointee.seat.fd
        sent = body.isEmpty ? Glibc.send(fd, head.baseAddress, head.count, Int32(MSG_NOSIGNAL)) : sendBoth(fd, head, body)
        guard account(connection, sent) else { return }
        sent = max(0, sent)
      }
      guard sent < head.count + body.count else { return }
      connection.pointee.output.append(UnsafeRawBufferPointer(rebasing: head[min(sent, head.count)...]))
      connection.pointee.output.append(UnsafeRawBufferPointer(rebasing: body[max(0, sent &- head.count)...]))
    }
  }

  private func sendBoth(_ fd: Int32, _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer) -> Int {
    var parts = (
      iovec(iov_base: UnsafeMutableRawPointer(mutating: first.baseAddress), iov_len: first.count),
      iovec(iov_base: UnsafeMutableRawPointer(mutating: second.baseAddress), iov_len: second.count)
    )
    return withUnsafeMutableBytes(of: &parts) { raw in
      var message = msghdr()
      message.msg_iov = raw.baseAddress?.assumingMemoryBound(to: iovec.self)
      message.msg_iovlen = 2
      return sendmsg(fd, &message, Int32(MSG_NOSIGNAL))
    }
  }

  /// Counts sent bytes. False if the send has failed because the client is gone.
  private mutating func account(_ connection: Pointer, _ sent: Int) -> Bool {
    if sent >= 0 {
      counters.bytesOut &+= UInt64(sent)
      return true
    }
    if errno == EAGAIN || errno == EINTR { return true }
    out.consume(out.count)
    close(connection)
    return false
  }

  /// Sends waiting output when the socket has room again.
  mutating func drainOutput(_ connection: Pointer) {
    let waiting = connection.pointee.output.bytes
    guard waiting.count > 0 else { return settle(connection) }
    let sent = Glibc.send(connection.pointee.seat.fd, waiting.baseAddress, waiting.count, Int32(MSG_NOSIGNAL))
    guard account(connection, sent) else { return }
    connection.pointee.output.consume(max(0, sent))
    connection.pointee.moved &+= max(0, sent)
    if connection.pointee.output.isEmpty {
      connection.pointee.output.release()
      switch connection.pointee.stage {
      case .reading: serveInput(connection)
      case .streaming: pump(connection)
      case .waiting, .lingering, .closed: break
      }
    }
    settle(connection)
  }

  /// Closes our half of the connection after the last response, and reads on for a while. Closing at once could make
  /// the kernel reset the connection and lose the response if the client is still sending.
  private mutating func linger(_ connection: Pointer) {
    if connection.pointee.hasEnded { return close(connection) }
    shutdown(connection.pointee.seat.fd, Int32(SHUT_WR))
    connection.pointee.stage = .lingering
    connection.pointee.input.release()
    connection.pointee.patience = .linger
    connection.pointee.deadline = milliseconds &+ limits.lingerTime
  }
}
