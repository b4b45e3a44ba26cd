import CLinux
import Glibc

/// A listening socket.
struct Listener: Sendable {
  let fd: Int32
  /// The port taken; 0 for a Unix socket.
  let port: UInt16
  /// The file to remove when the server ends.
  let path: String?
  /// Whoever connects to a Unix socket.
  let peer: Peer?

  var isLocal: Bool { path != nil }

  static func tcp(_ host: String, _ port: UInt16) throws(ServerError) -> Listener {
    var four = sockaddr_in()
    four.sin_family = sa_family_t(AF_INET)
    four.sin_port = port.bigEndian
    if inet_pton(AF_INET, host, &four.sin_addr) == 1 { return try open(&four, AF_INET, "\(host):\(port)") }
    var six = sockaddr_in6()
    six.sin6_family = sa_family_t(AF_INET6)
    six.sin6_port = port.bigEndian
    guard inet_pton(AF_INET6, host, &six.sin6_addr) == 1 else { throw .badAddress(host) }
    return try open(&six, AF_INET6, "[\(host)]:\(port)")
  }

  /// Listens on a Unix socket for `peer`. A stale socket file is replaced; the new one has its mode from the start.
  static func local(_ path: String, _ peer: Peer, openTo mode: mode_t = 0o600) throws(ServerError) -> Listener {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw .cannotListen(path, ENAMETOOLONG) }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
    let fd = linux_stream_socket(AF_UNIX)
    guard fd >= 0 else { throw .system("socket", errno) }
    let mask = umask(~mode & 0o777)
    let result = bind(fd, address)
    let number = errno
    umask(mask)
    guard result == 0 else {
      close(fd)
      throw .cannotListen(path, number)
    }
    return try listening(fd, port: 0, path: path, peer, at: path)
  }

  private static func open<Address>(_ address: inout Address, _ family: Int32, _ place: String) throws(ServerError) -> Listener {
    let fd = linux_stream_socket(family)
    guard fd >= 0 else { throw .system("socket", errno) }
    var on: Int32 = 1
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, 4)
    // Accepted sockets inherit this. A response is sent in one piece, so Nagle's algorithm would only delay it.
    setsockopt(fd, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
    if family == AF_INET6 {
      var off: Int32 = 0
      setsockopt(fd, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, 4)
    }
    guard bind(fd, address) == 0 else {
      let number = errno
      close(fd)
      throw .cannotListen(place, number)
    }
    var bound = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let port = withUnsafeMutableBytes(of: &bound) { raw in
      getsockname(fd, raw.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length)
      // The port follows the family in both address types.
      return UInt16(bigEndian: raw.load(fromByteOffset: 2, as: UInt16.self))
    }
    return try listening(fd, port: port, path: nil, nil, at: place)
  }

  private static func bind<Address>(_ fd: Int32, _ address: Address) -> Int32 {
    withUnsafeBytes(of: address) { raw in
      Glibc.bind(fd, raw.baseAddress?.assumingMemoryBound(to: sockaddr.self), socklen_t(raw.count))
    }
  }

  private static func listening(
    _ fd: Int32, port: UInt16, path: String?, _ peer: Peer?, at place: String
  )
    throws(ServerError) -> Listener
  {
    guard listen(fd, 4096) == 0 else {
      let number = errno
      close(fd)
      throw .cannotListen(place, number)
    }
    return Listener(fd: fd, port: port, path: path, peer: peer)
  }
}

extension Peer {
  /// Reads the address that `accept` has filled in. An IPv4 address that came over IPv6 is shown as IPv4.
  init(_ address: UnsafeRawBufferPointer) {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = Int32(address.load(as: sa_family_t.self))
    guard family == AF_INET || family == AF_INET6, let base = address.baseAddress else {
      self = .local
      return
    }
    _ = inet_ntop(family, base + (family == AF_INET ? 4 : 8), &text, socklen_t(text.count))
    let name = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self = .address(name.hasPrefix("::ffff:") && name.contains(".") ? String(name.dropFirst(7)) : name)
  }
}
