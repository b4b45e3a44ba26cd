import CLinux
import Glibc

/// A moment of the monotonic clock until which a step may take.
struct Deadline {
  private let milliseconds: Int64

  init(in milliseconds: Int64) { self.milliseconds = Self.now() &+ min(max(milliseconds, 0), 1 << 40) }
  private init(at milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The earlier one.
  func or(_ other: Deadline) -> Deadline { Deadline(at: min(milliseconds, other.milliseconds)) }

  /// The milliseconds left, for `poll`.
  var left: Int32 { Int32(clamping: max(0, milliseconds - Self.now())) }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) &* 1_000 &+ Int64(time.tv_nsec) / 1_000_000
  }
}

/// Why a conversation with a server ends before its time.
enum LineFault: Error, Equatable {
  case timedOut(String)
  case lost(String)
  /// The server sent what is no reply, or one that nobody asked for.
  case confused(String)
  /// The server closes (421).
  case closing(SMTPReply)

  func reason(_ step: MailReason.Step) -> MailReason {
    switch self {
    case .timedOut(let text), .lost(let text), .confused(let text):
      MailReason(step: step, text: CleanText.line(text, mostBytes: 1_000))
    case .closing(let reply): reply.reason(step)
    }
  }

  static func system(_ number: Int32) -> String { String(cString: strerror(number)) }
}

/// A stream socket of which no call waits beyond its deadline.
final class TimedSocket {
  private let descriptor: Int32

  /// Connects to the first address that answers.
  init(_ addresses: [[UInt8]], until deadline: Deadline) throws(LineFault) {
    var fault = LineFault.lost("no address")
    for address in addresses {
      do throws(LineFault) {
        descriptor = try Self.connected(address, until: deadline)
        return
      } catch { fault = error }
    }
    throw fault
  }

  deinit { close(descriptor) }

  /// True if bytes have come, or the server has closed.
  var isReadable: Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }

  /// The numeric address of this end, without the port.
  var ownAddress: String? {
    var (address, length) = (sockaddr_storage(), socklen_t(MemoryLayout<sockaddr_storage>.size))
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let code = withUnsafeMutableBytes(of: &address) { raw in
      let start = raw.baseAddress?.assumingMemoryBound(to: sockaddr.self)
      guard getsockname(descriptor, start, &length) == 0 else { return Int32(-1) }
      return getnameinfo(start, length, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
    }
    return code == 0 ? String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }

  /// Hands all bytes to the kernel.
  func write(_ bytes: [UInt8], until deadline: Deadline) throws(LineFault) {
    var sent = 0
    while sent < bytes.count {
      // MSG_NOSIGNAL: writing to a closed connection must not end the process.
      let count = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL)) }
      if count > 0 {
        sent += count
      } else if errno == EAGAIN {
        try Self.wait(descriptor, POLLOUT, until: deadline)
      } else if errno != EINTR {
        throw .lost("the connection was lost: \(LineFault.system(errno))")
      }
    }
  }

  /// Reads what has come, at least a byte.
  func read(until deadline: Deadline) throws(LineFault) -> ArraySlice<UInt8> {
    var piece = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = recv(descriptor, &piece, piece.count, 0)
      if count > 0 { return piece[..<count] }
      if count == 0 { throw .lost("the server closed the connection") }
      if errno == EAGAIN {
        try Self.wait(descriptor, POLLIN, until: deadline)
      } else if errno != EINTR {
        throw .lost("the connection was lost: \(LineFault.system(errno))")
      }
    }
  }

  private static func connected(_ address: [UInt8], until deadline: Deadline) throws(LineFault) -> Int32 {
    let family = address.withUnsafeBytes { $0.count >= 2 ? Int32($0.load(as: sa_family_t.self)) : AF_UNSPEC }
    let descriptor = linux_stream_socket(family)
    guard descriptor >= 0 else { throw .lost("socket: \(LineFault.system(errno))") }
    do throws(LineFault) {
      let code = address.withUnsafeBytes { raw in
        connect(descriptor, raw.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(raw.count))
      }
      guard code == 0 || errno == EINPROGRESS else { throw .lost("connect: \(LineFault.system(errno))") }
      if code != 0 { try wait(descriptor, POLLOUT, until: deadline) }
      var (number, length): (Int32, socklen_t) = (0, 4)
      getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &length)
      guard number == 0 else { throw .lost("connect: \(LineFault.system(number))") }
      return descriptor
    } catch {
      close(descriptor)
      throw error
    }
  }

  private static func wait(_ descriptor: Int32, _ event: Int32, until deadline: Deadline) throws(LineFault) {
    while true {
      var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
      let ready = poll(&entry, 1, deadline.left)
      if ready > 0 { return }
      if ready == 0 { throw .timedOut("the server did not answer in time") }
      if errno != EINTR { throw .lost("poll: \(LineFault.system(errno))") }
    }
  }
}
