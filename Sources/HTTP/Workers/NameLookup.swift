internal import CLinux
internal import Glibc

/// A socket address in the kernel's form.
package struct SocketAddress: Equatable, Sendable {
  package let family: Int32
  package let bytes: [UInt8]

  package init(family: Int32, bytes: [UInt8]) {
    self.family = family
    self.bytes = bytes
  }

  /// The numeric address without the port: `192.0.2.1`, `[2001:db8::1]`.
  package var figures: String {
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let code = bytes.withUnsafeBytes { bytes in
      let address = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self)
      return getnameinfo(address, socklen_t(bytes.count), &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
    }
    let text = code == 0 ? String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
    return family == AF_INET6 ? "[\(text)]" : text
  }
}

/// Looks up addresses of host names with a time limit. A hanging resolver cannot be stopped, so each name has its own
/// thread, and the caller waits only for its limit. Callers of the same name share one look-up, so a resolver that
/// never answers holds one thread per name, and `most` in all.
package final class NameLookup: Sendable {
  package enum Fault: Error, Equatable, CustomStringConvertible {
    case unknown(String)
    case timedOut(String)
    case busy(String)

    package var description: String {
      switch self {
      case .unknown(let text): text
      case .timedOut(let host): "\(host): the name's address was not found in time"
      case .busy(let host): "\(host): too many names are being looked up"
      }
    }
  }
  package typealias Answer = Result<[SocketAddress], Fault>
  private typealias Pending = Monitor<Answer?>

  private static let most = 64
  private let resolve: @Sendable (_ host: String, _ port: UInt16) -> Answer
  private let pending = Monitor<[String: Pending]>([:])

  package init(_ resolve: @escaping @Sendable (_ host: String, _ port: UInt16) -> Answer = { system($0, $1) }) { self.resolve = resolve }

  /// Returns at least one address. A numeric address needs no look-up.
  package func addresses(of host: String, port: UInt16, within milliseconds: Int64) throws(Fault) -> [SocketAddress] {
    let deadline = Clock.monotonic() + milliseconds * 1_000_000
    if case .success(let known) = Self.system(host, port, inFigures: true) { return known }
    guard let answer = try pending(host, port).wait(until: deadline, { $0 }) else { throw .timedOut(host) }
    return try answer.get()
  }

  private func pending(_ host: String, _ port: UInt16) throws(Fault) -> Pending {
    let name = "\(host.lowercased()):\(port)"
    let fresh = Pending(nil)
    let found = pending.with { pending -> Pending? in
      if let known = pending[name] { return known }
      guard pending.count < Self.most else { return nil }
      pending[name] = fresh
      return fresh
    }
    guard let found else { throw .busy(host) }
    guard found === fresh else { return found }
    let settle = { @Sendable [self] (answer: Answer) in
      pending.with { $0[name] = nil }
      found.update(all: true) { $0 = answer }
    }
    do { try WorkerThread("look-up") { [resolve] in settle(resolve(host, port)) }.detach() } catch {
      settle(.failure(.unknown("\(host): \(error)")))
    }
    return found
  }

  /// Asks the machine's resolver.
  private static func system(_ host: String, _ port: UInt16, inFigures: Bool = false) -> Answer {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = inFigures ? AI_NUMERICHOST : 0
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, "\(port)", &hints, &list)
    guard code == 0 else { return .failure(.unknown("\(host): \(String(cString: gai_strerror(code)))")) }
    defer { freeaddrinfo(list) }
    var found: [SocketAddress] = []
    var next = list
    while let info = next?.pointee {
      let bytes = UnsafeRawBufferPointer(start: info.ai_addr, count: info.ai_addr == nil ? 0 : Int(info.ai_addrlen))
      found.append(SocketAddress(family: info.ai_family, bytes: Array(bytes)))
      next = info.ai_next
    }
    return found.isEmpty ? .failure(.unknown("\(host): no address")) : .success(found)
  }
}
