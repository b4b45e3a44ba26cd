import Foundation
import Testing

/// Other programs that open, rename or damage the database's file.
@Suite struct SharedFileTests {
  private func path(_ name: String, _ binary: Binary) -> String { binary.folder.appendingPathComponent(name).path }

  private func staffed(_ binary: Binary) throws -> String {
    #expect(try binary.run("user", "add", "anna", "--role", "admin", input: "четыре лошади\n").code == 0)
    return try binary.run("token", "create", "anna", "test").out.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func beside(_ start: String, _ binary: Binary) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: binary.folder.path).filter { $0.hasPrefix(start) }
  }

  private func readiness(_ binary: Binary, becomes status: Int) throws -> (status: Int, body: String) {
    var ready = try binary.ask("GET", "/readyz")
    for _ in 0..<200 where ready.status != status {
      Thread.sleep(forTimeInterval: 0.05)
      ready = try binary.ask("GET", "/readyz")
    }
    return ready
  }

  @Test func anotherProgramThatHoldsTheFileStallsNobodyAndIsNamed() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let token = try staffed(binary)
    let server = try binary.serve()
    defer { server.terminate() }
    #expect(try binary.ask("POST", "/v1/clients", token: token, body: #"{"name":"Анна"}"#).status == 201)
    do {
      let lock = try ForeignLock.writing(path("desk.db", binary))
      defer { withExtendedLifetime(lock) {} }
      for (path, body) in [("/v1/clients", #"{"name":"Борис"}"#), ("/v1/users", #"{"login":"boris","name":"B","role":"viewer"}"#)] {
        let refused = try binary.ask("POST", path, token: token, body: body)
        #expect(refused.status == 503 && refused.body.contains(#""code":"database_held""#), "\(refused)")
      }
      #expect(try binary.ask("GET", "/v1/clients/1", token: token).status == 200)
      #expect(try binary.ask("GET", "/healthz").status == 200)
      let ready = try binary.ask("GET", "/readyz")
      #expect(ready.status == 503 && ready.body.contains("database_held"), "\(ready)")
    }
    #expect(try readiness(binary, becomes: 200).status == 200, "by itself, without another change")
    #expect(try binary.ask("POST", "/v1/clients", token: token, body: #"{"name":"Борис"}"#).status == 201)
    let metrics = try binary.ask("GET", "/metrics").body
    #expect(metrics.contains("\ndesk_log_bytes ") && metrics.contains("\ndesk_log_held_seconds 0\n"))
    #expect(metrics.contains("\ndesk_sqlite_info{version=\"3."))
    #expect(try binary.run("version").out.contains(", SQLite 3."))
  }

  @Test func nothingIsPutInThePlaceOfAFileThatAnotherProgramHasOpen() throws {
    let binary = try Binary()
    defer { binary.remove() }
    _ = try staffed(binary)
    #expect(try binary.run("backup", path("copy.db", binary)).code == 0)
    let database = path("desk.db", binary)
    let before = try Data(contentsOf: URL(fileURLWithPath: database))
    do {
      let reader = try ForeignLock.connected(database)
      let refused = try binary.run("restore", path("copy.db", binary))
      #expect(refused.code == 1 && refused.err.contains("another program has \(database) open"), "\(refused)")
      withExtendedLifetime(reader) {}
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: database)) == before)
    #expect(try beside("desk.db.before-", binary).isEmpty && beside("desk.db.restoring", binary).isEmpty)
    // Another program may still have the damaged file open.
    try Data(String(repeating: "x", count: 8_192).utf8).write(to: URL(fileURLWithPath: database))
    do {
      let reader = try ForeignLock.connected(database)
      #expect(try binary.run("restore", path("copy.db", binary)).code == 1)
      withExtendedLifetime(reader) {}
    }
    #expect(try binary.run("restore", path("copy.db", binary)).code == 0)
    #expect(try binary.run("check").code == 0)
    #expect(try beside("desk.db.before-", binary).count { !$0.hasSuffix("-wal") } == 1)
  }

  @Test func aFileIsOneHoweverItIsCalled() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let token = try staffed(binary)
    let server = try binary.serve()
    defer { server.terminate() }
    let (link, hard) = (path("link.db", binary), path("hard.db", binary))
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "desk.db")
    #expect(Foundation.link(path("desk.db", binary), hard) == 0)
    func under(_ name: String) -> [String: String] { ["SERVICEDESK_DATABASE": name, "SERVICEDESK_PORT": "0"] }

    #expect(try binary.run("token", "list", variables: under(link)).out.contains("test"), "the same server answers")
    #expect(try binary.run("check", variables: under(link)).code == 0)
    let second = try binary.run("serve", variables: under(link))
    #expect(second.code == 1 && second.err.contains("open"), "\(second)")
    for line in [
      ["serve"], ["migrate"], ["token", "list"], ["check"], ["backup", path("b.db", binary)], ["restore", path("b.db", binary)],
    ] {
      let process = binary.make(line, under(hard))
      let err = Pipe()
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, err)
      try process.run()
      let words = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 1, "\(line) \(words)")
      if line[0] != "restore" { #expect(words.contains("under another name"), "\(line) \(words)") }
    }
    let ready = try binary.ask("GET", "/readyz")
    #expect(ready.status == 200 && ready.body.contains("database_linked"), "\(ready)")
    unlink(hard)
    #expect(try !binary.ask("GET", "/readyz").body.contains("warnings"))
    #expect(try binary.ask("GET", "/v1/me", token: token).status == 200)
  }

  @Test func aDeskServesAndRestoresThroughASymbolicLink() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let place = path("disk", binary)
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: path("desk.db", binary), withDestinationPath: "disk/real.db")
    _ = try staffed(binary)
    #expect(try binary.run("backup", path("copy.db", binary)).code == 0)
    let server = try binary.serve()
    #expect(FileManager.default.fileExists(atPath: place + "/real.db-wal"))
    server.terminate()
    server.waitUntilExit()
    #expect(server.terminationStatus == 0)
    #expect(try binary.run("restore", path("copy.db", binary)).code == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("desk.db", binary)) == "disk/real.db")
    #expect(try binary.run("check").code == 0)
    #expect(try beside("desk.db", binary) == ["desk.db"], "all lies where the file does")
  }

  @Test func aLogDamagedInItsMiddleIsToldUntilSomebodyHasTakenItAway() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let token = try staffed(binary)
    let first = try binary.serve()
    for n in 1...5 { #expect(try binary.ask("POST", "/v1/clients", token: token, body: #"{"name":"Анна \#(n)"}"#).status == 201) }
    kill(first.processIdentifier, SIGKILL)
    first.waitUntilExit()
    let log = path("desk.db-wal", binary)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: log))
    bytes[32 + 2 * 4_120 + 1_000] ^= 0x10
    try bytes.write(to: URL(fileURLWithPath: log))

    let second = try binary.serve()
    let ready = try binary.ask("GET", "/readyz")
    #expect(ready.status == 200 && ready.body.contains(#""code":"log_cut""#), "\(ready)")
    second.terminate()
    second.waitUntilExit()
    let said = try String(contentsOf: binary.folder.appendingPathComponent("server.log"), encoding: .utf8)
    let taken = try #require(said.firstMatch(of: /in its middle: ([0-9]+) of ([0-9]+) frames were taken/))
    #expect(Int(taken.1) ?? .max <= 2 && Int(taken.2) ?? 0 > 5, "\(taken.0)")
    let kept = try #require(try beside("desk.db.log-cut-", binary).first)
    #expect(try Data(contentsOf: binary.folder.appendingPathComponent(kept)) == bytes)

    let third = try binary.serve()
    defer { third.terminate() }
    #expect(try binary.ask("GET", "/readyz").body.contains("log_cut"), "also after another start")
    try FileManager.default.removeItem(at: binary.folder.appendingPathComponent(kept))
    #expect(try !binary.ask("GET", "/readyz").body.contains("warnings"))
  }
}
