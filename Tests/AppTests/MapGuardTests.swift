import Foundation
import Testing

/// Tests the process when a mapped page of the database file cannot be read (SIGBUS).
@Suite struct MapGuardTests {
  @Test func aPageThatCannotBeReadMakesTheDeskStartAgainWithoutMapping() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let added = try binary.run("user", "add", "boss", "--role", "admin", input: "four horses are waiting\n")
    #expect(added.code == 0, "\(added.err)")
    let token = try binary.run("token", "create", "boss", "test").out.trimmingCharacters(in: .whitespacesAndNewlines)
    let server = try binary.serve()
    defer { server.terminate() }
    #expect(try binary.ask("POST", "/v1/clients", token: token, body: #"{"name":"Анна"}"#).status == 201)
    #expect(maps(server), "the file is mapped to begin with")

    kill(server.processIdentifier, SIGBUS)
    var answer = (status: 0, body: "")
    for _ in 0..<100 where answer.status != 200 {
      Thread.sleep(forTimeInterval: 0.05)
      answer = try binary.ask("GET", "/v1/clients/1", token: token)
    }
    #expect(answer.body.contains("Анна"), "what was answered is there, in the same process")
    #expect(server.isRunning)
    #expect(!maps(server))
    #expect(try String(contentsOf: binary.folder.appendingPathComponent("server.log"), encoding: .utf8).contains("without mapping"))
    #expect(try binary.ask("POST", "/v1/clients", token: token, body: #"{"name":"Борис"}"#).status == 201)
  }

  private func maps(_ server: Process) -> Bool {
    let regions = (try? String(contentsOfFile: "/proc/\(server.processIdentifier)/maps", encoding: .utf8)) ?? ""
    return regions.split(separator: "\n").contains { $0.hasSuffix("/desk.db") }
  }
}
