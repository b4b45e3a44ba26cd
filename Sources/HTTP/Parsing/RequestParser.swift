import Glibc

/// Parses one connection's requests. It is a pure state machine: bytes in, an event out, no input or output of its
/// own. The events do not depend on how the bytes are cut into pieces.
package struct RequestParser: Sendable {
  package enum Event {
    /// All complete requests were returned; more bytes are needed.
    case incomplete
    /// A head whose body needs permission: it is chunked or long, or its sender waits for `100 Continue`. Call `admit`
    /// and go on. The request's body is still empty.
    case head(Request, expectsContinue: Bool)
    case request(Request)
    /// The request is malformed, so nothing shows where the next one begins: answer and close.
    case fault(RefusalKind)
  }

  enum State: Sendable {
    case head
    /// The head was returned as `.head`; `admit` comes next.
    case asking
    case sized
    case chunked
    case failed
  }

  let limits: Limits
  var state = State.head
  var line: RequestLine?
  /// Offsets from the start of the request: the start of the current line and of the header section, and how far was
  /// searched for line feeds.
  var lineStart = 0
  var sectionStart = 0
  var scanned = 0
  var blankLines = 0
  /// The head of a request whose body comes in pieces, followed by the body so far.
  var held: [UInt8] = []
  var heldRecord = RequestRecord()
  var heldFields: [FieldRange] = []
  var bodyLimit = 0
  var wanted = 0
  /// Bytes of the body that `takeBody` has taken out.
  var taken = 0
  var chunks = ChunkedBody()

  package init(limits: Limits) { self.limits = limits }

  /// True between the head of a request and the end of its body.
  package var isInBody: Bool { state == .sized || state == .chunked || state == .asking }

  /// Bytes of the unfinished body so far, decoded.
  package var bodyReceived: Int { taken &+ bodyHeld }
  /// Those of them that are still here.
  package var bodyHeld: Int { max(0, held.count &- Int(heldRecord.headEnd)) }

  /// Takes the bytes of the unfinished body that are here.
  package mutating func takeBody() -> ArraySlice<UInt8> {
    let head = Int(heldRecord.headEnd)
    guard bodyHeld > 0 else { return [] }
    let piece = held[head...]
    held = Array(held[..<head])
    taken &+= piece.count
    return piece
  }

  /// Parses on. `input` begins where the last call stopped. `consumed` is set to the number of used bytes.
  package mutating func parse(_ input: UnsafeRawBufferPointer, origin: borrowing Origin, consumed: inout Int) -> Event {
    consumed = 0
    let bytes = input.assumingMemoryBound(to: UInt8.self)
    do throws(RefusalKind) {
      switch state {
      case .head: return try readHead(bytes, origin, &consumed)
      case .asking: return .incomplete
      case .sized:
        return readSized(bytes, origin, &consumed)
      case .chunked:
        var index = 0
        let room = (bodyLimit &- taken).addingReportingOverflow(Int(heldRecord.headEnd))
        let isDone = try chunks.read(bytes, from: &index, into: &held, limit: room.overflow ? .max : room.partialValue)
        consumed = index
        return isDone ? .request(finish(origin)) : .incomplete
      case .failed:
        consumed = input.count
        return .incomplete
      }
    } catch {
      state = .failed
      consumed = input.count
      return .fault(error)
    }
  }

  /// Lets the body of the last `.head` come, up to `limit` bytes. Returns an error if it declares more.
  package mutating func admit(limit: Int) -> RefusalKind? {
    guard state == .asking else { return nil }
    bodyLimit = limit
    if chunkedAhead {
      chunks = ChunkedBody()
      state = .chunked
      return nil
    }
    guard wanted <= limit else {
      state = .failed
      return .contentTooLarge
    }
    state = .sized
    return nil
  }

  var chunkedAhead: Bool { heldRecord.isChunked }
}

extension RequestParser {
  private mutating func readHead(
    _ bytes: UnsafeBufferPointer<UInt8>, _ origin: borrowing Origin, _ consumed: inout Int
  ) throws(RefusalKind) -> Event {
    // A server should ignore one empty line before a request (RFC 9112, 2.2). A few more cost nothing.
    var skipped = 0
    while lineStart == 0, skipped < bytes.count, bytes[skipped] == Octets.carriageReturn {
      guard skipped &+ 1 < bytes.count else {
        consumed = skipped
        return .incomplete
      }
      blankLines &+= 1
      guard bytes[skipped &+ 1] == Octets.lineFeed, blankLines <= 4 else { throw .badRequest("a line ends with a bare return") }
      skipped &+= 2
    }
    consumed = skipped
    let message = UnsafeBufferPointer(rebasing: bytes[skipped...])
    guard let end = try findEnd(message), let line else { return .incomplete }
    return try withUnsafeTemporaryAllocation(of: FieldRange.self, capacity: limits.fields) { ranges throws(RefusalKind) -> Event in
      var facts = HeadFacts()
      let count = try facts.read(UnsafeBufferPointer(rebasing: message[..<end]), from: sectionStart, into: ranges)
      try facts.judge(minorVersion: line.minorVersion)
      let record = RequestRecord(line, facts, headEnd: end, fields: count)
      return begin(record, facts, message, UnsafeBufferPointer(rebasing: ranges[..<count]), origin, &consumed)
    }
  }

  /// Finds the end of the head in `message`, searching only the new bytes. Sets `line` as soon as it is complete.
  private mutating func findEnd(_ message: UnsafeBufferPointer<UInt8>) throws(RefusalKind) -> Int? {
    guard let base = message.baseAddress, message.count > 0 else { return nil }
    guard Octets.isToken(base[0]) else { throw .badRequest("the method is not a token followed by one space") }
    let ceiling = limits.headCeiling
    while true {
      let limit = sectionStart == 0 ? ceiling.line &+ 2 : sectionStart &+ ceiling.section
      let found = scanned < message.count ? memchr(base + scanned, 10, message.count &- scanned) : nil
      let at = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
      guard (at.map { $0 &+ 1 } ?? message.count) <= limit else {
        // A method longer than any known one is 501, a target too long 414 (RFC 9112, 3).
        throw sectionStart > 0 ? .headersTooLarge : memchr(base, 0x20, limit) == nil ? .notImplemented : .uriTooLong
      }
      guard let at else {
        scanned = message.count
        return nil
      }
      guard at > lineStart, base[at &- 1] == Octets.carriageReturn else { throw .badRequest("a line ends with a bare line feed") }
      if sectionStart == 0 {
        line = try RequestLine(UnsafeBufferPointer(start: base, count: at &- 1))
        sectionStart = at &+ 1
      } else if at &- lineStart == 1 {
        return at &+ 1
      }
      lineStart = at &+ 1
      scanned = lineStart
    }
  }
}
