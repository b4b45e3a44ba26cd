/// Formats that Prometheus reads: its own old text format (0.0.4), and OpenMetrics 1.0.
package enum MetricsFormat: Sendable {
  case prometheus, openMetrics

  var contentType: StaticString {
    switch self {
    case .prometheus: "text/plain; version=0.0.4; charset=utf-8"
    case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
    }
  }

  /// Chooses OpenMetrics if it is named and plain text is not preferred (RFC 9110, 12.5.1). Older drafts of
  /// OpenMetrics are not supported.
  init(accept header: String) {
    var (open, plain) = (0.0, 0.0)
    for range in header.lowercased().split(separator: ",") {
      let parts = range.split(separator: ";").map { String($0).trimmed }
      let quality = parts.compactMap { $0.hasPrefix("q=") ? Double($0.dropFirst(2)) : nil }.first ?? 1
      let version = parts.compactMap { $0.hasPrefix("version=") ? $0.dropFirst(8).filter { $0 != "\"" } : nil }.first
      switch parts.first {
      case "application/openmetrics-text" where version ?? "1.0.0" == "1.0.0": open = max(open, quality)
      case "text/plain": plain = max(plain, quality)
      default: break
      }
    }
    self = open > 0 && open >= plain ? .openMetrics : .prometheus
  }
}
