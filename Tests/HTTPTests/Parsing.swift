import HTTP

/// The parser's events in words, so that a test can compare them all at once.
struct Parsing {
  var limits = Limits()
  /// The longest body that `Work.planHead` would allow.
  var admitted = 1 << 20

  /// The events for `text` cut into pieces of `size` bytes: `GET /a?b` for a request, with ` + body` if it has one,
  /// `asks`/`asks 100` for a head that needs a word, a status for a fault, `…` at the end if something is unfinished.
  func events(_ text: String, pieces size: Int = .max) -> [String] { events(Array(text.utf8), pieces: size) }

  func events(_ bytes: [UInt8], pieces size: Int = .max) -> [String] {
    var parser = RequestParser(limits: limits)
    var pending: [UInt8] = []
    var events: [String] = []
    var start = 0
    while start < bytes.count {
      let end = size > bytes.count - start ? bytes.count : start + size
      pending += bytes[start..<end]
      start = end
      if run(&parser, &pending, &events) { return events }
    }
    if !pending.isEmpty || parser.isInBody { events.append("…") }
    return events
  }

  /// True after a fault.
  private func run(_ parser: inout RequestParser, _ pending: inout [UInt8], _ events: inout [String]) -> Bool {
    while true {
      var consumed = 0
      let event = pending.withUnsafeBytes { parser.parse($0, origin: Origin(), consumed: &consumed) }
      pending.removeFirst(consumed)
      switch event {
      case .incomplete: return false
      case .request(let request): events.append(Self.describe(request))
      case .head(_, let expectsContinue):
        events.append(expectsContinue ? "asks 100" : "asks")
        if let kind = parser.admit(limit: admitted) {
          events.append("\(kind.status)")
          return true
        }
      case .fault(let kind):
        events.append("\(kind.status)")
        return true
      }
    }
  }

  static func describe(_ request: Request) -> String {
    let body = request.withBody { String(decoding: $0, as: UTF8.self) }
    return "\(request.methodName) \(request.path)" + (body.isEmpty ? "" : " + \(body)")
  }

  /// The first request in `text`, which must be whole.
  static func request(_ text: String) -> Request? {
    var parser = RequestParser(limits: Limits())
    var consumed = 0
    let event = Array(text.utf8).withUnsafeBytes { parser.parse($0, origin: Origin(id: 7), consumed: &consumed) }
    if case .request(let request) = event { return request }
    return nil
  }

  /// A GET for `target`.
  static func get(_ target: String, _ method: String = "GET") -> Request? {
    request("\(method) \(target) HTTP/1.1\r\nHost: desk\r\n\r\n")
  }
}

/// Requests as text.
enum Wire {
  static let host = "Host: desk\r\n"
  static func get(_ fields: String, _ line: String = "GET / HTTP/1.1") -> String { "\(line)\r\n\(fields)\r\n" }
  static func post(_ fields: String, _ body: String = "") -> String { "POST /a HTTP/1.1\r\n\(host)\(fields)\r\n\(body)" }
  static func chunks(_ body: String) -> String { post("Transfer-Encoding: chunked\r\n", body) }
}
