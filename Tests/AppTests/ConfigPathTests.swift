import Foundation
import Testing

/// Tests that relative paths of a configuration start at its folder, whatever the working directory.
@Suite struct ConfigPathTests {
  /// Writes `etc/desk.json` into a temporary folder, and runs commands from another folder.
  private struct Place {
    let root: URL

    init(_ config: String) throws {
      root = FileManager.default.temporaryDirectory.appendingPathComponent("place-\(UUID().uuidString)").resolvingSymlinksInPath()
      for folder in ["etc", "work", "state"] {
        try FileManager.default.createDirectory(at: root.appendingPathComponent(folder), withIntermediateDirectories: true)
      }
      try config.write(to: root.appendingPathComponent("etc/desk.json"), atomically: true, encoding: .utf8)
    }

    func remove() { try? FileManager.default.removeItem(at: root) }
    func path(_ name: String) -> String { root.appendingPathComponent(name).path }
    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    func run(_ words: String..., variables: [String: String] = [:]) throws -> (code: Int32, err: String) {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Binary.path)
      process.arguments = words
      process.currentDirectoryURL = root.appendingPathComponent("work")
      process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SERVICEDESK_") }.merging(variables) { $1 }
      let (err, out) = (Pipe(), Pipe())
      (process.standardError, process.standardOutput) = (err, out)
      try process.run()
      let said = err.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }
  }

  @Test func aPathInAConfigurationBeginsAtItsFolder() throws {
    let place = try Place(#"{"database":"../state/desk.db","production_calendar":"days.json"}"#)
    defer { place.remove() }
    let missing = try place.run("migrate", "--config", "../etc/desk.json")
    #expect(missing.code == 1)
    let days = place.path("etc/days.json")
    #expect(missing.err.contains("\(days) cannot be read: No such file or directory"), "\(missing.err)")
    try #"{"years":{}}"#.write(toFile: days, atomically: true, encoding: .utf8)
    #expect(try place.run("migrate", "--config", "../etc/desk.json").code == 0)
    #expect(place.exists("state/desk.db") && !place.exists("work/state"))
    #expect(try place.run("check", variables: ["SERVICEDESK_CONFIG": place.path("etc/desk.json")]).code == 0)
    try "[".write(toFile: days, atomically: true, encoding: .utf8)
    #expect(try place.run("migrate", "--config", "../etc/desk.json").err.contains("\(days) is none"))
  }

  @Test func aPathInAVariableBeginsAtTheWorkingDirectory() throws {
    let place = try Place(#"{"database":"../state/desk.db"}"#)
    defer { place.remove() }
    let variables = ["SERVICEDESK_DATABASE": "own/desk.db"]
    #expect(try place.run("migrate", "--config", "../etc/desk.json", variables: variables).code == 0)
    #expect(place.exists("work/own/desk.db") && !place.exists("state/desk.db"))
  }

  @Test func whatIsNotThereIsNamedInFull() throws {
    let place = try Place(#"{"database":"none.db"}"#)
    defer { place.remove() }
    #expect(try place.run("check", "--config", "../etc/desk.json").err == "there is no database \(place.path("etc/none.db"))\n")
    #expect(
      try place.run("check", "--config", "nowhere.json").err
        == "configuration: \(place.path("work/nowhere.json")) cannot be read: No such file or directory\n")
    let folder = try place.run("check", variables: ["SERVICEDESK_CONFIG": "../etc"])
    #expect(folder.err.contains("\(place.path("etc")) cannot be read: Is a directory"))
  }

  @Test func aDatabaseOfAnEarlierDeskIsNotPassedOverForANewOne() throws {
    let place = try Place(#"{"database":"var/desk.db"}"#)
    defer { place.remove() }
    #expect(try place.run("migrate", variables: ["SERVICEDESK_DATABASE": "var/desk.db"]).code == 0)
    let refused = try place.run("migrate", "--config", "../etc/desk.json")
    #expect(refused.code == 1)
    #expect(refused.err.contains(place.path("etc/var/desk.db")) && refused.err.contains(place.path("work/var/desk.db")))
    #expect(!place.exists("etc/var"))
  }

  @Test func aConfigurationBehindALinkedFolderGoesWhereTheFileSystemGoes() throws {
    let place = try Place(#"{"database":"../state/desk.db"}"#)
    defer { place.remove() }
    try FileManager.default.createSymbolicLink(atPath: place.path("work/link"), withDestinationPath: place.path("etc"))
    #expect(try place.run("migrate", "--config", "link/desk.json").code == 0)
    #expect(place.exists("state/desk.db") && !place.exists("work/state"))
  }

  /// A Unix socket's path has at most 107 bytes. From the working directory a relative path is short, however deep the folder
  /// is.
  @Test func aDeskInADeepFolderHasItsSocket() throws {
    let place = try Place("{}")
    defer { place.remove() }
    let deep = "work/" + String(repeating: "глубоко/", count: 8)
    try FileManager.default.createDirectory(atPath: place.path(deep), withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Binary.path)
    process.arguments = ["serve"]
    process.currentDirectoryURL = place.root.appendingPathComponent(deep)
    process.environment = ["SERVICEDESK_PORT": "0", "SERVICEDESK_REQUEST_LOG": "false", "PATH": "/usr/bin:/bin"]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    defer { process.terminate() }
    for _ in 0..<600 where !place.exists(deep + "var/desk.db.sock") && process.isRunning { Thread.sleep(forTimeInterval: 0.05) }
    #expect(place.exists(deep + "var/desk.db.sock"))
  }
}
