import Glibc

/// Reads bytes from sockets, through the parser, to `dispatch`.
extension DeskLoop {
  /// Most input kept of a connection that cannot be served now. After that it is not read until there is room.
  private static let kept = 65_536

  mutating func receive(_ connection: Pointer) {
    let count = recv(connection.pointee.seat.fd, scratch.baseAddress, scratch.count, 0)
    guard count > 0 else {
      if count == 0 {
        connection.pointee.isReadable = false
        end(connection)
      } else if errno == EAGAIN || errno == EINTR {
        connection.pointee.isReadable = errno == EINTR
        // The buffer may hold the rest of a pipeline.
        if connection.pointee.stage == .reading { serveInput(connection) }
        settle(connection)
      } else {
        close(connection)
      }
      return
    }
    // A short read has emptied the socket. Only the end of the stream may be left, if it was reported together with the data.
    connection.pointee.isReadable = count == scratch.count || connection.pointee.endsSoon
    counters.bytesIn &+= UInt64(count)
    let fresh = UnsafeRawBufferPointer(rebasing: scratch[..<count])
    switch connection.pointee.stage {
    case .lingering, .streaming, .closed: return readOn(connection)
    case .waiting: connection.pointee.input.append(fresh)
    case .reading:
      if !connection.pointee.input.isEmpty || !isReady(connection) {
        connection.pointee.input.append(fresh)
        serveInput(connection)
      } else {
        let used = serve(connection, fresh)
        if used < count, keepsInput(connection) { connection.pointee.input.append(UnsafeRawBufferPointer(rebasing: fresh[used...])) }
      }
    }
    settle(connection)
  }

  /// Serves the input buffer of a connection, if it may be served.
  mutating func serveInput(_ connection: Pointer) {
    guard isReady(connection), !connection.pointee.input.isEmpty else { return flush(connection) }
    let used = serve(connection, connection.pointee.input.bytes)
    connection.pointee.input.consume(used)
    if connection.pointee.input.isEmpty { connection.pointee.input.release() }
  }

  /// Goes on with a connection whose response has been written to `out`.
  mutating func proceed(_ connection: Pointer) {
    connection.pointee.stage = .reading
    serveInput(connection)
    settle(connection)
  }

  /// Requests are taken only after the kernel has taken all earlier responses. A paused connection is not read, but
  /// requests that it has already sent are served or refused with one send for all.
  private func isReady(_ connection: Pointer) -> Bool {
    connection.pointee.stage == .reading && !connection.pointee.isClosing && connection.pointee.output.isEmpty
  }

  private func keepsInput(_ connection: Pointer) -> Bool {
    !connection.pointee.isClosing && (connection.pointee.stage == .reading || connection.pointee.stage == .waiting)
  }

  /// Parses and dispatches the requests in `bytes`. Responses that are ready have been sent when it returns. Returns
  /// the number of used bytes.
  private mutating func serve(_ connection: Pointer, _ bytes: UnsafeRawBufferPointer) -> Int {
    var used = 0
    var served = 0
    loop: while isReady(connection) {
      if served == limits.pipelined || out.count > Self.kept {
        flush(connection)
        if served == limits.pipelined {
          resumeLater(connection)
          break loop
        }
        continue
      }
      let origin = Origin(id: lastID &+ 1, peer: connection.pointee.peer, arrivedAt: wall, tick: now)
      var consumed = 0
      let event = connection.pointee.parser.parse(UnsafeRawBufferPointer(rebasing: bytes[used...]), origin: origin, consumed: &consumed)
      used &+= consumed
      switch event {
      case .incomplete:
        if connection.pointee.sink != nil { handPiece(connection) }
        break loop
      case .request(var request):
        lastID &+= 1
        served &+= 1
        request.upload = connection.pointee.sink?.taker
        connection.pointee.sink = nil
        dispatch(connection, request)
      case .head(let request, let expectsContinue):
        lastID &+= 1
        admit(connection, request, expectsContinue && used == bytes.count)
      case .fault(let kind):
        lastID &+= 1
        refuse(connection, kind, nil)
      }
    }
    flush(connection)
    return used
  }

  /// Decides about a body that needs permission: lets it come, or refuses it before it is sent.
  private mutating func admit(_ connection: Pointer, _ request: Request, _ saysContinue: Bool) {
    var request = request
    switch work.planHead?(&request) ?? .body(limit: limits.body) {
    case .refuse(let response):
      connection.pointee.isClosing = true
      answer(connection, request, response)
    case .body(let limit): letCome(connection, request, limit, saysContinue)
    case .pieces(let limit, let sink):
      connection.pointee.sink = sink
      letCome(connection, request, limit, saysContinue)
    }
  }

  private mutating func letCome(_ connection: Pointer, _ request: Request, _ limit: Int, _ saysContinue: Bool) {
    if let kind = connection.pointee.parser.admit(limit: limit) {
      connection.pointee.sink = nil
      refuse(connection, kind, request)
    } else if saysContinue {
      out.append("HTTP/1.1 100 Continue\r\n\r\n")
    }
  }

  // MARK: Bodies in pieces

  /// Gives the worker what has come of a body, once it is worth a job.
  private mutating func handPiece(_ connection: Pointer) {
    guard let sink = connection.pointee.sink, connection.pointee.parser.bodyHeld >= limits.piece else { return }
    let piece = connection.pointee.parser.takeBody()
    connection.pointee.owed += piece.count
    let (seat, inbox) = (connection.pointee.seat, inbox)
    crews[sink.crew].put { [take = sink.take] _ in
      take(piece)
      inbox.post(.taken(seat, piece.count))
    }
  }

  /// Reads on when a worker has taken bytes of a body.
  mutating func goOn(_ seat: Seat, _ count: Int) {
    guard let connection = table[seat] else { return }
    let couldTake = takesMore(connection)
    connection.pointee.owed -= count
    guard !couldTake, takesMore(connection) else { return }
    if connection.pointee.isReadable { receive(connection) } else if connection.pointee.stage == .reading { proceed(connection) }
  }

  /// Handles the end of the client's stream. Its requests are still answered (RFC 9112, 9.6).
  private mutating func end(_ connection: Pointer) {
    connection.pointee.hasEnded = true
    switch connection.pointee.stage {
    case .streaming, .lingering: close(connection)
    case .reading:
      serveInput(connection)
      settle(connection)
    case .waiting, .closed: settle(connection)
    }
  }

  private mutating func resumeLater(_ connection: Pointer) {
    guard !connection.pointee.isResuming else { return }
    connection.pointee.isResuming = true
    resuming.append(connection.pointee.seat)
  }

  mutating func resumePipelines() {
    guard !resuming.isEmpty else { return }
    let seats = resuming
    resuming.removeAll(keepingCapacity: true)
    for seat in seats {
      guard let connection = table[seat] else { continue }
      connection.pointee.isResuming = false
      if connection.pointee.isReadable, takesMore(connection) {
        receive(connection)
      } else if connection.pointee.stage == .reading {
        proceed(connection)
      }
    }
  }

  /// If something is still unread, comes back after the other connections.
  mutating func readOn(_ connection: Pointer) {
    if connection.pointee.isReadable, takesMore(connection) { resumeLater(connection) }
  }

  /// True if the connection is read now. One that is paused, or whose bytes wait to be taken, is not.
  func takesMore(_ connection: Pointer) -> Bool {
    !connection.pointee.hasEnded && !connection.pointee.isPaused && connection.pointee.input.count < Self.kept
      && connection.pointee.owed < limits.owed
  }
}
