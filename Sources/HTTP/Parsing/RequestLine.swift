/// The first line of a request, parsed (RFC 9112, 3). Positions count from the first byte of the line.
struct RequestLine {
  var method = Method.get
  /// An asterisk-form target: `OPTIONS *`.
  var isAsterisk = false
  var hasQuery = false
  /// 0 or 1; a higher minor version is served as 1 (RFC 9110, 2.5).
  var minorVersion: UInt8 = 1
  /// Empty in an absolute-form target without a path, which means `/`.
  var path: Range<Int> = 0..<0
  var query: Range<Int> = 0..<0

  /// Parses `line`, which comes without its line end.
  init(_ line: UnsafeBufferPointer<UInt8>) throws(RefusalKind) {
    var end = 0
    while end < line.count, Octets.isToken(line[end]) { end &+= 1 }
    guard end > 0, end < line.count, line[end] == 0x20 else { throw .badRequest("the method is not a token followed by one space") }
    let start = end &+ 1
    method = Method(token: UnsafeBufferPointer(rebasing: line[..<end]))
    let isConnect = UnsafeBufferPointer(rebasing: line[..<end]).equals("CONNECT")

    var stop = start
    while stop < line.count, Octets.isTarget(line[stop]) { stop &+= 1 }
    guard stop > start, stop < line.count, line[stop] == 0x20 else { throw .badRequest("the request target is malformed") }
    try readVersion(UnsafeBufferPointer(rebasing: line[(stop &+ 1)...]))
    // A CONNECT target is an authority, not a path. This server has nothing behind it to tunnel to.
    if isConnect { throw .notImplemented }
    try readTarget(line, start..<stop)
  }

  private mutating func readVersion(_ text: UnsafeBufferPointer<UInt8>) throws(RefusalKind) {
    guard text.count == 8, UnsafeBufferPointer(rebasing: text[..<5]).equals("HTTP/"), Octets.isDigit(text[5]), text[6] == 46,
      Octets.isDigit(text[7])
    else { throw .badRequest("the protocol version is malformed") }
    guard text[5] == 49 else { throw .versionNotSupported }
    minorVersion = text[7] == 48 ? 0 : 1
  }

  private mutating func readTarget(_ line: UnsafeBufferPointer<UInt8>, _ target: Range<Int>) throws(RefusalKind) {
    if line[target.lowerBound] == 47 { return split(line, target) }
    let text = UnsafeBufferPointer(rebasing: line[target])
    if text.equals("*") {
      guard method == .options else { throw .badRequest("the target * is for OPTIONS only") }
      isAsterisk = true
      path = target
      return
    }
    let scheme = 7 + (text.count > 8 && UnsafeBufferPointer(rebasing: text[..<8]).equalsIgnoringCase("https://") ? 1 : 0)
    guard scheme == 8 || text.count > 7 && UnsafeBufferPointer(rebasing: text[..<7]).equalsIgnoringCase("http://") else {
      throw .badRequest("the request target is neither a path nor an http address")
    }
    var end = scheme
    while end < text.count, text[end] != 47, text[end] != 63 { end &+= 1 }
    guard end > scheme, Host.isValid(UnsafeBufferPointer(rebasing: text[scheme..<end])) else {
      throw .badRequest("the target's host is malformed")
    }
    split(line, (target.lowerBound &+ end)..<target.upperBound)
    // `OPTIONS http://host` is the asterisk-form after a proxy's last hop (RFC 9112, 3.2.4).
    isAsterisk = method == .options && path.isEmpty && !hasQuery
  }

  private mutating func split(_ line: UnsafeBufferPointer<UInt8>, _ target: Range<Int>) {
    var mark = target.lowerBound
    while mark < target.upperBound, line[mark] != 63 { mark &+= 1 }
    path = target.lowerBound..<mark
    hasQuery = mark < target.upperBound
    query = hasQuery ? (mark &+ 1)..<target.upperBound : mark..<mark
  }
}
