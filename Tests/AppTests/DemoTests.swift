import Foundation
import Testing

/// Compares the demo's days line by line with the kept transcript. `RECORD_DEMO=1` writes it again; read the difference.
@Suite struct DemoTests {
  @Test func theDaysAtTheDeskGoAsTheyAreKept() throws {
    let binary = try Binary()
    defer { binary.remove() }
    let outcome = try binary.run("demo")
    #expect(outcome.code == 0, "\(outcome.err)")
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("DemoTranscript.txt")
    if ProcessInfo.processInfo.environment["RECORD_DEMO"] != nil { try Data(outcome.out.utf8).write(to: file) }
    let kept = try String(contentsOf: file, encoding: .utf8)
    for (now, then) in zip(outcome.out.split(separator: "\n"), kept.split(separator: "\n")) { #expect(now == then) }
    #expect(outcome.out.split(separator: "\n").count == kept.split(separator: "\n").count)
  }
}
