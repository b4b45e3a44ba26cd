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

  @Test func whatACommandDoesNotTakeIsRefusedAndNotPassedOver() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.run("migrate")
    try binary.run("user", "add", "anna", input: "четыре лошади\n")
    for line in [
      ["serve", "extra"], ["version", "x"], ["migrate", "extra"], ["check", "a", "b"], ["demo", "extra"], ["-x"], ["import", "clients"],
      ["user", "reset", "anna", "--role", "admin"], ["user", "disable", "anna", "--name", "x"], ["token", "list", "--unlimited"],
      ["token", "list", "x"],
    ] {
      let process = binary.make(line, [:])
      (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 2, "\(line)")
    }
    let bogus = try binary.run("import", "bogus", "clients.csv")
    #expect(bogus.code == 2)
    #expect(bogus.err.hasPrefix("bogus is no kind; there are clients, vehicles, parts, operations\n"), "\(bogus.err)")
  }

  @Test func theVersionIsToldWhateverTheConfigurationSays() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let wrong = ["SERVICEDESK_PORT": "70000"]
    #expect(try binary.run("version", variables: wrong).code == 0)
    #expect(try binary.run("--version", variables: wrong).out == binary.run("version").out)
    #expect(try binary.run("-h").code == 0)
    #expect(try binary.run("serve", "-h", variables: wrong).code == 0)
  }

  @Test func aFullOrClosedOutputIsNoTrapAndASecretNobodyReadIsDead() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.run("user", "add", "anna", "--role", "admin", input: "четыре лошади\n")
    func run(_ arguments: [String], into output: FileHandle) throws -> Binary.Outcome {
      let process = binary.make(arguments, [:])
      let err = Pipe()
      (process.standardOutput, process.standardError) = (output, err)
      try process.run()
      let errors = err.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return Binary.Outcome(code: process.terminationStatus, out: "", err: String(decoding: errors, as: UTF8.self))
    }
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let version = try run(["version"], into: full)
    #expect(version.code == 1 && version.err == "standard output: No space left on device\n", "\(version)")
    let token = try run(["token", "create", "anna", "zz"], into: full)
    #expect(token.code == 1 && token.err.hasPrefix("the secret could not be printed; token 1 is revoked\n"), "\(token)")
    #expect(try binary.run("token", "list").out.contains("revoked\tzz"))
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let gone = try run(["version"], into: pipe.fileHandleForWriting)
    #expect(gone.code == 0 && gone.err.isEmpty, "\(gone)")
  }

  @Test func aMistypedDatabaseIsRefusedAndNotMade() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let place = binary.folder.appendingPathComponent("typo/desk.db").path
    let elsewhere = ["SERVICEDESK_DATABASE": place]
    for line in [
      "token list", "token revoke 1", "token create anna x", "user disable anna", "import clients README.md", "check", "backup b.db",
    ] {
      let process = binary.make(line.split(separator: " ").map(String.init), elsewhere)
      let err = Pipe()
      process.standardError = err
      try process.run()
      let words = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 1 && words == "there is no database \(place)\n", "\(line): \(words)")
    }
    #expect(!FileManager.default.fileExists(atPath: binary.folder.appendingPathComponent("typo").path))
    #expect(try binary.run("user", "add", "anna", input: "четыре лошади\n", variables: elsewhere).code == 0)
  }

  @Test func refusalsAreSaidOnceAndInPlainWords() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let words = binary.folder.appendingPathComponent("words").path
    try Data(String(repeating: "четыре лошади\n", count: 100).utf8).write(to: URL(fileURLWithPath: words))
    #expect(try binary.run("user", "add", "anna", "--password-file", "/nope").err == "/nope cannot be read: No such file or directory\n")
    #expect(try binary.run("user", "add", "anna", "--password-file", words).code == 0)
    try binary.run("user", "disable", "anna")
    let token = try binary.run("token", "create", "anna", "x")
    #expect(token.code == 1 && token.err.split(separator: "\n").count == 1, "\(token.err)")
    let restored = try binary.run("restore", words)
    #expect(restored.code == 1 && restored.err.hasPrefix("\(words) is damaged or is no database of ours: "), "\(restored.err)")
    #expect(!restored.err.contains("SQLite"))
    #expect(try binary.run("restore", "/nope").err == "/nope: No such file or directory\n")
    #expect(try binary.run("backup", "/nonexistent/x").err == "/nonexistent: No such file or directory\n")
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

  @Test func whatIsNoAddressIsNamedWithItsKey() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let outcome = try binary.run("serve", variables: ["SERVICEDESK_TRUSTED_PROXIES": #"["::1","not an ip"]"#, "SERVICEDESK_HOST": "desk"])
    #expect(outcome.code == 1)
    #expect(outcome.err.contains("SERVICEDESK_TRUSTED_PROXIES: expected a list of IP addresses"), "\(outcome.err)")
    #expect(outcome.err.contains("host desk: expected an IP address"), "\(outcome.err)")
  }

  @Test func anAddressInUseIsNamed() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let other = try Binary()
    defer { other.remove() }
    for one in [binary, other] { try one.run("migrate") }
    let server = try binary.serve()
    defer { server.terminate() }
    let second = try other.run("serve", variables: ["SERVICEDESK_PORT": "\(binary.port)"])
    #expect(second.code == 1)
    #expect(second.err.contains("cannot listen on 127.0.0.1:\(binary.port): Address already in use"), "\(second.err)")
  }

  @Test func theRateOfVATIsReadByDateAndOneThatCannotBeIsNamed() throws {
    let binary = try Binary()
    defer { binary.remove() }
    func code(_ vat: String) throws -> Int32 { try binary.run("migrate", variables: ["SERVICEDESK_VAT": vat]).code }
    for right in [
      #"[{"from":"2025-01-01","rate_bp":500},{"from":"2026-01-01","rate_bp":700},{"from":"2027-01-01"},{"from":"2028-01-01","rate_bp":0}]"#,
      #"[{"from":"2025-01-01","pays_vat":false},{"from":"2026-01-01","pays_vat":true}]"#,
      #"[{"from":"2025-01-01","pays_vat":true,"rate_bp":500},{"from":"2026-01-01","pays_vat":false,"rate_bp":0}]"#,
    ] { #expect(try code(right) == 0, "\(right)") }
    for wrong in [
      #"[{"from":"2025-01-01","rate_bp":600}]"#, #"[{"from":"2025-01-01","rate_bp":2200}]"#, #"[{"from":"2025-01-01","rate_bp":"500"}]"#,
      #"[{"from":"2025-01-01","rate_bp":500,"pays_vat":false}]"#, #"[{"from":"2025-01-01","rate_bp":0,"pays_vat":true}]"#,
      #"[{"rate_bp":500}]"#, #"[{"from":"2025-01-01","rate":500}]"#, #"[{"from":"2025-01-01"},{"from":"2025-01-01","rate_bp":0}]"#,
    ] {
      let outcome = try binary.run("migrate", variables: ["SERVICEDESK_VAT": wrong])
      #expect(outcome.code == 1 && outcome.err.contains("VAT"), "\(wrong) \(outcome.err)")
    }
    let told = try binary.run("migrate", variables: ["SERVICEDESK_VAT": #"[{"from":"2025-01-01","rate_bp":600}]"#])
    #expect(told.err.contains("500 or 700"), "what may be said is told: \(told.err)")
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
}
