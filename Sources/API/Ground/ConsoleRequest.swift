internal import JSON

/// A request of the command line to the desk. The rooms have a function for each.
package struct ConsoleRequest: Sendable {
  let method: String
  let path: String
  private let body: [UInt8]?
  private let type: String
  private let headers: [String]

  package init(_ method: String, _ path: String, _ body: [UInt8]? = nil, type: String = "application/json", headers: [String] = []) {
    self.method = method
    self.path = path
    self.body = body
    self.type = type
    self.headers = headers
  }

  /// The request on the wire. The connection ends with its response.
  package var bytes: [UInt8] {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n"
    for header in headers { head += header + "\r\n" }
    if let body { head += "Content-Type: \(type)\r\nContent-Length: \(body.count)\r\n" }
    return Array((head + "\r\n").utf8) + (body ?? [])
  }

  /// A JSON object for a body.
  static func object(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    write(&json)
    json.endObject()
    return json.finish()
  }
}
