package import Domain
internal import HTTP
internal import JSON

/// State of the process, supplied by App.
package struct Vitals: Sendable {
  /// The reason why the process is not ready; nil when it is.
  package let unready: @Sendable () -> Reason?
  /// Warnings that somebody should look at, although the desk works.
  package let warnings: @Sendable () -> [Reason]
  package let metrics: @Sendable (MetricsFormat) -> String
  package let version: String
  /// The URL at which the desk is reached, before the document's paths.
  package let address: String

  package init(
    version: String, address: String = "/", unready: @escaping @Sendable () -> Reason?,
    warnings: @escaping @Sendable () -> [Reason] = { [] },
    metrics: @escaping @Sendable (MetricsFormat) -> String
  ) {
    self.version = version
    self.address = address
    self.unready = unready
    self.warnings = warnings
    self.metrics = metrics
  }
}

extension Room {
  /// Health, metrics and the documents. `others` are the other rooms that the document describes.
  package static func ops(_ vitals: Vitals, _ others: [Room]) -> Room {
    let health = Array(#"{"status":"ok"}"#.utf8)
    let documents = LateDocuments()
    let room = Room("Operation of the desk") { r in
      r.page("/healthz", "The process lives", nil, media: "application/json", on: .atOnce) { _ in
        Response(status: 200, contentType: "application/json", body: health)
      }
      r.page("/readyz", "The desk can take work", nil, media: "application/json") { call in
        if let missing = vitals.unready() { throw Refusal.unavailable(missing) }
        let warnings = vitals.warnings()
        return Response(status: 200, contentType: "application/json", body: warnings.isEmpty ? health : ready(warnings, call.language))
      }
      r.page(
        "/metrics", "Figures for Prometheus; as OpenMetrics 1.0 for whoever accepts that", nil, media: "text/plain",
        or: "application/openmetrics-text"
      ) { call in
        let format = MetricsFormat(accept: call.request.header("accept") ?? "")
        return Response(
          status: 200, contentType: format.contentType, body: Array(vitals.metrics(format).utf8), headers: [("Vary", "Accept")])
      }
      r.page("/docs", "This API, to read and to try", nil, media: "text/html", version: true) { call in
        documents.answer(call) { $0.page }
      }
      r.document("/openapi.json", "This API, for machines", query: OpenAPIQuery.self) { call, query in
        documents.answer(call) { query.narrowing ? $0.whole : $0.strict }
      }
    }
    let routes = others.flatMap(\.routes) + room.routes
    func document(narrowing: Bool) -> FixedAnswer {
      let document = OpenAPI(routes, version: vitals.version, address: vitals.address, narrowing: narrowing)
      return FixedAnswer("application/json", document.document())
    }
    let page = FixedAnswer("text/html; charset=utf-8", DocsPage.html(routes), DocsPage.policy)
    documents.fill(.init(whole: document(narrowing: true), strict: document(narrowing: false), page: page))
    return room
  }
}

/// Writes `{"status":"ok","warnings":[{"code":"log_held","message":"…"}]}`.
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

struct OpenAPIQuery: Declared {
  let narrowing: Bool
  init(_ fields: inout Fields) {
    narrowing = fields.optional(
      "narrowing", .flag, or: true, "false: without the parameter `fields`, so that what is always there is required of answers")
  }
}
