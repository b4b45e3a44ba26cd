import API

/// Writes metrics in Prometheus's text format 0.0.4 or in OpenMetrics 1.0. The latter names a counter's family without
/// `_total`, and states units and creation times.
struct MetricsText {
  private let format: MetricsFormat
  /// The time when the counters were zero, in seconds since 1970.
  private let created: Double
  private var text = ""

  /// Label names and values, and the number.
  typealias Sample = (labels: [(String, String)], value: String)

  init(_ format: MetricsFormat, created: Double) {
    self.format = format
    self.created = created
  }

  private var isOpen: Bool { format == .openMetrics }

  /// A counter, which only rises. `name` is without `_total`.
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

  /// Facts that do not change while the process lives. `name` is without `_info`.
  mutating func info(_ name: String, _ help: String, _ labels: [(String, String)]) {
    begin(isOpen ? name : name + "_info", isOpen ? "info" : "gauge", help, unit: nil)
    put(name + "_info", labels, "1")
  }

  /// A histogram. `counts` are those of the buckets up to each bound, then of the values above all bounds.
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
