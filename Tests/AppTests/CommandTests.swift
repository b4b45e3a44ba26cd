import Foundation
import Testing

@Suite struct CommandTests {
  @Test func exitCodesTellDoneFromRefusedFromNonsense() throws {
    let binary = try Binary()
    defer { binary.remove() }
    #expect(try binary.run("version").code == 0)
    #expect(try binary.run("--help").code == 0)
    #expect(try binary.run("serve", "--help").code == 0)
    #expect(try binary.run("dance").code == 2)
    #expect(try binary.run("backup").code == 2)
    #expect(try binary.run("check", "--loudly").code == 2)
    #expect(try binary.run("token", "create", "nobody", "x").code == 1)
  }

  @Test func aWrongConfigurationIsNamedInEveryPlaceAtOnce() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let outcome = try binary.run(
      "check",
      variables: [
        "SERVICEDESK_PORT": "70000", "SERVICEDESK_CURRENCY": "roubles", "SERVICEDESK_COLOUR": "red", "SERVICEDESK_TIME_ZONE": "Moon/Sea",
      ])
    #expect(outcome.code == 1)
    for word in ["SERVICEDESK_PORT", "currency", "SERVICEDESK_COLOUR", "time_zone"] {
      #expect(outcome.err.contains(word), "\(outcome.err)")
    }
  }

  @Test func listeningBeyondLoopbackNeedsAProxyInFront() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let outcome = try binary.run("serve", variables: ["SERVICEDESK_HOST": "0.0.0.0"])
    #expect(outcome.code == 1)
    #expect(outcome.err.contains("behind_tls_proxy"))
  }

  @Test func aTokenRevokedBesideARunningServerIsDeadAtOnce() throws {
    let binary = try Binary()
    defer { binary.remove() }
    #expect(try binary.run("user", "add", "anna", "--role", "admin", "--name", "Анна", input: "четыре лошади\n").code == 0)
    let token = try binary.run("token", "create", "anna", "terminal").out.trimmingCharacters(in: .whitespacesAndNewlines)
    let server = try binary.serve()
    defer { server.terminate() }
    #expect(try binary.ask("GET", "/v1/me", token: token).status == 200)
    #expect(try binary.run("token", "list").out.contains("terminal"))
    #expect(try binary.run("token", "revoke", "1").code == 0)
    #expect(try binary.ask("GET", "/v1/me", token: token).status == 401)
    #expect(try binary.run("migrate").code == 1)
    #expect(try binary.run("restore", "nothing.db").code == 1)
  }

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
    #expect(try binary.run("check").code == 0)
    let again = try binary.serve()
    defer { again.terminate() }
    #expect(try binary.ask("GET", "/v1/me", token: token).status == 401)
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
