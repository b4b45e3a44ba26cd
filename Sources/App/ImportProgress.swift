import Foundation
import Glibc
import JSON
import Synchronization

/// Shows on a terminal how far an import has come: told turn by turn in this process, asked of the running server otherwise.
final class ImportProgress: Sendable {
  /// Seconds between two questions.
  static let pause = 0.1
  private let isShown = isatty(2) != 0
  private let turns = Mutex(0)
  private let state = Mutex((isOver: false, hasShown: false))

  /// A turn of this process is on disk; each is 200 rows.
  func wroteTurn() {
    guard isShown else { return }
    let turns = turns.withLock { turns in
      turns += 1
      return turns
    }
    show("\(turns * 200) rows…")
  }

  /// Asks the server until `end`, over connections of its own, for the command's is waiting for the answer.
  func follow(_ server: SocketClient, kind: String) {
    guard isShown else { return }
    Thread.detachNewThread { [self] in
      while !state.withLock({ $0.isOver }) {
        if let words = Self.ask(server, kind) { show(words) }
        Thread.sleep(forTimeInterval: Self.pause)
      }
    }
  }

  /// Nothing is shown after this; what is said next begins a line of its own.
  func end() {
    state.withLock { state in
      if state.hasShown, !state.isOver { Terminal.show("\n") }
      state.isOver = true
    }
  }

  private static func ask(_ server: SocketClient, _ kind: String) -> String? {
    let request = "GET /v1/imports HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n"
    guard let answer = try? server.ask(Array(request.utf8)), answer.status == 200 else { return nil }
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
