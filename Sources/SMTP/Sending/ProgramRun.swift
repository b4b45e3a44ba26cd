import CLinux
import Glibc

/// Another program while it runs, with input from memory.
final class ProgramRun {
  enum End: Equatable {
    case code(Int32)
    case signal(Int32)
    /// It was killed.
    case timedOut
  }

  struct Fault: Error { let text: String }

  /// The first bytes of standard output and standard error.
  private(set) var output: [UInt8] = []
  private static let mostOutputBytes = 65_536
  private let process: pid_t
  private let reading: Int32

  /// Starts the program, in a process group of its own and with nothing but `PATH` in its environment. Signals that this
  /// process blocks or ignores are set as they were.
  init(_ path: String, _ arguments: [String], input: some Sequence<[UInt8]>) throws(Fault) {
    let told = try Self.memory(input)
    defer { close(told) }
    var ends: [Int32] = [0, 0]
    guard linux_pipe(&ends) == 0 else { throw Fault(text: LineFault.system(errno)) }
    defer { close(ends[1]) }
    do throws(Fault) { process = try Self.start(path, arguments, [(told, 0), (ends[1], 1), (ends[1], 2)]) } catch {
      close(ends[0])
      throw error
    }
    reading = ends[0]
  }

  deinit { close(reading) }

  /// Waits for the end of the program, not for the end of its output: some programs leave a child behind that keeps it open.
  func wait(until deadline: Deadline) -> End {
    while true {
      var status: Int32 = 0
      let code = waitpid(process, &status, WNOHANG)
      if code == process {
        read(waiting: 0)
        return status & 0x7F == 0 ? .code(status >> 8 & 0xFF) : .signal(status & 0x7F)
      }
      // ECHILD: somebody else has reaped it, so nobody knows how it ended.
      if code < 0 && errno != EINTR { return .signal(0) }
      if deadline.left == 0 { break }
      read(waiting: min(deadline.left, 10))
    }
    // The whole group: a child of Postfix's sendmail would try for ever.
    kill(-process, SIGKILL)
    while waitpid(process, nil, 0) < 0 && errno == EINTR {}
    return .timedOut
  }

  /// Reads what has come, or waits for it a moment.
  private func read(waiting milliseconds: Int32) {
    var piece = [UInt8](repeating: 0, count: 4_096)
    var entry = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    // A program that writes without end must not keep this thread here.
    for turn in 0..<64 {
      guard poll(&entry, 1, turn == 0 ? milliseconds : 0) > 0, entry.revents & Int16(POLLIN) != 0 else { break }
      let count = Glibc.read(reading, &piece, piece.count)
      guard count > 0 else { break }
      output += piece[..<min(count, Self.mostOutputBytes - output.count)]
    }
    // A pipe that is closed is ready at once.
    if entry.revents & Int16(POLLHUP) != 0, milliseconds > 0 { usleep(UInt32(milliseconds) * 1_000) }
  }

  private static func start(_ path: String, _ arguments: [String], _ descriptors: [(Int32, Int32)]) throws(Fault) -> pid_t {
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
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETPGROUP))
    var pid: pid_t = 0
    let code = withTexts([path] + arguments) { words in
      withTexts(["PATH=/usr/sbin:/usr/bin:/sbin:/bin"]) { posix_spawn(&pid, path, &actions, &attributes, words, $0) }
    }
    guard code == 0 else { throw Fault(text: LineFault.system(code)) }
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

  /// A file in memory, without a name.
  private static func memory(_ pieces: some Sequence<[UInt8]>) throws(Fault) -> Int32 {
    let descriptor = linux_memory_file("mail")
    guard descriptor >= 0 else { throw Fault(text: LineFault.system(errno)) }
    for piece in pieces {
      var offset = 0
      while offset < piece.count {
        let count = piece.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, piece.count - offset) }
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else {
          let number = errno
          close(descriptor)
          throw Fault(text: LineFault.system(number))
        }
        offset += count
      }
    }
    lseek(descriptor, 0, SEEK_SET)
    return descriptor
  }
}
