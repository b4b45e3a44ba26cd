import CLinux
import Domain
import Glibc
import HTTP

/// A POST over a plain socket in HTTP/1.1, one connection each. Redirects are not followed, and only the status of the
/// response is read. The time limit covers everything, including the look-up of the name.
struct WebhookPost {
  struct Fault: Error, CustomStringConvertible {
    let description: String
    init(_ doing: String) { description = "\(doing): \(String(cString: strerror(errno)))" }
    init(plain text: String) { description = text }
  }

  private let address: WebhookAddress
  private let lookup: NameLookup
  private let deadline: Int64

  init(_ address: WebhookAddress, _ lookup: NameLookup, within milliseconds: Int64) {
    self.address = address
    self.lookup = lookup
    deadline = House.monotonicMilliseconds() + milliseconds
  }

  func send(_ fields: [(String, String)], _ body: [UInt8]) throws -> Int {
    let socket = try connected()
    defer { close(socket) }
    var head = "POST \(address.target) HTTP/1.1\r\nHost: \(address.authority)\r\nUser-Agent: servicedesk\r\nConnection: close\r\n"
    for (name, value) in fields { head += "\(name): \(value)\r\n" }
    try write(Array((head + "Content-Length: \(body.count)\r\n\r\n").utf8) + body, to: socket)
    return try status(from: socket)
  }

  /// Connects to the first of the name's addresses that accepts. Each gets an equal part of the remaining time, so
  /// that an address without a response (such as an IPv6 address in a network without IPv6) leaves time for the next.
  private func connected() throws -> Int32 {
    let found = try lookup.addresses(of: address.host, port: address.port, within: deadline - House.monotonicMilliseconds())
    var failure: any Error = Fault(plain: "\(address.host): no address")
    for (index, socketAddress) in found.enumerated() {
      let now = House.monotonicMilliseconds()
      do { return try connect(to: socketAddress, until: now + (deadline - now) / Int64(found.count - index)) } catch { failure = error }
    }
    throw failure
  }

  private func connect(to target: SocketAddress, until deadline: Int64) throws -> Int32 {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(target.family, type, 0)
    guard descriptor >= 0 else { throw Fault("socket") }
    do {
      let result = target.bytes.withUnsafeBytes {
        Glibc.connect(descriptor, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t($0.count))
      }
      if result != 0 {
        guard errno == EINPROGRESS else { throw Fault("connect") }
        try wait(descriptor, for: POLLOUT, until: deadline)
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        errno = code
        guard code == 0 else { throw Fault("connect") }
      }
      return descriptor
    } catch {
      close(descriptor)
      throw error
    }
  }

  private func write(_ bytes: [UInt8], to socket: Int32) throws {
    var offset = 0
    while offset < bytes.count {
      try wait(socket, for: POLLOUT, until: deadline)
      let sent = bytes.withUnsafeBytes { Glibc.send(socket, $0.baseAddress.map { $0 + offset }, bytes.count - offset, Int32(MSG_NOSIGNAL)) }
      if sent < 0 {
        guard errno == EINTR || errno == EAGAIN else { throw Fault("send") }
      } else {
        offset += sent
      }
    }
  }

  /// The status in `HTTP/1.1 204 No Content`. The rest is not read.
  private func status(from socket: Int32) throws -> Int {
    var line: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 512)
    while line.count < 12 {
      try wait(socket, for: POLLIN, until: deadline)
      let count = recv(socket, &piece, piece.count, 0)
      if count < 0 {
        guard errno == EINTR || errno == EAGAIN else { throw Fault("receive") }
      } else if count == 0 {
        throw Fault(plain: "hung up without an answer")
      } else {
        line += piece[..<count]
      }
    }
    let words = String(decoding: line.prefix(12), as: UTF8.self).split(separator: " ")
    guard words.count == 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else { throw Fault(plain: "the answer is no HTTP") }
    return status
  }

  private func wait(_ socket: Int32, for events: Int32, until deadline: Int64) throws {
    while true {
      let left = deadline - House.monotonicMilliseconds()
      guard left > 0 else { throw Fault(plain: "timed out") }
      var entry = pollfd(fd: socket, events: Int16(events), revents: 0)
      let ready = poll(&entry, 1, Int32(clamping: left))
      if ready > 0 { return }
      guard ready == 0 || errno == EINTR else { throw Fault("poll") }
    }
  }
}
