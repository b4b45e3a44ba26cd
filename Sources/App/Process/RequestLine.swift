import API
import HTTP
import JSON

/// A line of the request log. It shows the route's template, never the path itself or a token.
enum RequestLine {
  static func write(_ json: inout JSONWriter, _ request: Request, _ path: String, _ status: Int, _ count: Int, _ microseconds: Int64) {
    json.beginObject()
    json.field("at", time: request.arrivedAt)
    // Whoever answers an anonymous survey must not be found by a name that the response bears too.
    if path != "/s/{token}", path != "/v1/survey-links/{token}" { request.withRequestID { json.field("id", utf8: $0) } }
    if request.method == .other { json.field("method", request.methodName) } else { json.field("method", word: request.method.name) }
    json.field("route", path)
    json.field("status", status)
    json.field("bytes", count)
    json.field("us", microseconds)
    json.field("user_id", request.userID)
    json.endObject()
  }
}
