import CLinux
import Glibc
import JSON

/// Litestream's control socket (0.5.17): HTTP/1.1 over a Unix socket. The connection is kept from one request to the next.
struct ReplicaSocket: ~Copyable {
  /// A request that did not succeed, in words for the log.
  struct Fault: Error, CustomStringConvertible { let description: String }

  /// Transactions of a file as Litestream counts them: the last one it has read, and the last one of the replica. 0: not known. They are
  /// read after the waiting, so there may be more of them here than there when all that was asked for is there.
  struct Position {
    let here: Int64
    let there: Int64
  }

  private enum Broken: Error {
    /// The other side closed the connection, which it may have done long before.
    case hungUp
    case fault(String)
  }

  private static let longest = 65_536
  private let path: String
  private var descriptor: Int32 = -1

  init(_ path: String) { self.path = path }
  deinit { if descriptor >= 0 { close(descriptor) } }

  /// `POST /sync`: has Litestream read the file's log. If it `waits`, the answer comes when all of it is in the replica.
  /// `deadline` is in monotonic milliseconds.
  mutating func sync(_ file: String, waits: Bool, until deadline: Int64) throws(Fault) -> Position {
    let request = Self.request(file, waits: waits, milliseconds: deadline - House.monotonicMilliseconds())
    let (status, body) = try ask(request, until: deadline)
    guard case .object(let answer)? = try? JSONReader.parse(body) else { throw Fault(description: "status \(status) without JSON") }
    guard status == 200 else {
      let words: String = if case .string(let words)? = answer["error"] { words } else { "no reason given" }
      throw Fault(description: "status \(status): \(words.prefix(500))")
    }
    guard let here = Self.number(answer["txid"]), let there = Self.number(answer["replicated_txid"]) else {
      throw Fault(description: "an answer without txid and replicated_txid")
    }
    return Position(here: here, there: there)
  }

  private static func number(_ value: JSONValue?) -> Int64? { if case .number(let number)? = value { number.int64 } else { nil } }

  private static func request(_ file: String, waits: Bool, milliseconds: Int64) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.field("path", file)
    json.field("wait", waits)
    json.field("timeout", max(1, (milliseconds + 999) / 1_000))
    json.endObject()
    let body = json.finish()
    return Array(
      "POST /sync HTTP/1.1\r\nHost: litestream\r\nContent-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
  }

  /// Sends a request on the open connection, or on a new one if that was closed meanwhile.
  private mutating func ask(_ request: [UInt8], until deadline: Int64) throws(Fault) -> (status: Int, body: [UInt8]) {
    while true {
      let isOld = descriptor >= 0
      do throws(Broken) {
        if !isOld { try open() }
        return try exchange(request, until: deadline)
      } catch {
        hangUp()
        switch error {
        case .hungUp where isOld: continue
        case .hungUp: throw Fault(description: "the connection was closed")
        case .fault(let words): throw Fault(description: words)
        }
      }
    }
  }

  private mutating func open() throws(Broken) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { throw .fault("the socket's path is too long: \(path)") }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    descriptor = linux_stream_socket(AF_UNIX)
    guard descriptor >= 0 else { throw .fault(Self.words(errno)) }
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
    guard connected == 0 else { throw .fault("\(path): \(Self.words(errno))") }
  }

  private mutating func hangUp() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  private func exchange(_ request: [UInt8], until deadline: Int64) throws(Broken) -> (status: Int, body: [UInt8]) {
    try send(request, until: deadline)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4_096)
    while bytes.count < Self.longest {
      try wait(for: POLLIN, until: deadline)
      let count = recv(descriptor, &piece, piece.count, 0)
      if count < 0, errno == EAGAIN || errno == EINTR { continue }
      guard count > 0 else { throw bytes.isEmpty ? .hungUp : .fault("an answer that was cut short") }
      bytes += piece[..<count]
      if let answer = try Self.whole(bytes) { return answer }
    }
    throw .fault("an answer that is too long")
  }

  private func send(_ bytes: [UInt8], until deadline: Int64) throws(Broken) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EAGAIN || errno == EINTR {
        try wait(for: POLLOUT, until: deadline)
        continue
      }
      guard count > 0 else { throw .hungUp }
      sent += count
    }
  }

  private func wait(for events: Int32, until deadline: Int64) throws(Broken) {
    let left = deadline - House.monotonicMilliseconds()
    guard left > 0 else { throw .fault("no answer in time") }
    var poll = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    let ready = Glibc.poll(&poll, 1, Int32(clamping: left))
    guard ready != 0 else { throw .fault("no answer in time") }
    guard ready > 0 || errno == EINTR else { throw .fault(Self.words(errno)) }
  }

  /// The answer, once it is there whole. Go sends a length with short bodies, and long ones in chunks (net/http).
  private static func whole(_ bytes: [UInt8]) throws(Broken) -> (status: Int, body: [UInt8])? {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
    guard let words = lines.first?.split(separator: " "), words.count > 1, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
      throw .fault("an answer that is no HTTP")
    }
    func field(_ name: String) -> String? {
      lines.dropFirst().lazy.map { $0.split(separator: ":", maxSplits: 1) }.first { $0.count == 2 && $0[0].lowercased() == name }
        .map { String($0[1]).trimmingBlanks }
    }
    let rest = bytes[end.upperBound...]
    if let text = field("content-length") {
      guard let length = Int(text), (0...longest).contains(length) else { throw .fault("an answer of an unreadable length") }
      return rest.count < length ? nil : (status, Array(rest.prefix(length)))
    }
    guard field("transfer-encoding") == "chunked" else { throw .fault("an answer without a length") }
    return try unchunked(rest).map { (status, $0) }
  }

  private static func unchunked(_ bytes: ArraySlice<UInt8>) throws(Broken) -> [UInt8]? {
    var (rest, body): (ArraySlice<UInt8>, [UInt8]) = (bytes, [])
    while let line = rest.firstRange(of: Array("\r\n".utf8)) {
      guard let length = Int(String(decoding: rest[..<line.lowerBound], as: UTF8.self), radix: 16), (0...longest).contains(length) else {
        throw .fault("an answer whose chunks are unreadable")
      }
      if length == 0 { return body }
      let chunk = rest[line.upperBound...]
      guard chunk.count >= length + 2 else { return nil }
      body += chunk.prefix(length)
      rest = chunk.dropFirst(length + 2)
    }
    return nil
  }

  private static func words(_ number: Int32) -> String { String(cString: strerror(number)) }
}

extension String {
  fileprivate var trimmingBlanks: String { String(drop { $0 == " " || $0 == "\t" }) }
}
