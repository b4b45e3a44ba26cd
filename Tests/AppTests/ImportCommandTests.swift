import Foundation
import Testing

@Suite struct ImportCommandTests {
  @Test func theSetOfAnOfficeProgramIsReadWithItsRejectsBesideAndASecondRunChangesNothing() throws {
    let binary = try Binary()
    defer { binary.remove() }
    for name in ["clients", "vehicles"] {
      try FileManager.default.copyItem(
        at: Repository.root.appendingPathComponent("config/demo/\(name).csv"), to: binary.folder.appendingPathComponent("\(name).csv"))
    }
    let clients = binary.folder.appendingPathComponent("clients.csv").path
    let vehicles = binary.folder.appendingPathComponent("vehicles.csv").path
    #expect(try binary.run("import", "clients", clients, "--dry-run").out.contains("created 3000"))
    #expect(
      try binary.run("import", "clients", clients).out.hasSuffix(
        "rows 3000, created 3000, updated 0, unchanged 0, kept 0, transferred 0, warned 0, rejected 0\n"))
    let first = try binary.run("import", "vehicles", vehicles)
    #expect(first.out.contains("created 3570"))
    #expect(first.out.contains("rejected 30"))
    let rejects = try Data(contentsOf: URL(fileURLWithPath: vehicles + ".rejects.csv"))
    #expect(String(data: rejects, encoding: .windowsCP1251)?.split(whereSeparator: \.isNewline).count == 31)
    #expect(try binary.run("import", "vehicles", vehicles).out.contains("created 0, updated 0, unchanged 3570"))
    #expect(try binary.run("check").code == 0)
    #expect(try binary.run("import", "clients", "/nowhere.csv").code == 1)
  }
}
