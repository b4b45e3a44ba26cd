import Foundation
import Testing

@Suite struct ReadmeTests {
  private static func readme() throws -> String {
    try String(contentsOf: Repository.root.appendingPathComponent("README.md"), encoding: .utf8)
  }

  /// Runs the README's shell blocks in order, with the demo centre.
  @Test func theStoryInCurlWorksWhenPasted() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let server = try binary.serve("--demo")
    defer { server.terminate() }
    let log = binary.folder.appendingPathComponent("server.log")
    var exports: [Substring] = []
    for _ in 0..<200 where exports.count < 9 {
      Thread.sleep(forTimeInterval: 0.05)
      exports = try String(contentsOf: log, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("export ") }
    }
    #expect(exports.count == 9)
    let blocks = try Self.readme().components(separatedBy: "```sh\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
    #expect(blocks.count == 4)
    let script = "set -euo pipefail\n" + exports.joined(separator: "\n") + "\n" + blocks.joined(separator: "\n")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/bash")
    shell.arguments = ["-c", script]
    let out = Pipe()
    (shell.standardOutput, shell.standardError) = (out, out)
    try shell.run()
    let said = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0, "\(said)")
    #expect(said.contains(#""status":"delivered""#))
    #expect(said.contains(#""type":"work_order.delivered""#))
    #expect(said.contains(#""status":"resolved""#) && said.contains(#""type":"ticket.answered""#))
  }

  @Test func everyConfigurationKeyIsInTheTableAndNoOther() throws {
    let source = try String(
      contentsOf: Repository.root.appendingPathComponent("Sources/App/Configuration/ConfigKeys.swift"), encoding: .utf8)
    let keys = source.matches(of: /(?:text|path|texts|flag|whole)\(\s*"([a-z_]+)"|ConfigKey\(\s*name: "([a-z_]+)"/).map {
      String($0.1 ?? $0.2 ?? "")
    }
    let section = try Self.readme().components(separatedBy: "## Configuration").last?.components(separatedBy: "\n## ").first ?? ""
    let named = section.matches(of: /\n\| `([a-z_]+)` \|/).map { String($0.1) }
    #expect(Set(named) == Set(keys))
    #expect(named.count == keys.count)
  }
}
