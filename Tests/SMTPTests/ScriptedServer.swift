import Dispatch
import Glibc
import Synchronization

/// A server that follows a script, one for each connection, and then closes.
///
/// `S: …` is said with CR LF, `raw: …` without. `C: …` is heard: a line that begins so; anything else ends the script. `content` is
/// heard up to the dot. `stay` waits until the client leaves; `deaf` reads nothing until `free`.
final class ScriptedServer: Sendable {
  let port: UInt16
  private let heard = Mutex<[String]>([])
  private let ended = DispatchSemaphore(value: 0)
  private let freed = DispatchSemaphore(value: 0)

  struct Broken: Error {}

  init(_ scripts: [[String]], inSix: Bool = false) throws {
    let listener = socket(inSix ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    port = try Self.bind(listener, inSix)
    DispatchQueue(label: "scripted server").async { [self] in
      for script in scripts {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { break }
        Self.patience(connection)
        follow(script, connection)
        close(connection)
      }
      close(listener)
      ended.signal()
    }
  }

  convenience init(_ script: [String]) throws { try self.init([script]) }

  func free() { freed.signal() }

  /// What was heard, once all scripts are over.
  func transcript() -> [String] {
    ended.wait()
    return heard.withLock { $0 }
  }

  private func follow(_ script: [String], _ connection: Int32) {
    var pending: [UInt8] = []
    for step in script {
      let text = String(step.drop { $0 != ":" }.dropFirst(2))
      if step.hasPrefix("S: ") {
        Self.say(text + "\r\n", connection)
      } else if step.hasPrefix("raw: ") {
        Self.say(text, connection)
      } else if step == "stay" {
        while let line = Self.line(&pending, connection), line != "QUIT" {}
      } else if step == "deaf" {
        freed.wait()
      } else if step == "content" {
        while let line = Self.line(&pending, connection) {
          heard.withLock { $0.append(line) }
          if line == "." { break }
        }
      } else {
        let line = Self.line(&pending, connection)
        heard.withLock { $0.append(line ?? "closed") }
        if line?.hasPrefix(text) != true { return }
      }
    }
  }

  private static func say(_ text: String, _ connection: Int32) {
    _ = Array(text.utf8).withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  /// The next line without CR LF; `nil` at the end.
  private static func line(_ pending: inout [UInt8], _ connection: Int32) -> String? {
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let end = pending.firstIndex(of: 0x0A) {
        defer { pending.removeFirst(end + 1) }
        return String(decoding: pending[..<end].last == 0x0D ? pending[..<(end - 1)] : pending[..<end] + [0x3F], as: UTF8.self)
      }
      let count = recv(connection, &piece, piece.count, 0)
      guard count > 0 else { return nil }
      pending += piece[..<count]
    }
  }

  /// A script that waits for a client in vain ends after ten seconds.
  private static func patience(_ descriptor: Int32) {
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  private static func bind(_ listener: Int32, _ inSix: Bool) throws -> UInt16 {
    patience(listener)
    // With a small buffer, a server that does not read is noticed after a few megabytes.
    var size: Int32 = 4_096
    setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &size, 4)
    var (four, six) = (sockaddr_in(), sockaddr_in6())
    four.sin_family = sa_family_t(AF_INET)
    four.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    six.sin6_family = sa_family_t(AF_INET6)
    six.sin6_addr = in6addr_loopback
    var address = inSix ? withUnsafeBytes(of: &six) { Array($0) } : withUnsafeBytes(of: &four) { Array($0) }
    var length = socklen_t(address.count)
    let bound = address.withUnsafeMutableBytes { raw in
      guard let start = raw.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
      return Glibc.bind(listener, start, length) == 0 && listen(listener, 8) == 0 && getsockname(listener, start, &length) == 0
    }
    guard bound else { throw Broken() }
    // The port follows the family in both address types.
    return UInt16(address[2]) << 8 | UInt16(address[3])
  }
}
