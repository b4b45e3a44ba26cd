/// Positions of one header line in its head.
struct FieldRange {
  var nameStart: UInt16
  var nameEnd: UInt16
  var valueStart: UInt16
  var valueEnd: UInt16
}

/// Framing and connection, as the header lines state them (RFC 9112, 6 and 9). Takes one line at a time and is judged
/// at the end.
struct HeadFacts {
  var bodyLength = 0
  var isChunked = false
  var expectsContinue = false
  var closes = false
  var keepsAlive = false

  private var hosts = 0
  private var lengths = 0
  private var codings = 0
  private var chunkedCodings = 0
  private var endsChunked = false
  private var isBadCoding = false
  private var isUnknownExpectation = false
  private var isTooLong = false

  /// Notes a header line that matters here. The length of the name is compared first, so that most lines cost one comparison.
  mutating func note(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) throws(RefusalKind) {
    switch name.count {
    case 4 where name.equalsIgnoringCase("host"):
      hosts &+= 1
      guard hosts == 1 else { throw .badRequest("there is more than one Host") }
      guard Host.isValid(value) else { throw .badRequest("Host is malformed") }
    case 6 where name.equalsIgnoringCase("expect"): noteExpectation(value)
    case 10 where name.equalsIgnoringCase("connection"): noteConnection(value)
    case 14 where name.equalsIgnoringCase("content-length"): try noteLength(value)
    case 17 where name.equalsIgnoringCase("transfer-encoding"): noteCodings(value)
    default: break
    }
  }

  /// Checks that need the whole head.
  mutating func judge(minorVersion: UInt8) throws(RefusalKind) {
    if minorVersion > 0, hosts == 0 { throw .badRequest("Host is missing") }
    if codings > 0 {
      // If two readings of the body's end are possible, a request can be smuggled past a proxy; so neither is accepted.
      if lengths > 0 { throw .badRequest("Content-Length and Transfer-Encoding are both there") }
      if minorVersion == 0 { throw .badRequest("HTTP/1.0 knows no Transfer-Encoding") }
      // Without `chunked` at the end the body's end is unknown (RFC 9112, 6.3): 400. An unknown coding before it is
      // only not implemented: 501.
      if isBadCoding || !endsChunked || chunkedCodings != 1 { throw .badRequest("Transfer-Encoding must end with chunked, once") }
      if codings != 1 { throw .notImplemented }
      isChunked = true
    }
    if isTooLong { throw .contentTooLarge }
    if minorVersion == 0 {
      expectsContinue = false
    } else if isUnknownExpectation {
      throw .expectationFailed
    }
  }

  private mutating func noteLength(_ value: UnsafeBufferPointer<UInt8>) throws(RefusalKind) {
    lengths &+= 1
    guard lengths == 1 else { throw .badRequest("there is more than one Content-Length") }
    guard !value.isEmpty else { throw .badRequest("Content-Length is not a number") }
    for byte in value {
      guard Octets.isDigit(byte) else { throw .badRequest("Content-Length is not a number") }
      let (tens, over) = bodyLength.multipliedReportingOverflow(by: 10)
      let (sum, more) = tens.addingReportingOverflow(Int(byte &- 48))
      if over || more { isTooLong = true }
      bodyLength = isTooLong ? 0 : sum
    }
  }

  private mutating func noteCodings(_ value: UnsafeBufferPointer<UInt8>) {
    var facts = self
    value.forEachMember { member in
      facts.codings &+= 1
      facts.endsChunked = member.equalsIgnoringCase("chunked")
      if facts.endsChunked { facts.chunkedCodings &+= 1 }
      if member.isEmpty { facts.isBadCoding = true }
      return true
    }
    self = facts
  }

  private mutating func noteExpectation(_ value: UnsafeBufferPointer<UInt8>) {
    if value.equalsIgnoringCase("100-continue") { expectsContinue = true } else { isUnknownExpectation = true }
  }

  private mutating func noteConnection(_ value: UnsafeBufferPointer<UInt8>) {
    var closes = false
    var keeps = false
    value.forEachMember { member in
      if member.equalsIgnoringCase("close") { closes = true }
      if member.equalsIgnoringCase("keep-alive") { keeps = true }
      return true
    }
    self.closes = self.closes || closes
    self.keepsAlive = self.keepsAlive || keeps
  }
}

extension HeadFacts {
  /// Reads the header lines from `start` to the empty line at the end of `text`. Positions count from the start of
  /// `text`. `ranges` has room for as many lines as are allowed. Returns their number.
  mutating func read(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, into ranges: UnsafeMutableBufferPointer<FieldRange>
  )
    throws(RefusalKind) -> Int
  {
    var count = 0
    var index = start
    while text[index] != Octets.carriageReturn {
      let nameStart = index
      while Octets.isToken(text[index]) { index &+= 1 }
      // Refused: a folded line, which begins with a blank, and a blank before the colon, which other parsers may read
      // differently (RFC 9112, 5.1 and 5.2).
      guard index > nameStart, text[index] == 58 else { throw .badRequest("a field name is malformed") }
      let nameEnd = index
      index &+= 1
      while Octets.isBlank(text[index]) { index &+= 1 }
      let valueStart = index
      index = Octets.endOfFieldContent(text, from: index)
      // Every line feed was found with a carriage return before it, so anything else here is a stray control character.
      guard text[index] == Octets.carriageReturn, text[index &+ 1] == Octets.lineFeed else {
        throw .badRequest("a field value has a control character")
      }
      var valueEnd = index
      while valueEnd > valueStart, Octets.isBlank(text[valueEnd &- 1]) { valueEnd &-= 1 }
      index &+= 2
      guard count < ranges.count else { throw .headersTooLarge }
      ranges[count] = FieldRange(
        nameStart: UInt16(nameStart), nameEnd: UInt16(nameEnd), valueStart: UInt16(valueStart), valueEnd: UInt16(valueEnd))
      count &+= 1
      try note(
        UnsafeBufferPointer(rebasing: text[nameStart..<nameEnd]), UnsafeBufferPointer(rebasing: text[valueStart..<valueEnd]))
    }
    // A line that only begins like the empty one would hide all lines after it.
    guard index &+ 2 == text.count else { throw .badRequest("a line ends with a bare return") }
    return count
  }
}
