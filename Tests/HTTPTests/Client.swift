import Glibc
import HTTP

/// A blocking client with its own socket, which sends exactly the given bytes.
final class Client {
  struct Answer: Equatable {
    var status = 0
    var fields: [String: String] = [:]
    var body = ""
  }

  struct Broken: Error { let why: String }

  private let fd: Int32
  private var pending: [UInt8] = []

  init(port: UInt16, receiveBuffer: Int32? = nil) throws {
    fd = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var size = receiveBuffer { setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, 4) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    try connect(withUnsafeBytes(of: &address) { Array($0) })
  }

  init(path: String) throws {
    fd = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    try connect(withUnsafeBytes(of: &address) { Array($0) })
  }

  deinit { close(fd) }

  /// Fails the test after ten seconds without a byte, so that it does not hang.
  private func connect(_ address: [UInt8]) throws {
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var on: Int32 = 1
    setsockopt(fd, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
    let result = address.withUnsafeBytes { raw in
      Glibc.connect(fd, raw.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(raw.count))
    }
    if result != 0 { throw Broken(why: "connect: \(errno)") }
  }

  func say(_ text: String) throws { try say(Array(text.utf8)) }

  func say(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { send(fd, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { throw Broken(why: "send: \(errno)") }
      sent += count
    }
  }

  func ask(_ target: String, _ method: String = "GET", fields: String = "", body: String = "") throws -> Answer {
    let length = body.isEmpty ? "" : "Content-Length: \(body.utf8.count)\r\n"
    try say("\(method) \(target) HTTP/1.1\r\nHost: desk\r\n\(fields)\(length)\r\n\(body)")
    return try answer(toHead: method == "HEAD")
  }

  /// True if no byte of a response has come.
  var hasNothing: Bool {
    var byte: UInt8 = 0
    return pending.isEmpty && recv(fd, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) < 0
  }

  /// Ends the sending side; responses can still be read.
  func finish() { shutdown(fd, Int32(SHUT_WR)) }

  /// Reads the next response.
  func answer(toHead: Bool = false) throws -> Answer {
    let head = try text(upTo: "\r\n\r\n").split(separator: "\r\n").map(String.init)
    var answer = Answer()
    answer.status = head.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
    for line in head.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1).map { String($0) }
      answer.fields[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
    }
    let length = answer.fields["content-length"].flatMap { Int($0) } ?? 0
    if !toHead { answer.body = String(decoding: try take(length), as: UTF8.self) }
    return answer
  }

  func text(upTo mark: String) throws -> String {
    let end = Array(mark.utf8)
    var from = 0
    while true {
      if let found = pending[from...].firstRange(of: end) { return String(decoding: try take(found.upperBound), as: UTF8.self) }
      from = max(0, pending.count - end.count)
      guard try more() else { throw Broken(why: "closed before \(mark): \(String(decoding: pending, as: UTF8.self))") }
    }
  }

  /// Reads at most `count` of the bytes that have come; the rest stays in the kernel.
  func some(_ count: Int) throws -> Int {
    var buffer = [UInt8](repeating: 0, count: count)
    return recv(fd, &buffer, count, 0)
  }

  /// Reads until the server closes.
  func rest() throws -> String {
    while try more() {}
    return String(decoding: try take(pending.count), as: UTF8.self)
  }

  private func take(_ count: Int) throws -> [UInt8] {
    while pending.count < count {
      guard try more() else { throw Broken(why: "closed in the middle") }
    }
    defer { pending.removeFirst(count) }
    return Array(pending[..<count])
  }

  /// Reads more bytes. False at the end of the stream.
  private func more() throws -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(fd, &buffer, buffer.count, 0)
    if count < 0 { throw Broken(why: "recv: \(errno)") }
    pending += buffer[..<count]
    return count > 0
  }
}
