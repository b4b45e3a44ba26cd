// Fuzzes the request parser. It says the same however the bytes are cut into pieces, and all parts of an accepted request can
// be read.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = events(bytes, pieces: max(1, count))
  let size = 1 + Int(bytes.first ?? 0) % 9
  precondition(events(bytes, pieces: size) == whole, "cut into pieces of \(size) it is another message")
  return 0
}

private func events(_ bytes: [UInt8], pieces size: Int) -> [String] {
  var limits = Limits()
  (limits.requestLine, limits.headers, limits.fields, limits.body) = (256, 1_024, 16, 512)
  var parser = RequestParser(limits: limits)
  var pending: [UInt8] = []
  var events: [String] = []
  var start = 0
  while start < bytes.count {
    let end = min(start + size, bytes.count)
    pending += bytes[start..<end]
    start = end
    if run(&parser, &pending, &events) { return events }
  }
  return events
}

/// True after a fault. Later bytes are ignored.
private func run(_ parser: inout RequestParser, _ pending: inout [UInt8], _ events: inout [String]) -> Bool {
  while true {
    var consumed = 0
    let event = pending.withUnsafeBytes { parser.parse($0, origin: Origin(), consumed: &consumed) }
    precondition(0...pending.count ~= consumed, "more is consumed than there is")
    pending.removeFirst(consumed)
    switch event {
    case .incomplete: return false
    case .request(let request): events.append(describe(request))
    case .head(let head, let expectsContinue):
      events.append("asks \(expectsContinue) \(describe(head))")
      if let kind = parser.admit(limit: 2_048) {
        events.append("\(kind.status)")
        return true
      }
    case .fault(let kind):
      precondition((400...599).contains(kind.status))
      events.append("\(kind.status)")
      return true
    }
  }
}

private func describe(_ request: Request) -> String {
  let body = request.withBody { Array($0) }
  precondition(body.count == request.bodyCount)
  let items = (try? request.queryItems().map { "\($0.name)=\($0.value)" }) ?? ["unreadable"]
  let fields = [request.header("host"), request.header("content-type"), request.header("cookie"), request.header("")]
  return "\(request.methodName) \(request.path) \(items) \(fields) \(body)"
}
