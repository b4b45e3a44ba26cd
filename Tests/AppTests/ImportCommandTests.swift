import Foundation
import Glibc
import Testing

@Suite struct ImportCommandTests {
  @Test func theSetOfAnOfficeProgramIsReadWithItsRejectsBesideAndASecondRunChangesNothing() throws {
    let binary = try Binary()
    defer { binary.remove() }
    for name in ["clients", "vehicles"] {
      try FileManager.default.copyItem(
        at: Repository.root.appendingPathComponent("config/demo/\(name).csv"), to: binary.folder.appendingPathComponent("\(name).csv"))
    }
    try binary.run("migrate")
    let clients = binary.folder.appendingPathComponent("clients.csv").path
    let vehicles = binary.folder.appendingPathComponent("vehicles.csv").path
    #expect(try binary.run("import", "clients", clients, "--dry-run").out.contains("created 3000"))
    #expect(
      try binary.run("import", "clients", clients).out.hasSuffix(
        "rows 3000, created 3000, updated 0, unchanged 0, kept 0, transferred 0, emptied 0, warned 52, rejected 0\n"))
    let first = try binary.run("import", "vehicles", vehicles)
    #expect(first.out.contains("created 3570"))
    #expect(first.out.contains("rejected 30"))
    let rejects = try Data(contentsOf: URL(fileURLWithPath: vehicles + ".rejects.csv"))
    #expect(String(data: rejects, encoding: .windowsCP1251)?.split(whereSeparator: \.isNewline).count == 31)
    #expect(try binary.run("import", "vehicles", vehicles).out.contains("created 0, updated 0, unchanged 3570"))
    #expect(try binary.run("check").code == 0)
    #expect(try binary.run("import", "clients", "/nowhere.csv").code == 1)
  }

  @Test func theReportIsInTheTerminalsLanguage() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.run("migrate")
    let file = binary.folder.appendingPathComponent("operations.csv").path
    try Data("Код;Работа;Норма, ч;Цена нормо-часа\n1;;1;1000\n".utf8).write(to: URL(fileURLWithPath: file))
    func told(_ variables: [String: String]) throws -> String {
      let language = ["LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8"].merging(variables) { $1 }
      return try binary.run("import", "operations", file, "--dry-run", variables: language).out
    }
    for russian in [["LANG": "ru_RU.UTF-8"], ["LC_ALL": "ru_RU.UTF-8", "LANG": "en_GB.UTF-8"]] {
      #expect(try told(russian).contains("Не заполнена колонка «Работа»."), "\(russian)")
    }
    for other in [[:], ["LC_ALL": "C", "LANG": "ru_RU.UTF-8"]] {
      #expect(try told(other).contains("The column “Работа” is empty."), "\(other)")
    }
  }

  @Test func aTerminalSeesTheProgressWithAndWithoutAServer() throws {
    let clients = Repository.root.appendingPathComponent("config/demo/clients.csv").path
    for serves in [false, true] {
      let binary = try Binary()
      defer { binary.remove() }
      try binary.run("migrate")
      let server = serves ? try binary.serve() : nil
      defer { server?.terminate() }
      let terminal = try PseudoTerminal()
      let process = binary.make(["import", "clients", clients], [:])
      process.standardOutput = FileHandle.nullDevice
      process.standardError = terminal.inside
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      let shown = try terminal.shown()
      #expect(shown.contains(serves ? " of 3000 rows…" : "3000 rows…"), "\(shown)")
    }
  }

  /// For more than a mebibyte the server responds before the import has begun.
  @Test func aLongImportOutlivesItsConnectionAndTheCommandWaitsForItsReport() throws {
    let binary = try Binary()
    defer { binary.remove() }
    try binary.run("user", "add", "anna", "--role", "admin", input: "четыре лошади\n")
    let token = try binary.run("token", "create", "anna", "x", "--unlimited").out.trimmingCharacters(in: .whitespacesAndNewlines)
    let server = try binary.serve()
    defer { server.terminate() }
    func table(_ mark: String) throws -> String {
      let note = String(repeating: "слово ", count: 100)
      let rows = (1...1_000).map { "\(mark)\($0);Клиент \($0);\(note)\n" }.joined()
      let file = binary.folder.appendingPathComponent("\(mark).csv")
      try Data(("Код;Наименование;Комментарий\n" + rows).utf8).write(to: file)
      return file.path
    }
    #expect(try binary.run("import", "clients", table("a")).out.hasSuffix("rejected 0\n"))
    #expect(try binary.ask("GET", "/v1/imports", token: token).body.contains(#""state":"done","rows":1000,"done":1000"#))
    let accepted = try binary.ask(
      "POST", "/v1/imports/clients", token: token, headers: ["Content-Type: text/csv", "Idempotency-Key: k"], file: table("b"))
    #expect(accepted.status == 202, "\(accepted)")
    let id = accepted.body.firstMatch(of: /"id":(\d+)/).map { String($0.1) } ?? ""
    var run = ""
    for _ in 0..<600 where !run.contains(#""state":"done""#) {
      Thread.sleep(forTimeInterval: 0.05)
      run = try binary.ask("GET", "/v1/imports/runs/\(id)", token: token).body
    }
    #expect(run.contains(#""created":1000"#), "\(run)")
    let again = try binary.ask(
      "POST", "/v1/imports/clients", token: token, headers: ["Content-Type: text/csv", "Idempotency-Key: k"],
      file: binary.folder.appendingPathComponent("b.csv").path)
    #expect(again.status == 200 && again.body.contains(#""created":1000"#), "\(again)")
  }

  /// A pseudo-terminal. The command uses the inner end as its terminal; the test reads its output from the outer end.
  private struct PseudoTerminal {
    private let outside: Int32
    let inside: FileHandle

    init() throws {
      outside = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var (unlocked, number) = (Int32(0), Int32(-1))
      // TIOCSPTLCK and TIOCGPTN, which are macros that Swift does not import.
      guard outside >= 0, ioctl(outside, 0x4004_5431, &unlocked) == 0, ioctl(outside, 0x8004_5430, &number) == 0 else {
        throw Binary.Failed(description: "no pseudo-terminal")
      }
      inside = FileHandle(fileDescriptor: open("/dev/pts/\(number)", O_RDWR | O_NOCTTY), closeOnDealloc: true)
    }

    /// The output so far. The kernel keeps more than enough for a line of progress.
    func shown() throws -> String {
      try inside.close()
      var bytes: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 4_096)
      while case let count = read(outside, &piece, piece.count), count > 0 { bytes += piece[..<count] }
      close(outside)
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
