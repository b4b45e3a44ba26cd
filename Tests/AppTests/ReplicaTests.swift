import Foundation
import Testing

/// A desk whose files Litestream replicates, with a stand-in for Litestream.
@Suite struct ReplicaTests {
  private let binary: Binary
  private let token: String
  private let litestream: LitestreamStandIn

  init() throws {
    binary = try Binary()
    litestream = try LitestreamStandIn(binary.folder.appendingPathComponent("ls.sock").path)
    try binary.run("user", "add", "anna", "--role", "admin", input: "четыре лошади\n")
    token = try binary.run("token", "create", "anna", "t").out.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func serve(waiting milliseconds: Int, required: Bool = false) throws -> Process {
    try binary.serve(variables: [
      "SERVICEDESK_REPLICA_SOCKET": litestream.path, "SERVICEDESK_REPLICA_WAIT_MS": "\(milliseconds)",
      "SERVICEDESK_REPLICA_REQUIRED": "\(required)",
    ])
  }

  private func post(_ name: String, key: String? = nil) throws -> (status: Int, body: String) {
    try binary.ask(
      "POST", "/v1/clients", token: token, body: #"{"name":"\#(name)"}"#, headers: key.map { ["Idempotency-Key: \($0)"] } ?? [])
  }

  private func replica() throws -> String { try binary.ask("GET", "/v1/replica", token: token).body }

  private func ready(_ isSo: (String) -> Bool) throws -> (status: Int, body: String) {
    var ready = try binary.ask("GET", "/readyz")
    for _ in 0..<200 where !isSo(ready.body) {
      Thread.sleep(forTimeInterval: 0.05)
      ready = try binary.ask("GET", "/readyz")
    }
    return ready
  }

  private func until(_ isTrue: () -> Bool) {
    for _ in 0..<500 {
      if isTrue() { return }
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  private func end(_ server: Process) {
    server.terminate()
    server.waitUntilExit()
    litestream.go()
    binary.remove()
  }

  @Test func anAnswerLeavesWhenItsChangeIsInTheReplica() throws {
    let server = try serve(waiting: 20_000)
    defer { end(server) }
    #expect(try post("Анна").status == 201)
    litestream.mode = .silent
    litestream.forget()
    let waiting = try WaitingPost(#"{"name":"Борис"}"#, "/v1/clients", token, port: binary.port)
    until { litestream.asked.contains { $0 == .init(file: "desk.db", waits: true) } }
    until { (try? replica().contains(#""waiting":1"#)) ?? false }
    #expect(try binary.ask("GET", "/v1/clients", token: token).body.contains("Борис"), "reads do not wait")
    #expect(!waiting.isAnswered)
    litestream.mode = .confirms
    #expect(waiting.status() == 201)
    #expect(try replica().contains(#""alone_since":null"#))
  }

  /// A copy of the desk's file must not name contents that the other file's copy lacks, even if answers do not wait.
  @Test(arguments: [0, 20_000]) func contentsAreInTheReplicaBeforeTheChangeThatNamesThem(_ wait: Int) throws {
    let server = try serve(waiting: wait)
    defer { end(server) }
    #expect(try post("Анна").status == 201)
    litestream.mode = .silent
    litestream.forget()
    let sent = try WaitingPost("[7]", "/v1/files?name=a.json", token, port: binary.port)
    until { litestream.asked.contains(.init(file: "desk-files.db", waits: true)) }
    #expect(litestream.asked.contains(.init(file: "desk-files.db", waits: true)))
    #expect(try !sent.isAnswered && binary.ask("GET", "/v1/files/1", token: token).status == 404, "no change names it yet")
    litestream.mode = .confirms
    #expect(sent.status() == 201)
    #expect(try binary.ask("GET", "/v1/files/1", token: token).body == "[7]")
    let asked = litestream.asked.filter(\.waits).map(\.file)
    #expect(asked.contains("desk.db") == (wait > 0), "\(asked)")
    litestream.forget()
    #expect(try post("Борис").status == 201)
    #expect(litestream.asked.allSatisfy { $0.file == "desk.db" || !$0.waits }, "nothing new of files")
  }

  @Test(arguments: ["refuses", "silent", "gone"]) func aReplicaThatDoesNotConfirmLeavesTheDeskAloneUntilItDoes(_ how: String) throws {
    let server = try serve(waiting: 300)
    #expect(try post("Анна").status == 201)
    switch how {
    case "refuses": litestream.mode = .refuses
    case "silent": litestream.mode = .silent
    default:
      litestream.go()
      litestream.mode = .refuses
    }
    #expect(try post("Борис").status == 201)
    let alone = try ready { $0.contains("replica_alone") }
    #expect(alone.status == 200 && alone.body.contains("replica_alone"), "\(alone)")
    #expect(try replica().contains(#""alone_since":"2"#))
    #expect(try binary.ask("GET", "/metrics").body.contains("\ndesk_replica_alone 1\n"))
    let again = how == "gone" ? try LitestreamStandIn(litestream.path) : litestream
    again.mode = .confirms
    #expect(try !ready { !$0.contains("replica_alone") }.body.contains("replica_alone"))
    #expect(try post("Вера").status == 201)
    #expect(try replica().contains(#""alone_since":null"#))
    #expect(again.asked.last == .init(file: "desk.db", waits: true))
    if how == "gone" { again.go() }
    end(server)
  }

  /// Litestream may have read more for itself before it tells its positions.
  @Test func anAnswerWithOneTransactionMoreHereIsAConfirmation() throws {
    litestream.mode = .lags(here: 6, there: 5)
    let server = try serve(waiting: 300, required: true)
    defer { end(server) }
    #expect(try post("Анна").status == 201)
    #expect(try replica().contains(#""alone_since":null"#))
  }

  @Test func withARequiredReplicaNoChangeIsAnsweredThatItDoesNotHave() throws {
    let server = try serve(waiting: 300, required: true)
    defer { end(server) }
    #expect(try post("Анна").status == 201)
    litestream.mode = .refuses
    let refused = try post("Борис", key: "k-1")
    #expect(refused.status == 503 && refused.body.contains("not_replicated"), "\(refused)")
    #expect(try post("Вера").body.contains("not_replicated"))
    let worker = try binary.ask(
      "POST", "/v1/users", token: token, body: #"{"login":"boris","name":"Б","role":"viewer","password":"четыре лошади"}"#)
    #expect(worker.status == 503 && worker.body.contains("not_replicated"), "\(worker)")
    let ready = try ready { $0.contains("not_replicated") }
    #expect(ready.status == 503, "\(ready)")
    let list = try binary.ask("GET", "/v1/clients", token: token)
    #expect(list.status == 200 && !list.body.contains("Вера"), "reading goes on")
    litestream.mode = .confirms
    #expect(try self.ready { !$0.contains("not_replicated") }.status == 200)
    #expect(try post("Борис", key: "k-1").status == 201, "a retry is harmless")
    let names = try binary.ask("GET", "/v1/clients", token: token).body.matches(of: /"name":"Борис"/)
    #expect(names.count == 1)
  }

  @Test func withoutWaitingTheReplicaIsOnlyWatched() throws {
    litestream.mode = .lags(here: 9, there: 7)
    let server = try serve(waiting: 0)
    defer { end(server) }
    #expect(try post("Анна").status == 201)
    until { (try? replica().contains(#""transaction":9,"replicated":7"#)) ?? false }
    #expect(try replica().contains(#""transaction":9,"replicated":7"#))
    #expect(litestream.asked.allSatisfy { !$0.waits })
    litestream.mode = .silent
    #expect(try post("Борис").status == 201)
    #expect(try binary.ask("GET", "/readyz").status == 200)
  }

  @Test func theLogIsLeftToLitestream() throws {
    let log = binary.folder.appendingPathComponent("desk.db-wal").path
    let server = try serve(waiting: 300)
    #expect(try post("Анна").status == 201)
    server.terminate()
    server.waitUntilExit()
    let left = (try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int) ?? 0
    #expect(left > 0)
    #expect(try binary.run("check").code == 0)
    let without = try binary.serve()
    #expect(try binary.ask("GET", "/v1/replica", token: token).status == 404)
    #expect(try binary.ask("GET", "/v1/clients", token: token).body.contains("Анна"))
    end(without)
    #expect(!FileManager.default.fileExists(atPath: log))
  }

  /// Frames that Litestream has not read are not written over: the log begins anew only with other salts (sqlite.org, fileformat2, 4.1).
  @Test func afterAKillTheLogGoesOnWhereItWas() throws {
    let log = URL(fileURLWithPath: binary.folder.appendingPathComponent("desk.db-wal").path)
    let variables = ["SERVICEDESK_REPLICA_SOCKET": litestream.path, "SERVICEDESK_REPLICA_WAIT_MS": "300"]
    let first = try serve(waiting: 300)
    #expect(try post("Анна").status == 201)
    kill(first.processIdentifier, SIGKILL)
    first.waitUntilExit()
    let before = try Data(contentsOf: log)
    #expect(try binary.run("user", "add", "boris", "--role", "viewer", input: "четыре лошади\n", variables: variables).code == 0)
    #expect(try binary.run("migrate", variables: variables).code == 0)
    let second = try serve(waiting: 300)
    #expect(try post("Борис").status == 201)
    let after = try Data(contentsOf: log)
    #expect(after.count > before.count && after[16..<24] == before[16..<24])
    end(second)
  }

  @Test func waitingNeedsASocketAndARequiredReplicaNeedsWaiting() throws {
    defer { binary.remove() }
    let waiting = try binary.run("serve", variables: ["SERVICEDESK_REPLICA_WAIT_MS": "100"])
    #expect(waiting.code != 0 && waiting.err.contains("replica_wait_ms: waiting needs replica_socket"), "\(waiting)")
    let required = try binary.run(
      "serve", variables: ["SERVICEDESK_REPLICA_SOCKET": litestream.path, "SERVICEDESK_REPLICA_REQUIRED": "true"])
    #expect(
      required.code != 0 && required.err.contains("replica_required: a replica that is required needs replica_wait_ms"), "\(required)")
    litestream.go()
  }
}

/// A POST that was sent and whose answer is looked for later. No other process holds it up.
private final class WaitingPost {
  private let descriptor: Int32

  init(_ body: String, _ path: String, _ token: String, port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    let request = """
      POST \(path) HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer \(token)\r\nContent-Type: application/json\r\n\
      Content-Length: \(body.utf8.count)\r\n\r\n\(body)
      """
    guard connected == 0, send(descriptor, request, request.utf8.count, Int32(MSG_NOSIGNAL)) == request.utf8.count else {
      throw Binary.Failed(description: "the request could not be sent")
    }
  }

  deinit { close(descriptor) }

  var isAnswered: Bool {
    var byte: UInt8 = 0
    return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) >= 0
  }

  /// The status of the answer, which is waited for up to twenty seconds.
  func status() -> Int? {
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var bytes = [UInt8](repeating: 0, count: 4_096)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    let words = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
    return words.count > 1 ? Int(words[1]) : nil
  }
}
