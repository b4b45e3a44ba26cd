import API
import Foundation
import Glibc
import JSON
import Synchronization

/// Shows the progress of an import on a terminal. If the import runs in this process, each turn calls it; otherwise it
/// asks the running server.
final class ImportProgress: Sendable {
  /// Seconds between two requests.
  static let pause = 0.1
  private let isShown = isatty(2) != 0
  private let turns = Mutex(0)
  private let state = Mutex((isOver: false, hasShown: false))

  /// Called when a turn of this process is on disk; a turn is 200 rows.
  func wroteTurn() {
    guard isShown else { return }
    let turns = turns.withLock { turns in
      turns += 1
      return turns
    }
    show("\(turns * 200) rows…")
  }

  /// Asks the server until `end`, over its own connections, because the command's connection is waiting for the response.
  func follow(_ server: SocketClient, kind: String) {
    guard isShown else { return }
    Thread.detachNewThread { [self] in
      while !state.withLock({ $0.isOver }) {
        if let words = Self.ask(server, kind) { show(words) }
        Thread.sleep(forTimeInterval: Self.pause)
      }
    }
  }

  /// Ends the display. Later output begins on its own line.
  func end() {
    state.withLock { state in
      if state.hasShown, !state.isOver { Terminal.show("\n") }
      state.isOver = true
    }
  }

  private static func ask(_ server: SocketClient, _ kind: String) -> String? {
    guard let answer = try? server.ask(ConsoleRequest.imports.bytes), answer.status == 200 else { return nil }
    func ours(_ list: String) -> JSONValue? {
      answer.json.at(list).items.last { $0.at("kind").text == kind && $0.at("user_id") == .null }
    }
    if ours("waiting") != nil { return "waiting for another import…" }
    return ours("items").map { run in
      let rows = run.at("rows").whole
      return run.at("state").text == "reading" ? "\(rows) rows read…" : "\(run.at("done").whole) of \(rows) rows…"
    }
  }

  private func show(_ text: String) {
    state.withLock { state in
      guard !state.isOver else { return }
      state.hasShown = true
      Terminal.show("\r\(text)")
    }
  }
}
