import CLinux
import Glibc
import Synchronization

/// The addresses of a host name. A resolver that hangs cannot be stopped, so a name is looked up by a thread of its own, and the
/// caller waits only for its limit. `most` such threads may hang; then a look-up is refused at once.
enum HostLookup {
  private static let most = 8
  private static let hanging = Atomic<Int>(0)

  /// At least one socket address in the kernel's form. Figures need no look-up.
  static func addresses(of host: String, port: UInt16, until deadline: Deadline) throws(LineFault) -> [[UInt8]] {
    if case .success(let known) = resolve(host, port, AI_NUMERICHOST) { return known }
    guard hanging.wrappingAdd(1, ordering: .relaxed).newValue <= most else {
      hanging.wrappingSubtract(1, ordering: .relaxed)
      throw .lost("too many names are being looked up")
    }
    var ends: [Int32] = [0, 0]
    guard linux_pipe(&ends) == 0 else {
      hanging.wrappingSubtract(1, ordering: .relaxed)
      throw .lost("pipe: \(LineFault.system(errno))")
    }
    let (reading, question) = (ends[0], Question(host: host, port: port, done: ends[1]))
    defer { close(reading) }
    try start(question)
    var entry = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    while poll(&entry, 1, deadline.left) < 0 && errno == EINTR {}
    guard let answer = question.answer.withLock({ $0 }) else { throw .timedOut("the address of \(host) was not found in time") }
    return try answer.get()
  }

  private final class Question: Sendable {
    let host: String
    let port: UInt16
    /// The end of a pipe that is closed when the answer is there.
    let done: Int32
    let answer = Mutex<Result<[[UInt8]], LineFault>?>(nil)

    init(host: String, port: UInt16, done: Int32) {
      self.host = host
      self.port = port
      self.done = done
    }
  }

  private static func start(_ question: Question) throws(LineFault) {
    let box = Unmanaged.passRetained(question)
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { raw in
        guard let raw else { return nil }
        let question = Unmanaged<Question>.fromOpaque(raw).takeRetainedValue()
        let answer = HostLookup.resolve(question.host, question.port, 0)
        question.answer.withLock { $0 = answer }
        HostLookup.hanging.wrappingSubtract(1, ordering: .relaxed)
        close(question.done)
        return nil
      }, box.toOpaque())
    if code == 0 {
      pthread_detach(thread)
      return
    }
    box.release()
    close(question.done)
    hanging.wrappingSubtract(1, ordering: .relaxed)
    throw .lost("pthread_create: \(LineFault.system(code))")
  }

  private static func resolve(_ host: String, _ port: UInt16, _ flags: Int32) -> Result<[[UInt8]], LineFault> {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = flags
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, "\(port)", &hints, &list)
    guard code == 0 else { return .failure(.lost("\(host): \(String(cString: gai_strerror(code)))")) }
    defer { freeaddrinfo(list) }
    var found: [[UInt8]] = []
    var next = list
    while let info = next?.pointee {
      found.append(Array(UnsafeRawBufferPointer(start: info.ai_addr, count: info.ai_addr == nil ? 0 : Int(info.ai_addrlen))))
      next = info.ai_next
    }
    return found.isEmpty ? .failure(.lost("\(host): no address")) : .success(found)
  }
}
