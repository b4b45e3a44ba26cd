import CLinux
import Domain
import Glibc

/// One POST over a plain socket, HTTP/1.1, a connection each. Redirects are not followed; of the answer only the status is read.
/// Everything together takes no longer than the time given.
struct WebhookPost {
  struct Fault: Error, CustomStringConvertible {
    let description: String
    init(_ doing: String) { description = "\(doing): \(String(cString: strerror(errno)))" }
    init(plain text: String) { description = text }
  }

  private let address: WebhookAddress
  private let deadline: Int64

  init(_ address: WebhookAddress, within milliseconds: Int64) {
    self.address = address
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

  /// The first of the name's addresses that takes the connection.
  private func connected() throws -> Int32 {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(address.host, "\(address.port)", &hints, &found)
    guard code == 0 else { throw Fault(plain: "\(address.host): \(String(cString: gai_strerror(code)))") }
    defer { freeaddrinfo(found) }
    var failure = Fault(plain: "\(address.host): no address")
    var next = found
    while let info = next?.pointee {
      do { return try connect(to: info) } catch let fault as Fault { failure = fault }
      next = info.ai_next
    }
    throw failure
  }

  private func connect(to info: addrinfo) throws -> Int32 {
    let descriptor = socket(
      info.ai_family, info.ai_socktype | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), info.ai_protocol)
    guard descriptor >= 0 else { throw Fault("socket") }
    do {
      if Glibc.connect(descriptor, info.ai_addr, info.ai_addrlen) != 0 {
        guard errno == EINPROGRESS else { throw Fault("connect") }
        try wait(descriptor, for: POLLOUT)
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
      try wait(socket, for: POLLOUT)
      let sent = bytes.withUnsafeBytes { Glibc.send(socket, $0.baseAddress.map { $0 + offset }, bytes.count - offset, Int32(MSG_NOSIGNAL)) }
      if sent < 0 {
        guard errno == EINTR || errno == EAGAIN else { throw Fault("send") }
      } else {
        offset += sent
      }
    }
  }

  /// Of `HTTP/1.1 204 No Content`; whatever follows is left unread.
  private func status(from socket: Int32) throws -> Int {
    var line: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 512)
    while line.count < 12 {
      try wait(socket, for: POLLIN)
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

  private func wait(_ socket: Int32, for events: Int32) throws {
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
