import API
import HTTP
import JSON

/// A line of the request log. It shows the route's template, never the path itself or a token.
enum RequestLine {
  /// `route`: nil for an address that is none.
  static func write(_ json: inout JSONWriter, _ request: Request, _ route: Route?, _ status: Int, _ count: Int, _ microseconds: Int64) {
    json.beginObject()
    json.field("at", time: request.arrivedAt)
    if !(route?.isNameless ?? false) { request.withRequestID { json.field("id", utf8: $0) } }
    if request.method == .other { json.field("method", request.methodName) } else { json.field("method", word: request.method.name) }
    json.field("route", route?.path ?? "-")
    json.field("status", status)
    json.field("bytes", count)
    json.field("us", microseconds)
    json.field("user_id", request.userID)
    json.endObject()
  }
}
