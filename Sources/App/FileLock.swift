import Glibc

/// One process owns the database file. The lock lies beside it, because SQLite's own locks on the file itself
/// would be dropped by any other descriptor's close.
final class FileLock {
  private let descriptor: Int32

  /// nil when another process holds it.
  init?(path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure("\(path) cannot be opened: \(String(cString: strerror(errno)))") }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }
}

/// A command that could not do what it was asked, in words for the one who typed it. Exit code 1.
struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// A command line that makes no sense. Exit code 2.
struct Misuse: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
