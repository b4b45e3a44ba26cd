import API
import HTTP
import JSON

/// One line of the request log: the route's template, never the path itself or a token.
enum RequestLine {
  static func append(_ bytes: inout [UInt8], _ request: Request, _ path: String, _ status: Int, _ count: Int, _ microseconds: Int64) {
    var json = JSONWriter(reserving: 200)
    json.beginObject()
    json.field("at", time: request.arrivedAt)
    json.field("id", request.requestID)
    json.field("method", request.methodName)
    json.field("route", path)
    json.field("status", status)
    json.field("bytes", count)
    json.field("us", microseconds)
    json.field("user_id", request.userID)
    json.endObject()
    json.withBytes { bytes.append(contentsOf: $0) }
    bytes.append(10)
  }
}
