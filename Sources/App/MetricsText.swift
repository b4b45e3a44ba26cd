import API

/// Figures as Prometheus reads them: the text format 0.0.4, or OpenMetrics 1.0, which names a counter's family without `_total`, and tells units
/// and when counting began.
struct MetricsText {
  private let format: MetricsFormat
  /// Seconds since 1970 at which the counters were zero.
  private let created: Double
  private var text = ""

  /// Label names and values, and the figure.
  typealias Sample = (labels: [(String, String)], value: String)

  init(_ format: MetricsFormat, created: Double) {
    self.format = format
    self.created = created
  }

  private var isOpen: Bool { format == .openMetrics }

  /// What only rises, by its name without `_total`.
  mutating func counter(_ name: String, _ help: String, _ samples: [Sample]) {
    begin(isOpen ? name : name + "_total", "counter", help, unit: unit(of: name))
    for (labels, value) in samples {
      put(name + "_total", labels, value)
      if isOpen { put(name + "_created", labels, "\(created)") }
    }
  }

  mutating func counter(_ name: String, _ help: String, _ value: UInt64) { counter(name, help, [([], "\(value)")]) }

  mutating func gauge(_ name: String, _ help: String, _ samples: [Sample]) {
    begin(name, "gauge", help, unit: unit(of: name))
    for (labels, value) in samples { put(name, labels, value) }
  }

  mutating func gauge(_ name: String, _ help: String, _ value: some Numeric) { gauge(name, help, [([], "\(value)")]) }

  /// What does not change while the process lives, by its name without `_info`.
  mutating func info(_ name: String, _ help: String, _ labels: [(String, String)]) {
    begin(isOpen ? name : name + "_info", isOpen ? "info" : "gauge", help, unit: nil)
    put(name + "_info", labels, "1")
  }

  /// `counts` are those of the buckets up to each bound, then of what lies above all.
  mutating func histogram(_ name: String, _ help: String, bounds: [Double], counts: [UInt64], sum: Double) {
    begin(name, "histogram", help, unit: unit(of: name))
    var count: UInt64 = 0
    for (bound, more) in zip(bounds.map { "\($0)" } + ["+Inf"], counts) {
      count += more
      put(name + "_bucket", [("le", bound)], "\(count)")
    }
    put(name + "_sum", [], "\(sum)")
    put(name + "_count", [], "\(count)")
    if isOpen { put(name + "_created", [], "\(created)") }
  }

  mutating func finish() -> String {
    if isOpen { text += "# EOF\n" }
    return text
  }

  private func unit(of name: String) -> String? { ["bytes", "seconds"].first { name.hasSuffix("_" + $0) } }

  private mutating func begin(_ family: String, _ kind: String, _ help: String, unit: String?) {
    text += "# HELP \(family) \(help)\n# TYPE \(family) \(kind)\n"
    if isOpen, let unit { text += "# UNIT \(family) \(unit)\n" }
  }

  private mutating func put(_ name: String, _ labels: [(String, String)], _ value: String) {
    text += name
    if !labels.isEmpty { text += "{" + labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",") + "}" }
    text += " \(value)\n"
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
