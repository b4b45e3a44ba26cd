import Glibc

/// Locks that give one process the database file. A lock file next to it guards its name, also while another file is
/// put in its place. A lock on the file itself guards its other names. Both are `flock` locks, because SQLite's locks
/// on a file are dropped when any descriptor of it is closed.
final class FileLock: Sendable {
  private let descriptors: [Int32]

  /// nil if another process holds the lock. A missing file is created empty, unless it `mayBeMissing`.
  init?(database: String, mayBeMissing: Bool = false) throws {
    let beside = try Self.open(database + ".lock", O_RDWR | O_CREAT, 0o600)
    guard flock(beside, LOCK_EX | LOCK_NB) == 0 else {
      close(beside)
      return nil
    }
    if mayBeMissing, access(database, F_OK) != 0 {
      descriptors = [beside]
      return
    }
    do {
      let file = try Self.open(database, O_RDWR | (mayBeMissing ? 0 : O_CREAT), 0o644)
      descriptors = [beside, file]
      guard Self.take(file) else { throw Self.underAnotherName(database) }
    } catch {
      close(beside)
      throw error
    }
  }

  deinit { for descriptor in descriptors { close(descriptor) } }

  /// Refuses to read a file that a process has open under another name. Its log is next to that name, so here half of
  /// the database would be missing. Call this before SQLite opens the file.
  static func refuseAnotherName(_ database: String) throws {
    guard try isHeld(database), try access(database + ".lock", F_OK) != 0 || !isHeld(database + ".lock") else { return }
    throw underAnotherName(database)
  }

  /// Takes a lock, with some attempts: a process that only checks whether it is held has it for a moment.
  private static func take(_ descriptor: Int32) -> Bool {
    for _ in 0..<5 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      usleep(20_000)
    }
    return false
  }

  private static func isHeld(_ path: String) throws -> Bool {
    let descriptor = try open(path, O_RDONLY, 0)
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }

  private static func underAnotherName(_ database: String) -> Failure {
    Failure("another process has \(database) open under another name: call it by that")
  }

  private static func open(_ path: String, _ flags: Int32, _ mode: mode_t) throws -> Int32 {
    let descriptor = Glibc.open(path, flags | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Failure("\(path) cannot be opened: \(String(cString: strerror(errno)))") }
    return descriptor
  }
}

/// Keeps every other program out of a database file, by SQLite's own kind of lock: a program that has a file with a
/// log open holds a shared lock on bytes after the first GiB (os_unix.c, `PENDING_BYTE`). This process must have no
/// connection open meanwhile.
final class SoleUse {
  /// F_OFD_SETLK of fcntl.h: a lock that belongs to its descriptor and ends only with that.
  private static let setLock: Int32 = 37
  private let descriptor: Int32

  /// nil if another program has the file open.
  init?(of database: String) throws {
    descriptor = open(database, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure("\(database): \(String(cString: strerror(errno)))") }
    var bytes = Glibc.flock()
    bytes.l_type = Int16(F_WRLCK)
    bytes.l_whence = Int16(SEEK_SET)
    bytes.l_start = 0x4000_0000
    bytes.l_len = 512
    guard fcntl(descriptor, Self.setLock, &bytes) == 0 else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }
}

/// A command that could not do what was asked, with a message for the person who typed it. Exit code 1.
struct Failure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// A command line that makes no sense. Exit code 2.
struct Misuse: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
