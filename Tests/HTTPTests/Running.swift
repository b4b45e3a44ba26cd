import Dispatch
import Foundation
import HTTP

/// A server on a free port and its own thread, drained at the end of the test.
final class Running: Sendable {
  let server: Server
  let port: UInt16
  private let ended = DispatchSemaphore(value: 0)
  private let outcome = Monitor<ServerError?>(nil)

  init(_ work: Work, _ adjust: (inout Configuration) -> Void = { _ in }) throws {
    var configuration = Configuration()
    adjust(&configuration)
    server = try Server(configuration, work)
    port = try server.start()
    Thread.detachNewThread { [self] in
      do throws(ServerError) { try server.run() } catch { outcome.with { $0 = error } }
      ended.signal()
    }
  }

  func client(receiveBuffer: Int32? = nil) throws -> Client { try Client(port: port, receiveBuffer: receiveBuffer) }

  /// Waits for the end. Returns why the server ended; nil after a drain.
  func end() -> ServerError? {
    ended.wait()
    return outcome.with { $0 }
  }

  @discardableResult func drain(_ milliseconds: Int64 = 1000) -> ServerError? {
    server.drain(within: milliseconds)
    return end()
  }

  /// Runs `body` against a server with `work`, then drains it.
  static func with(
    _ work: Work, _ adjust: (inout Configuration) -> Void = { _ in }, _ body: (Running) throws -> Void
  ) throws {
    let running = try Running(work, adjust)
    defer { running.drain() }
    try body(running)
  }

  /// Waits until a condition is true.
  static func until(_ isTrue: () -> Bool) {
    for _ in 0..<5000 where !isTrue() { usleep(1000) }
  }
}
