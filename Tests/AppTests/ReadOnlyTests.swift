import Foundation
import Testing

/// A desk that serves reads of a file which another process writes.
@Suite struct ReadOnlyTests {
  private let writer: Binary
  private let reader: Binary
  private let token: String

  init() throws {
    (writer, reader) = (try Binary(), try Binary())
    try writer.run("user", "add", "anna", "--role", "admin", input: "четыре лошади\n")
    token = try writer.run("token", "create", "anna", "t").out.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func path(_ binary: Binary) -> String { binary.folder.appendingPathComponent("desk.db").path }

  /// Serves the file at this path.
  private func read(_ path: String) throws -> Process {
    try reader.serve(variables: [
      "SERVICEDESK_READ_ONLY": "true", "SERVICEDESK_DATABASE": path,
      "SERVICEDESK_SOCKET": reader.folder.appendingPathComponent("r.sock").path,
      "SERVICEDESK_DELIVERY_SOCKET": reader.folder.appendingPathComponent("d.sock").path,
    ])
  }

  private func add(_ name: String) throws {
    #expect(try writer.ask("POST", "/v1/clients", token: token, body: #"{"name":"\#(name)"}"#).status == 201)
  }

  private func end(_ servers: Process...) {
    for server in servers {
      server.terminate()
      server.waitUntilExit()
    }
    writer.remove()
    reader.remove()
  }

  @Test func readsAreServedAndChangesRefused() throws {
    let other = try writer.serve()
    try add("Анна")
    let server = try read(path(writer))
    #expect(try reader.ask("GET", "/v1/clients", token: token).body.contains("Анна"))
    try add("Борис")
    #expect(try reader.ask("GET", "/v1/clients", token: token).body.contains("Борис"), "what is written meanwhile is read")
    for (path, body) in [("/v1/clients", #"{"name":"Вера"}"#), ("/v1/login", #"{"login":"anna","password":"четыре лошади"}"#)] {
      let refused = try reader.ask("POST", path, token: token, body: body)
      #expect(refused.status == 503 && refused.body.contains("read_only"), "\(refused)")
    }
    let stream = try reader.ask("GET", "/v1/events", token: token, headers: ["Accept: text/event-stream"])
    #expect(stream.status == 503 && stream.body.contains("read_only"), "\(stream)")
    #expect(try reader.ask("GET", "/v1/clients").status == 401)
    #expect(try reader.ask("GET", "/v1/nothing", token: token).status == 404)
    #expect(try reader.ask("GET", "/readyz").status == 200)
    #expect(try reader.ask("GET", "/metrics").body.contains("\ndesk_database_bytes "))
    end(server, other)
  }

  @Test func theFileMayBeMissingReplacedOrOfAnotherVersion() throws {
    let other = try writer.serve()
    try add("Анна")
    #expect(try writer.run("backup", reader.folder.appendingPathComponent("copy.db").path).code == 0)
    let copy = reader.folder.appendingPathComponent("copy.db")
    let file = reader.folder.appendingPathComponent("followed.db")
    let server = try read(file.path)
    let missing = try reader.ask("GET", "/v1/clients", token: token)
    #expect(missing.status == 503 && missing.body.contains("file_unread"), "\(missing)")
    #expect(try reader.ask("GET", "/readyz").status == 503)
    #expect(try reader.ask("GET", "/healthz").status == 200)
    try FileManager.default.copyItem(at: copy, to: file)
    #expect(try reader.ask("GET", "/v1/clients", token: token).body.contains("Анна"))
    #expect(try reader.ask("GET", "/readyz").status == 200)
    #expect(!FileManager.default.fileExists(atPath: file.path + ".lock"), "no lock is taken")
    try Data(repeating: 120, count: 8_192).write(to: file)
    #expect(try reader.ask("GET", "/v1/clients", token: token).body.contains("database_damaged"))
    end(server, other)
  }

  /// The program that writes, such as a follower, must not have to wait for a desk at which nobody asks.
  @Test func betweenTwoRequestsTheFileIsNotHeld() throws {
    let other = try writer.serve()
    try add("Анна")
    #expect(try writer.run("backup", reader.folder.appendingPathComponent("copy.db").path).code == 0)
    let copy = reader.folder.appendingPathComponent("copy.db").path
    let server = try read(copy)
    #expect(try reader.ask("GET", "/v1/clients", token: token).status == 200)
    #expect(throws: Never.self) { _ = try ForeignLock.sole(copy) }
    end(server, other)
  }

  @Test func filesAreReadFromTheCopyOfTheirOwn() throws {
    let other = try writer.serve()
    let letters = writer.folder.appendingPathComponent("letters")
    try Data((0..<300_000).map { UInt8(97 + $0 % 26) }).write(to: letters)
    let made = try writer.ask("POST", "/v1/files?name=a.txt", token: token, file: letters.path)
    let place = "/v1/files/\(try #require(made.body.firstMatch(of: /"id":([0-9]+)/)?.1))"
    let server = try read(path(writer))
    #expect(try reader.ask("GET", place, token: token).body.count == 300_000)
    let part = try reader.ask("GET", place, token: token, headers: ["Range: bytes=262143-262146"])
    #expect(part.status == 206 && part.body == String((262_143...262_146).map { Character(UnicodeScalar(UInt8(97 + $0 % 26))) }), "\(part)")
    #expect(try reader.ask("POST", "/v1/files?name=b.txt", token: token, file: letters.path).body.contains("read_only"))
    end(server, other)
  }

  @Test func aFileThatIsNotInTheCopyYetIsSaidToBeMissingThere() throws {
    let other = try writer.serve()
    let letters = writer.folder.appendingPathComponent("letters")
    try Data("письмо".utf8).write(to: letters)
    let copy = reader.folder.appendingPathComponent("copy.db").path
    let empty = reader.folder.appendingPathComponent("empty.db").path
    #expect(try writer.run("backup", empty).code == 0)
    let made = try writer.ask("POST", "/v1/files?name=a.txt", token: token, file: letters.path)
    let place = "/v1/files/\(try #require(made.body.firstMatch(of: /"id":([0-9]+)/)?.1))"
    #expect(try writer.run("backup", copy).code == 0)
    let server = try read(copy)
    #expect(try reader.ask("GET", place, token: token).body == "письмо")
    let files = reader.folder.appendingPathComponent("copy-files.db")
    try FileManager.default.removeItem(at: files)
    let missing = try reader.ask("GET", place, token: token)
    #expect(missing.status == 503 && missing.body.contains("file_unread"), "\(missing)")
    try FileManager.default.copyItem(at: reader.folder.appendingPathComponent("empty-files.db"), to: files)
    let behind = try reader.ask("GET", place, token: token)
    #expect(behind.status == 503 && behind.body.contains("file_not_copied"), "\(behind)")
    end(server, other)
  }

  @Test func commandsThatWriteAreRefused() throws {
    let only = ["SERVICEDESK_READ_ONLY": "true"]
    for line in [["user", "add", "boris", "--role", "viewer"], ["token", "list"], ["migrate"], ["restore", "x"]] {
      let process = writer.make(line, only)
      let err = Pipe()
      (process.standardOutput, process.standardError, process.standardInput) = (FileHandle.nullDevice, err, FileHandle.nullDevice)
      try process.run()
      let words = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 1 && words.contains("is written elsewhere"), "\(line) \(words)")
    }
    #expect(try writer.run("check", variables: only).code == 0)
    let both = try writer.run("serve", variables: ["SERVICEDESK_READ_ONLY": "true", "SERVICEDESK_CHAIN": "/srv/*.db"])
    #expect(both.code == 1 && both.err.contains("read_only: a desk that only reads"), "\(both)")
    end()
  }
}
