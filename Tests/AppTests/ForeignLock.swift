import Foundation

/// Locks that SQLite takes in another program: bytes of the file, or of the index of its log (os_unix.c, wal.c).
final class ForeignLock {
  private let descriptor: Int32

  private init(_ path: String, _ kind: Int32, from start: Int, count: Int) throws {
    descriptor = open(path, O_RDWR)
    var bytes = flock()
    bytes.l_type = Int16(kind)
    bytes.l_whence = Int16(SEEK_SET)
    bytes.l_start = off_t(start)
    bytes.l_len = off_t(count)
    guard descriptor >= 0, fcntl(descriptor, F_SETLK, &bytes) == 0 else {
      throw Binary.Failed(description: "\(path) cannot be locked: \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  /// The lock of `BEGIN IMMEDIATE`.
  static func writing(_ database: String) throws -> ForeignLock { try ForeignLock(database + "-shm", F_WRLCK, from: 120, count: 1) }
  /// The lock of a program that changes a file without a log: nobody else may have it open.
  static func sole(_ database: String) throws -> ForeignLock { try ForeignLock(database, F_WRLCK, from: 0x4000_0002, count: 510) }
  /// The lock of an open connection.
  static func connected(_ database: String) throws -> ForeignLock { try ForeignLock(database, F_RDLCK, from: 0x4000_0002, count: 510) }
}
