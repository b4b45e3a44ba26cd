import Foundation
import Synchronization

/// Stands in for Litestream's control socket: answers `POST /sync` as its mode says, and keeps what was asked.
final class LitestreamStandIn: Sendable {
  enum Mode: Sendable {
    case confirms
    /// The replica cannot be written (500).
    case refuses
    case silent
    /// The position of a replica that lags behind.
    case lags(here: Int, there: Int)
  }
  struct Asked: Sendable, Equatable {
    let file: String
    let waits: Bool
  }
  private struct State {
    var mode = Mode.confirms
    var asked: [Asked] = []
    var transactions = 0
    var connections: Set<Int32> = []
    var isGone = false
  }

  let path: String
  private let state = Mutex(State())
  private let listener: Int32

  init(_ path: String) throws {
    self.path = path
    unlink(path)
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
    guard bound == 0, listen(listener, 8) == 0 else { throw Binary.Failed(description: "\(path) cannot be listened on") }
    Thread.detachNewThread { [self, listener] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else {
          close(listener)
          return
        }
        Thread.detachNewThread { self.serve(connection) }
      }
    }
  }

  /// Nobody listens any more, and no connection is left.
  func go() {
    let (isFirst, connections) = state.withLock { state in
      defer { state.isGone = true }
      return (!state.isGone, state.connections)
    }
    guard isFirst else { return }
    unlink(path)
    for descriptor in connections.union([listener]) { shutdown(descriptor, Int32(SHUT_RDWR)) }
  }

  var mode: Mode {
    get { state.withLock { $0.mode } }
    set { state.withLock { $0.mode = newValue } }
  }

  var asked: [Asked] { state.withLock { $0.asked } }
  func forget() { state.withLock { $0.asked = [] } }

  private func serve(_ connection: Int32) {
    state.withLock { _ = $0.connections.insert(connection) }
    defer {
      state.withLock { _ = $0.connections.remove(connection) }
      close(connection)
    }
    while let body = read(connection) {
      let request = (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
      let file = request["path"] as? String ?? ""
      state.withLock { state in
        state.asked.append(Asked(file: (file as NSString).lastPathComponent, waits: request["wait"] as? Bool ?? false))
        state.transactions += 1
      }
      guard let answer = answer(file) else { continue }
      guard send(connection, answer, answer.utf8.count, Int32(MSG_NOSIGNAL)) > 0 else { return }
    }
  }

  /// The answer; waits as long as the mode is `silent`, up to half a minute.
  private func answer(_ file: String) -> String? {
    for _ in 0..<3_000 {
      let (mode, count) = state.withLock { ($0.mode, $0.transactions) }
      switch mode {
      case .confirms: return Self.http("200 OK", #"{"status":"synced","path":"\#(file)","txid":\#(count),"replicated_txid":\#(count)}"#)
      case .lags(let here, let there):
        return Self.http("200 OK", #"{"status":"synced","path":"\#(file)","txid":\#(here),"replicated_txid":\#(there)}"#)
      case .refuses: return Self.http("500 Internal Server Error", #"{"error":"sync database: replica sync: no space left on device"}"#)
      case .silent: usleep(10_000)
      }
    }
    return nil
  }

  private static func http(_ status: String, _ body: String) -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  /// The body of the next request; nil at the end of the connection.
  private func read(_ connection: Int32) -> String? {
    var text = ""
    var piece = [UInt8](repeating: 0, count: 4_096)
    while true {
      if let end = text.range(of: "\r\n\r\n"), let match = text.firstMatch(of: /Content-Length: ([0-9]+)/), let length = Int(match.1),
        text[end.upperBound...].utf8.count >= length
      {
        return String(text[end.upperBound...])
      }
      let count = recv(connection, &piece, piece.count, 0)
      guard count > 0 else { return nil }
      text += String(decoding: piece[..<count], as: UTF8.self)
    }
  }
}
