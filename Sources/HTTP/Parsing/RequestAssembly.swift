/// Turns a valid head into a request: at once if its body is there, otherwise piece by piece.
extension RequestParser {
  /// Handles a complete, valid head. The usual request is already whole and is returned at once, in one allocation.
  mutating func begin(
    _ record: RequestRecord, _ facts: HeadFacts, _ message: UnsafeBufferPointer<UInt8>,
    _ fields: UnsafeBufferPointer<FieldRange>, _ origin: borrowing Origin, _ consumed: inout Int
  ) -> Event {
    let headEnd = Int(record.headEnd)
    let needsWord =
      facts.isChunked || facts.bodyLength > min(limits.body, limits.unasked) || (facts.expectsContinue && facts.bodyLength > 0)
    if !needsWord, message.count &- headEnd >= facts.bodyLength {
      let whole = UnsafeBufferPointer(rebasing: message[..<(headEnd &+ facts.bodyLength)])
      consumed &+= whole.count
      restart()
      return .request(Request(RequestBytes.make(record, fields, whole, origin)))
    }
    heldRecord = record
    heldFields = Array(fields)
    held = Array(message[..<headEnd])
    wanted = facts.bodyLength
    consumed &+= headEnd
    if needsWord {
      state = .asking
      let bytes = held.withUnsafeBufferPointer { RequestBytes.make(record, fields, $0, origin) }
      return .head(Request(bytes), expectsContinue: facts.expectsContinue)
    }
    state = .sized
    var more = 0
    let event = readSized(UnsafeBufferPointer(rebasing: message[headEnd...]), origin, &more)
    consumed &+= more
    return event
  }

  mutating func readSized(
    _ bytes: UnsafeBufferPointer<UInt8>, _ origin: borrowing Origin, _ consumed: inout Int
  ) -> Event {
    let run = min(wanted &- bodyReceived, bytes.count)
    held.append(contentsOf: bytes[..<run])
    consumed = run
    return bodyReceived == wanted ? .request(finish(origin)) : .incomplete
  }

  mutating func finish(_ origin: borrowing Origin) -> Request {
    let bytes = held.withUnsafeBufferPointer { whole in
      heldFields.withUnsafeBufferPointer { RequestBytes.make(heldRecord, $0, whole, origin) }
    }
    held = []
    heldFields = []
    heldRecord = RequestRecord()
    taken = 0
    restart()
    return Request(bytes)
  }

  private mutating func restart() {
    state = .head
    line = nil
    lineStart = 0
    sectionStart = 0
    scanned = 0
    blankLines = 0
  }
}
