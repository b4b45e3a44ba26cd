import Foundation
import Glibc
import Testing

/// Web hooks of the running binary, as a receiver gets them.
@Suite struct WebhookTests {
  @Test func anEventReachesItsHookSignedAndIsNotedAsDelivered() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.run("user", "add", "anna", "--role", "admin", "--name", "Анна", input: "четыре лошади\n")
    let token = try binary.run("token", "create", "anna", "terminal").out.trimmingCharacters(in: .whitespacesAndNewlines)
    let server = try binary.serve()
    defer { server.terminate() }
    let receiver = try Receiver()
    let body = #"{"url":"http://127.0.0.1:\#(receiver.port)/desk?x=1","types":["client"]}"#
    #expect(try binary.ask("POST", "/v1/webhooks", token: token, body: body).status == 201)
    #expect(try binary.ask("POST", "/v1/clients", token: token, body: #"{"kind":"person","name":"Пётр"}"#).status == 201)
    let message = try receiver.answer(with: "HTTP/1.1 204 No Content\r\n\r\n")
    #expect(message.hasPrefix("POST /desk?x=1 HTTP/1.1\r\nHost: 127.0.0.1:\(receiver.port)\r\n"))
    #expect(message.contains("\r\nX-Desk-Event: client.created\r\n"))
    #expect(message.contains("\r\nX-Desk-Signature: t="))
    #expect(message.contains("\r\nIdempotency-Key: "))
    #expect(message.contains(#""type":"client.created""#))
    #expect(!message.contains("Пётр"))
    var status = ""
    for _ in 0..<100 where !status.contains(#""status":"delivered""#) {
      Thread.sleep(forTimeInterval: 0.05)
      status = try binary.ask("GET", "/v1/webhooks/1/deliveries", token: token).body
    }
    #expect(status.contains(#""last_answer":"HTTP 204""#), "\(status)")
  }

  @Test func aDeadHookIsTriedAndPutOffWithTheReason() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let dead = try Binary()
    defer { dead.remove() }
    try binary.run("user", "add", "anna", "--role", "admin", "--name", "Анна", input: "четыре лошади\n")
    let token = try binary.run("token", "create", "anna", "terminal").out.trimmingCharacters(in: .whitespacesAndNewlines)
    let server = try binary.serve()
    defer { server.terminate() }
    let body = #"{"url":"http://127.0.0.1:\#(dead.port)/","types":["client"]}"#
    #expect(try binary.ask("POST", "/v1/webhooks", token: token, body: body).status == 201)
    #expect(try binary.ask("POST", "/v1/clients", token: token, body: #"{"kind":"person","name":"Пётр"}"#).status == 201)
    var status = ""
    for _ in 0..<100 where !status.contains(#""attempts":1"#) {
      Thread.sleep(forTimeInterval: 0.05)
      status = try binary.ask("GET", "/v1/webhooks/1/deliveries", token: token).body
    }
    #expect(status.contains(#""status":"waiting","attempts":1"#), "\(status)")
    #expect(status.contains("Connection refused"), "\(status)")
  }

  /// Makes a program named curl that records its arguments and its input, and responds like a receiver.
  @Test func anAddressOfHTTPSIsReachedThroughCurlWhoseLineShowsNothing() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.run("user", "add", "anna", "--role", "admin", "--name", "Анна", input: "четыре лошади\n")
    let token = try binary.run("token", "create", "anna", "terminal").out.trimmingCharacters(in: .whitespacesAndNewlines)
    let tools = binary.folder.appendingPathComponent("tools")
    try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
    let curl = tools.appendingPathComponent("curl").path
    let noted = binary.folder.path
    let script = """
      #!/bin/sh
      echo "$@" > \(noted)/line; cat > \(noted)/told; cat <&3 > \(noted)/body; env > \(noted)/variables
      echo "status 410"
      """
    try script.write(toFile: curl, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: curl)
    let path = "\(tools.path):/usr/bin:/bin"
    let server = try binary.serve(variables: ["PATH": path, "HTTPS_PROXY": "http://192.0.2.1:1"])
    defer { server.terminate() }
    let body = #"{"url":"https://127.0.0.1:8443/a?b=\\\"[c]","types":["client"]}"#
    let made = try binary.ask("POST", "/v1/webhooks", token: token, body: body)
    #expect(made.status == 201, "\(made)")
    #expect(try binary.ask("POST", "/v1/clients", token: token, body: #"{"kind":"person","name":"Пётр"}"#).status == 201)
    var status = ""
    for _ in 0..<200 where !status.contains(#""status":"disabled""#) {
      Thread.sleep(forTimeInterval: 0.05)
      status = try binary.ask("GET", "/v1/webhooks/1", token: token).body
    }
    #expect(status.contains(#""status":"disabled""#), "\(status)")
    func read(_ name: String) throws -> String { try String(contentsOfFile: "\(noted)/\(name)", encoding: .utf8) }
    #expect(try read("line") == "-q --proto =https --config -\n")
    let told = try read("told").split(separator: "\n").map(String.init)
    for option in [
      #"url = "https://127.0.0.1:8443/a?b=\\\"[c]""#, #"request = "POST""#, #"resolve = "*:8443:127.0.0.1""#, #"noproxy = "*""#,
      #"max-redirs = "0""#,
      #"data-binary = "@/dev/fd/3""#, "globoff", "tlsv1.2", #"header = "X-Desk-Event: client.created""#, #"header = "Expect:""#,
    ] { #expect(told.contains(option), "\(option): \(told)") }
    #expect(told.contains { $0.hasPrefix(#"header = "webhook-signature: v1,"#) })
    #expect(!told.contains { $0.hasPrefix("insecure") || $0.hasPrefix("location") })
    #expect(try read("body").hasPrefix("{") && read("body").contains(#""type":"client.created""#))
    #expect(try !read("variables").contains("HTTPS_PROXY") && !read("variables").contains("SERVICEDESK_"))
    let deliveries = try binary.ask("GET", "/v1/webhooks/1/deliveries", token: token).body
    #expect(deliveries.contains(#""status":"given_up""#) && deliveries.contains(#""last_answer":"HTTP 410""#), "\(deliveries)")
  }

  @Test func whereThereIsNoCurlAnAddressOfHTTPSIsRefused() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.run("user", "add", "anna", "--role", "admin", "--name", "Анна", input: "четыре лошади\n")
    let token = try binary.run("token", "create", "anna", "terminal").out.trimmingCharacters(in: .whitespacesAndNewlines)
    let server = try binary.serve(variables: ["PATH": "/nowhere"])
    defer { server.terminate() }
    let refused = try binary.ask("POST", "/v1/webhooks", token: token, body: #"{"url":"https://example.com/"}"#)
    #expect(refused.status == 422 && refused.body.contains("install the package curl"), "\(refused)")
  }

  @Test func receiversThatSayNothingHoldUpNobodyElse() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.run("user", "add", "anna", "--role", "admin", "--name", "Анна", input: "четыре лошади\n")
    let token = try binary.run("token", "create", "anna", "terminal").out.trimmingCharacters(in: .whitespacesAndNewlines)
    let server = try binary.serve()
    defer { server.terminate() }
    // Each receiver accepts the connection and never responds. One after another they would need 80 s, and the working receiver
    // waits 20 s for its message.
    let silent = try (1...8).map { _ in try Receiver() }
    defer { for receiver in silent { close(receiver.descriptor) } }
    let good = try Receiver()
    for receiver in silent + [good] {
      let body = #"{"url":"http://127.0.0.1:\#(receiver.port)/","types":["client"]}"#
      #expect(try binary.ask("POST", "/v1/webhooks", token: token, body: body).status == 201)
    }
    #expect(try binary.ask("POST", "/v1/clients", token: token, body: #"{"kind":"person","name":"Пётр"}"#).status == 201)
    #expect(try good.answer(with: "HTTP/1.1 204 No Content\r\n\r\n").contains(#""type":"client.created""#))
    var status = ""
    for _ in 0..<100 where !status.contains(#""status":"delivered""#) {
      Thread.sleep(forTimeInterval: 0.05)
      status = try binary.ask("GET", "/v1/webhooks/9/deliveries", token: token).body
    }
    #expect(status.contains(#""last_answer":"HTTP 204""#), "\(status)")
  }

  /// A socket that receives one message.
  private struct Receiver {
    let descriptor: Int32
    let port: Int

    init() throws {
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let socket = descriptor
      let isBound = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(socket, $0, length) == 0 && listen(socket, 1) == 0 && getsockname(socket, $0, &length) == 0
        }
      }
      guard isBound else { throw Binary.Failed(description: "no socket to listen on") }
      port = Int(UInt16(bigEndian: address.sin_port))
      var limit = timeval(tv_sec: 20, tv_usec: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    func answer(with answer: String) throws -> String {
      defer { close(descriptor) }
      let peer = accept(descriptor, nil, nil)
      guard peer >= 0 else { throw Binary.Failed(description: "nobody came") }
      defer { close(peer) }
      var bytes: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 4_096)
      while !Receiver.isWhole(bytes) {
        let count = recv(peer, &piece, piece.count, 0)
        guard count > 0 else { break }
        bytes += piece[..<count]
      }
      _ = answer.withCString { send(peer, $0, strlen($0), 0) }
      return String(decoding: bytes, as: UTF8.self)
    }

    private static func isWhole(_ bytes: [UInt8]) -> Bool {
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.range(of: "\r\n\r\n"), let length = text.range(of: "Content-Length: ") else { return false }
      let count = Int(text[length.upperBound...].prefix { $0.isNumber }) ?? 0
      return text[end.upperBound...].utf8.count >= count
    }
  }
}
