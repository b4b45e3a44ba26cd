import Glibc
import Synchronization

/// Makes commits durable. The connection runs with `synchronous=NORMAL`, which only appends to the log; this flushes
/// the log's file, which stays the same while the connection is open.
final class LogSync: Sendable {
  private let descriptor: Int32

  init(database: String) throws {
    descriptor = open(database + "-wal", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure("\(database)-wal cannot be opened: \(String(cString: strerror(errno)))") }
    try Self.syncFolder(of: database)
  }

  deinit { close(descriptor) }

  func sync() -> Bool {
    while fdatasync(descriptor) != 0 { if errno != EINTR { return false } }
    return true
  }

  /// Syncs the folder of a file: a new file's name is durable only after that.
  static func syncFolder(of path: String) throws {
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let descriptor = open(folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure("the folder of \(path) cannot be opened") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Failure("the folder of \(path) cannot be synced: \(String(cString: strerror(errno)))") }
  }
}
