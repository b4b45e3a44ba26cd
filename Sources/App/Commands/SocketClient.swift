import CLinux
import Glibc

/// An HTTP/1.1 client over a Unix socket or TCP on loopback, one request per connection.
enum SocketClient {
  case local(path: String)
  case loopback(port: UInt16)

  func ask(_ request: [UInt8]) throws -> Console.Answer {
    switch self {
    case .local(let path): try askLocal(path, request)
    case .loopback(let port): try askLoopback(port, request)
    }
  }

  /// Nobody listens at the socket.
  struct Unreached: Error, CustomStringConvertible {
    let path: String
    var description: String { "a server has the database open, but does not answer at \(path)" }
  }

  private func askLoopback(_ port: UInt16, _ request: [UInt8]) throws -> Console.Answer {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure("no socket: \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard connected == 0 else { throw Failure("nobody answers at port \(port)") }
    return try HTTPExchange(descriptor).ask(request)
  }

  private func askLocal(_ path: String, _ request: [UInt8]) throws -> Console.Answer {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure("no socket: \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { throw Failure("the socket's path is too long: \(path)") }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
    guard connected == 0 else { throw Unreached(path: path) }
    return try HTTPExchange(descriptor).ask(request)
  }
}

/// Sends one request on an open connection and reads the response whole. The server closes the connection after it.
struct HTTPExchange {
  let descriptor: Int32
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  func ask(_ request: [UInt8]) throws -> Console.Answer {
    // A server that refuses a long body hangs up before it has all of it, but has answered.
    let sending = Result { try send(request) }
    let bytes = try readAll()
    if bytes.isEmpty { try sending.get() }
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { throw Failure("the server's answer is cut short") }
    let words = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: " ", maxSplits: 2)
    guard words.count >= 2, let status = Int(words[1]) else { throw Failure("the server's answer is no HTTP") }
    return Console.Answer(status: status, body: Array(bytes[end.upperBound...]))
  }

  private func send(_ bytes: [UInt8]) throws {
    var offset = 0
    try bytes.withUnsafeBytes { buffer in
      while offset < buffer.count, let start = buffer.baseAddress {
        let sent = Glibc.send(descriptor, start + offset, buffer.count - offset, Int32(MSG_NOSIGNAL))
        if sent < 0 && errno == EINTR { continue }
        guard sent > 0 else { throw Failure("the server hung up: \(String(cString: strerror(errno)))") }
        offset += sent
      }
    }
  }

  private func readAll() throws -> [UInt8] {
    var all: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &piece, piece.count, 0)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Failure("the server's answer is cut short: \(String(cString: strerror(errno)))") }
      if count == 0 { return all }
      all += piece[..<count]
    }
  }
}
