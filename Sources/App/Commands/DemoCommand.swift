import Demo
import Domain
import Foundation
import HTTP

enum DemoCommand {
  static let demo = Command(
    name: "demo", usage: "demo", about: "Play some days at the desk through the API, over a database of its own, and print what happened"
  ) { _, config in try play(config) { Terminal.say($0) } }

  /// Monday, 2 March 2026, before the desk opens.
  private static let start = "2026-03-02T05:30:00Z"

  private static func play(_ config: Config, _ says: @escaping (String) -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("servicedesk-demo-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    var config = config
    config.host = "127.0.0.1"
    config.port = 0
    config.database = folder.appendingPathComponent("desk.db").path
    config.socket = ""
    config.requestLog = false
    guard let lock = try FileLock(database: config.prepared.database) else { throw Failure("no room for the demo") }
    let clock = DemoStage.DayClock(try Instant(text: start))
    let console = try Console(config, holding: lock, clock: { clock.now })
    try DemoCentre(console).load()
    let tokens = try DemoCentre(console).unlimitedTokens()
    try console.close()
    let house = try House(config, log: Logbook(descriptor: 2), clock: { clock.now })
    let outcome = Outcome()
    try house.serve(endingOnSignal: false) { port, server in
      let zone = house.zone
      nonisolated(unsafe) let says = says  // used only by the playing thread
      Thread.detachNewThread {
        outcome.result = Result {
          let client = SocketClient.loopback(port: port)
          let stage = DemoStage(
            { bytes in
              let answer = try client.ask(bytes)
              return (answer.status, answer.body)
            }, clock: clock, zone: zone, tokens: tokens, says: says)
          try DemoDay(stage).play()
        }
        server.drain(within: 2_000)
      }
    }
    try withExtendedLifetime(lock) { try outcome.result?.get() }
  }

  /// Unchecked: written by the playing thread before it ends the server, read after the server has ended.
  private final class Outcome: @unchecked Sendable {
    var result: Result<Void, any Error>?
  }
}
