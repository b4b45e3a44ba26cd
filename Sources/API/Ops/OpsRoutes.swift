package import Domain
internal import HTTP
internal import JSON
internal import Synchronization

/// What the process tells of itself; App knows, the API asks.
package struct Vitals: Sendable {
  /// nil when ready, else what is missing.
  package let unready: @Sendable () -> Reason?
  /// What somebody should look at, although the desk takes work.
  package let warnings: @Sendable () -> [Reason]
  /// Prometheus text.
  package let metrics: @Sendable () -> String
  package let version: String

  package init(
    version: String, unready: @escaping @Sendable () -> Reason?, warnings: @escaping @Sendable () -> [Reason] = { [] },
    metrics: @escaping @Sendable () -> String
  ) {
    self.version = version
    self.unready = unready
    self.warnings = warnings
    self.metrics = metrics
  }
}

extension Room {
  /// Health, metrics and the documents. `others` are the rooms that the document describes beside this one.
  package static func ops(_ vitals: Vitals, _ others: [Room]) -> Room {
    let health = Array(#"{"status":"ok"}"#.utf8)
    let document = LateDocument()
    let room = Room("Operation of the desk") { r in
      r.page("/healthz", "The process lives", nil, media: "application/json", on: .atOnce) { _ in
        Response(status: 200, contentType: "application/json", body: health)
      }
      r.page("/readyz", "The desk can take work", nil, media: "application/json") { call in
        if let missing = vitals.unready() { throw Refusal.unavailable(missing) }
        let warnings = vitals.warnings()
        return Response(status: 200, contentType: "application/json", body: warnings.isEmpty ? health : ready(warnings, call.language))
      }
      r.page("/metrics", "Figures for Prometheus", nil, media: "text/plain") { _ in
        Response(status: 200, contentType: "text/plain; version=0.0.4; charset=utf-8", body: Array(vitals.metrics().utf8))
      }
      r.page("/docs", "This API, to read and to try", nil, media: "text/html") { _ in
        Response(status: 200, contentType: "text/html; charset=utf-8", body: DocsPage.html, headers: DocsPage.policy)
      }
      r.page("/openapi.json", "This API, for machines", nil, media: "application/json") { _ in
        Response(status: 200, contentType: "application/json", body: document.bytes.withLock { $0 })
      }
    }
    let bytes = OpenAPI.document(others.flatMap(\.routes) + room.routes, version: vitals.version)
    document.bytes.withLock { $0 = bytes }
    return room
  }
}

/// `{"status":"ok","warnings":[{"code":"log_held","message":"…"}]}`
private func ready(_ warnings: [Reason], _ language: Language) -> [UInt8] {
  var pen = Pen(language)
  pen.json.beginObject()
  pen.json.field("status", "ok")
  pen.json.beginArray("warnings")
  for warning in warnings { ReasonJSON.reason.write(warning, &pen, .everything) }
  pen.json.endArray()
  pen.json.endObject()
  return pen.json.finish()
}

/// The document describes the route that serves it, so it is made after the routes and filled in once.
private final class LateDocument: Sendable {
  let bytes = Mutex<[UInt8]>([])
}
