import Foundation
import Testing

/// Metrics of the running binary in both formats.
@Suite struct MetricsTests {
  @Test func bothFormatsTellTheSameFigures() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let server = try binary.serve()
    defer { server.terminate() }
    let plain = try binary.ask("GET", "/metrics").body
    let open = try binary.ask("GET", "/metrics", headers: ["Accept: application/openmetrics-text; version=1.0.0"]).body
    for name in [
      "process_cpu_seconds_total", "process_open_fds", "process_max_fds", "process_virtual_memory_bytes",
      "process_virtual_memory_max_bytes",
      "process_resident_memory_bytes", "process_start_time_seconds", "process_threads", "desk_database_bytes", "desk_files_bytes",
      "desk_log_bytes",
      "desk_webhook_deliveries_waiting", #"desk_imports{state="running"}"#, #"desk_imports{state="waiting"}"#, "desk_request_seconds_count",
      #"desk_answers_total{class="2xx"}"#,
    ] { for text in [plain, open] { #expect(Self.value(name, text) != nil, "\(name)") } }
    for name in ["process_open_fds", "process_resident_memory_bytes", "desk_database_bytes", "process_threads"] {
      #expect(Self.value(name, plain) ?? 0 > 1, "\(name)")
    }
    let age = Date().timeIntervalSince1970 - (Self.value("process_start_time_seconds", plain) ?? 0)
    #expect((0..<600).contains(age), "\(age)")
    for bound in ["0.1", "0.25", "0.5", "1.0", "2.5", "5.0", "10.0", "+Inf"] {
      #expect(plain.contains("\ndesk_request_seconds_bucket{le=\"\(bound)\"} "), "\(bound)")
    }
    #expect(plain.contains("\n# TYPE desk_build_info gauge\ndesk_build_info{version=\""))
    #expect(!plain.contains("# EOF") && !plain.contains("_created"))
    #expect(open.contains("\n# TYPE desk_build info\ndesk_build_info{version=\"") && open.hasSuffix("\n# EOF\n"))
    #expect(open.contains("\n# TYPE desk_received_bytes counter\n# UNIT desk_received_bytes bytes\ndesk_received_bytes_total "))
    #expect(open.contains("\ndesk_received_bytes_created ") && open.contains("\ndesk_request_seconds_created "))
  }

  private static func value(_ name: String, _ text: String) -> Double? {
    text.split(separator: "\n").first { $0.hasPrefix(name + " ") }.flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }
  }
}
