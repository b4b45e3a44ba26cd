import Foundation
import Testing

/// The file of contents beside the desk's file: copied, put back and missed with it.
@Suite struct ContentFileTests {
  private let binary: Binary
  init() throws { binary = try Binary() }

  private func path(_ name: String) -> String { binary.folder.appendingPathComponent(name).path }
  private func isThere(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  private func token() throws -> String {
    try binary.run("user", "add", "anna", "--role", "admin", input: "четыре лошади\n")
    return try newToken()
  }

  private func newToken() throws -> String {
    try binary.run("token", "create", "anna", "t\(Int.random(in: 0..<1_000_000))").out.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Sends a file of this length and returns its path at the API.
  private func send(_ length: Int, _ token: String, seed: Int = 7) throws -> String {
    let file = path("sent-\(length)")
    try Data((0..<length).map { UInt8(truncatingIfNeeded: $0 &* seed &+ $0 >> 9) }).write(to: URL(fileURLWithPath: file))
    let made = try binary.ask("POST", "/v1/files?name=a.bin", token: token, headers: ["Content-Type: application/x-thing"], file: file)
    #expect(made.status == 201, "\(made)")
    let id = try #require(made.body.firstMatch(of: /"id":([0-9]+)/)?.1)
    return "/v1/files/\(id)"
  }

  /// The status of the answer with the file's first byte.
  private func status(_ place: String, _ token: String) throws -> Int {
    try binary.ask("GET", place, token: token, headers: ["Range: bytes=0-0"]).status
  }

  private func end(_ server: Process) {
    server.terminate()
    server.waitUntilExit()
  }

  @Test func aBackupHasTheFilesAndARestorePutsBothBack() throws {
    defer { binary.remove() }
    let token = try token()
    var server = try binary.serve()
    let first = try send(3_000_000, token)
    #expect(try binary.run("backup", path("copy.db")).code == 0)
    #expect(isThere("copy-files.db") && !isThere("copy.db.partial") && !isThere("copy.db.partial-files.db"))
    let second = try send(500_000, token, seed: 3)
    #expect(try binary.run("check").code == 0, "beside the server")
    end(server)
    #expect(try binary.run("check", path("copy.db")).code == 0)
    #expect(try binary.run("restore", path("copy.db")).code == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: binary.folder.path).contains {
        $0.hasSuffix("-files.db") && $0.contains("before")
      })
    #expect(try binary.run("check").code == 0)
    server = try binary.serve()
    defer { server.terminate() }
    let fresh = try newToken()
    #expect(try status(first, fresh) == 206)
    #expect(try status(second, fresh) == 404, "it came after the backup")
  }

  @Test func aBackupWithoutItsFilesIsNotRestored() throws {
    defer { binary.remove() }
    let token = try token()
    let server = try binary.serve()
    _ = try send(10, token)
    #expect(try binary.run("backup", path("copy.db")).code == 0)
    #expect(try binary.run("backup", path("copy.db")).code == 1, "never written over")
    end(server)
    try FileManager.default.removeItem(atPath: path("copy-files.db"))
    let refused = try binary.run("restore", path("copy.db"))
    #expect(refused.code == 1 && refused.err.contains("1 contents of files are missing"), "\(refused.err)")
    #expect(isThere("desk.db") && isThere("desk-files.db"))
    #expect(try binary.run("check", path("copy.db")).code == 1)
  }

  @Test func aMissingOrForeignFileIsSaidAtStart() throws {
    defer { binary.remove() }
    let token = try token()
    end(try binary.serve())
    #expect(isThere("desk-files.db"))
    var server = try binary.serve()
    let place = try send(10, token)
    end(server)
    let other = try Binary()
    defer { other.remove() }
    try other.run("user", "add", "boris", "--role", "admin", input: "четыре лошади\n")
    let theirs = try other.run("token", "create", "boris", "t").out.trimmingCharacters(in: .whitespacesAndNewlines)
    let there = try other.serve()
    #expect(try other.ask("POST", "/v1/files?name=b", token: theirs, file: path("sent-10")).status == 201)
    end(there)
    try FileManager.default.moveItem(atPath: path("desk-files.db"), toPath: path("mine"))
    let missing = try binary.run("serve")
    #expect(missing.code == 1 && missing.err.contains("is missing, and 1 contents of files lie in it"), "\(missing.err)")
    try FileManager.default.copyItem(atPath: other.folder.appendingPathComponent("desk-files.db").path, toPath: path("desk-files.db"))
    let foreign = try binary.run("serve")
    #expect(foreign.code == 1 && foreign.err.contains("holds the files of another desk"), "\(foreign.err)")
    #expect(try binary.run("check").err.contains("another desk's"))
    try Data().write(to: URL(fileURLWithPath: path("desk-files.db")))
    server = try binary.serve()
    #expect(try binary.ask("GET", place, token: token).status == 404, "lost, and the rest goes on")
    end(server)
    try FileManager.default.removeItem(atPath: path("desk-files.db"))
    try FileManager.default.moveItem(atPath: path("mine"), toPath: path("desk-files.db"))
    server = try binary.serve()
    defer { server.terminate() }
    #expect(try status(place, token) == 206)
  }
}
