import Foundation
import Testing

@Suite struct BackupCommandTests {
  @Test func aBackupMadeWhileServingRestoresWithoutItsKeys() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.run("user", "add", "anna", "--role", "admin", input: "четыре лошади\n")
    let token = try binary.run("token", "create", "anna", "terminal").out.trimmingCharacters(in: .whitespacesAndNewlines)
    let copy = binary.folder.appendingPathComponent("copy.db").path
    let server = try binary.serve()
    #expect(try binary.run("backup", copy).code == 0)
    #expect(try binary.run("backup", copy).code == 1)
    server.terminate()
    server.waitUntilExit()
    #expect(server.terminationStatus == 0)
    #expect(try binary.run("check", copy).code == 0)
    #expect(try binary.run("restore", copy).code == 0)
    for beside in ["-wal", "-shm"] { #expect(!FileManager.default.fileExists(atPath: copy + beside), "\(beside)") }
    #expect(try binary.run("check").code == 0)
    let again = try binary.serve()
    defer { again.terminate() }
    #expect(try binary.ask("GET", "/v1/me", token: token).status == 401)
  }

  /// A log does not name its file. If it were left next to a restored file, SQLite would apply it to that.
  @Test func noLogOfTheReplacedFileReachesTheRestoredOne() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let files = FileManager.default
    func path(_ name: String) -> String { binary.folder.appendingPathComponent(name).path }
    func beside(_ start: String) throws -> [String] {
      try files.contentsOfDirectory(atPath: binary.folder.path).filter { $0.hasPrefix(start) }
    }
    try binary.run("user", "add", "anna", "--role", "admin", input: "четыре лошади\n")
    #expect(try binary.run("backup", path("copy.db")).code == 0)
    let server = try binary.serve()
    #expect(try binary.run("user", "add", "boris", "--role", "admin", input: "четыре лошади\n").code == 0)
    kill(server.processIdentifier, SIGKILL)
    server.waitUntilExit()
    try files.copyItem(atPath: path("desk.db-wal"), toPath: path("stale"))

    let whole = try binary.run("restore", path("copy.db"))
    #expect(whole.code == 0, "\(whole.err)")
    #expect(try beside("desk.db-").isEmpty && beside("desk.db.restoring").isEmpty)
    let kept = try #require(try beside("desk.db.before-").first { !$0.hasSuffix("-files.db") })
    #expect(try binary.run("token", "create", "boris", "x", variables: ["SERVICEDESK_DATABASE": path(kept)]).code == 0, "it has its log")

    try files.removeItem(atPath: path("desk.db"))
    try files.moveItem(atPath: path("stale"), toPath: path("desk.db-wal"))
    #expect(try binary.run("restore", path("copy.db")).code == 0)
    #expect(try beside("desk.db-").isEmpty)
    #expect(try binary.run("token", "create", "boris", "x").code == 1, "whom the stale log would have brought back")
    #expect(try binary.run("token", "create", "anna", "x").code == 0)
  }

  @Test func aDamagedDatabaseIsPutAsideAndABackupOfAnOlderProgramReadWithoutATrace() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let (path, copy) = (binary.folder.appendingPathComponent("desk.db"), binary.folder.appendingPathComponent("copy.db"))
    try binary.run("user", "add", "anna", "--role", "admin", input: "четыре лошади\n")
    #expect(try binary.run("backup", copy.path).code == 0)
    var bytes = try Data(contentsOf: copy)
    bytes.replaceSubrange(18...19, with: [2, 2])  // the file uses a log (SQLite's file format, 1.3.3)
    try bytes.write(to: copy)
    try Data(String(repeating: "это не база данных ", count: 500).utf8).write(to: path)
    let restored = try binary.run("restore", copy.path)
    #expect(restored.code == 0, "\(restored.err)")
    #expect(restored.out.contains("damaged") && restored.out.contains("kept as"), "\(restored.out)")
    #expect(try binary.run("check").code == 0)
    for beside in ["-wal", "-shm"] { #expect(!FileManager.default.fileExists(atPath: copy.path + beside), "\(beside)") }
    try Data("это не база".utf8).write(to: copy)
    #expect(try binary.run("restore", copy.path).code == 1)
    #expect(!FileManager.default.fileExists(atPath: path.path + ".restoring"))
  }

  @Test func aDamagedOrForeignFileIsRefusedWithAWord() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let path = binary.folder.appendingPathComponent("desk.db")
    try Data(String(repeating: "это не база данных ", count: 500).utf8).write(to: path)
    let outcome = try binary.run("serve")
    #expect(outcome.code == 1)
    #expect(outcome.err.contains("damaged or is no database"))
    #expect(try binary.run("check").code == 1)
  }
}
