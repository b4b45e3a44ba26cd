import CLinux
import Glibc

/// Runs another program to its end.
enum Spawned {
  /// The output of a program, errors included. It gets `input` as standard input and `file` as descriptor 3, both in
  /// memory, and only the environment variables by which OpenSSL finds trusted authorities. It is killed if it has not
  /// ended by `deadline` (monotonic milliseconds).
  static func output(of program: String, _ arguments: [String], input: [UInt8], file: [UInt8], until deadline: Int64) throws -> [UInt8] {
    let told = try memory(input)
    defer { close(told) }
    let third = try memory(file)
    defer { close(third) }
    var ends: [Int32] = [0, 0]
    guard linux_pipe(&ends) == 0 else { throw Failure("pipe: \(String(cString: strerror(errno)))") }
    let (reading, writing) = (ends[0], ends[1])
    defer { close(reading) }
    let started: pid_t
    do {
      defer { close(writing) }
      started = try start(program, arguments, [(told, 0), (writing, 1), (writing, 2), (third, 3)])
    }
    let (output, hasEnded) = read(reading, until: deadline)
    if !hasEnded { kill(started, SIGKILL) }
    while waitpid(started, nil, 0) < 0 && errno == EINTR {}
    return output
  }

  /// Starts the program. Descriptors are duplicated in this order. The signal settings of this process, which blocks
  /// some and ignores others, are reset.
  private static func start(_ program: String, _ arguments: [String], _ descriptors: [(Int32, Int32)]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (from, to) in descriptors { posix_spawn_file_actions_adddup2(&actions, from, to) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, pipe) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &pipe)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    let names: [String] = ["PATH", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"]
    let variables = names.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
    var pid: pid_t = 0
    let code = withTexts([program] + arguments) { words in
      withTexts(variables) { posix_spawn(&pid, program, &actions, &attributes, words, $0) }
    }
    guard code == 0 else { throw Failure("\(program) cannot be started: \(String(cString: strerror(code)))") }
    return pid
  }

  private static func withTexts<T>(_ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> T) -> T {
    var copies: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    return copies.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("an array with an element has an address") }
      return body(base)
    }
  }

  /// Reads until the program closes its end, at most 64 KiB.
  private static func read(_ descriptor: Int32, until deadline: Int64) -> (bytes: [UInt8], hasEnded: Bool) {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4_096)
    while bytes.count < 65_536 {
      let left = deadline - House.monotonicMilliseconds()
      var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard left > 0, poll(&entry, 1, Int32(clamping: left)) >= 0 || errno == EINTR else { break }
      guard entry.revents != 0 else { continue }
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return (bytes, count == 0) }
      bytes += piece[..<count]
    }
    return (bytes, false)
  }

  /// A file in memory, without a name.
  private static func memory(_ bytes: [UInt8]) throws -> Int32 {
    let descriptor = linux_memory_file("sent")
    guard descriptor >= 0 else { throw Failure("memfd_create: \(String(cString: strerror(errno)))") }
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + offset }, bytes.count - offset) }
      guard count > 0 else {
        close(descriptor)
        throw Failure("a file in memory: \(String(cString: strerror(errno)))")
      }
      offset += count
    }
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }
}
