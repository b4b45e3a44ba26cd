import CLinux
import Domain
import Glibc
import HTTP

/// A POST by https through the machine's `curl`, which has TLS and the machine's trusted authorities. Body and
/// signature are passed on standard input, so the process list shows neither. The address is looked up here, and curl
/// must use the result. It follows no redirects and ignores proxies and the user's own settings.
struct WebhookCurl {
  private let address: WebhookAddress
  private let lookup: NameLookup
  private let deadline: Int64

  init(_ address: WebhookAddress, _ lookup: NameLookup, within milliseconds: Int64) {
    self.address = address
    self.lookup = lookup
    deadline = House.monotonicMilliseconds() + milliseconds
  }

  /// The path of curl; nil if the machine has none. Searched each time, so that installing curl is enough.
  static var program: String? {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/curl" }.first { access($0, X_OK) == 0 }
  }

  func send(_ fields: [(String, String)], _ body: [UInt8]) throws -> Int {
    guard let program = Self.program else { throw WebhookPost.Fault(plain: Reason.webhookNeedsCurl.en) }
    let found = try lookup.addresses(of: address.host, port: address.port, within: deadline - House.monotonicMilliseconds())
    let left = deadline - House.monotonicMilliseconds()
    guard left > 0 else { throw WebhookPost.Fault(plain: "timed out") }
    let told = Array(configuration(fields, at: found.map(\.figures), seconds: Double(left) / 1_000).utf8)
    let line = ["-q", "--proto", "=https", "--config", "-"]
    return try status(in: Spawned.output(of: program, line, input: told, file: body, until: deadline + 1_000))
  }

  /// The configuration for curl: an option per line, values in quotes. The body is the file at descriptor 3.
  private func configuration(_ fields: [(String, String)], at places: [String], seconds: Double) -> String {
    let port = address.port
    let options = [
      ("url", "https://\(address.authority)\(address.target)"), ("request", "POST"), ("data-binary", "@/dev/fd/3"),
      ("user-agent", "servicedesk"),
      // curl must connect to these addresses, even if the name resolves to others by then.
      ("resolve", "*:\(port):\(places.joined(separator: ","))"), ("noproxy", "*"), ("max-redirs", "0"), ("max-time", "\(seconds)"),
      ("output", "/dev/null"), ("write-out", "\nstatus %{http_code}\n"),
    ]
    let headers = (fields + [("Expect", "")]).map { ("header", $0.1.isEmpty ? "\($0.0):" : "\($0.0): \($0.1)") }
    let flags = ["silent", "show-error", "globoff", "path-as-is", "http1.1", "tlsv1.2"]
    return (flags + (options + headers).map { "\($0.0) = \"\(Self.quoted($0.1))\"" }).joined(separator: "\n") + "\n"
  }

  private static func quoted(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  /// The receiver's status, even if the rest of its response failed; otherwise curl's error.
  private func status(in output: [UInt8]) throws -> Int {
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
    if let status = lines.last(where: { $0.hasPrefix("status ") }).flatMap({ Int($0.dropFirst(7)) }), status > 0 { return status }
    throw WebhookPost.Fault(plain: lines.first { $0.hasPrefix("curl: ") }.map(String.init) ?? "curl was not heard of in time")
  }
}
