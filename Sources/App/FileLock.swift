import Glibc

/// One process owns the database file. A lock beside it guards its name, also while a file is put in its place; another on the file itself
/// guards whatever other names it has. Both are of a kind of their own (`flock`), for SQLite's locks on the file would be dropped by the
/// close of any descriptor of it.
final class FileLock {
  private let descriptors: [Int32]

  /// nil when another process holds it. A file that is not there is made, empty, unless it `mayBeMissing`.
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

  /// Refuses to read a file that a process has open under another name: its log lies beside that one, so here it would be half a database.
  /// To be called before SQLite opens it.
  static func refuseAnotherName(_ database: String) throws {
    guard try isHeld(database), try access(database + ".lock", F_OK) != 0 || !isHeld(database + ".lock") else { return }
    throw underAnotherName(database)
  }

  /// Whoever only asks whether it is held has it for a moment.
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

/// Keeps every other program out of a database file, in SQLite's own language of locks: whoever has a file with a log open holds a shared
/// lock on bytes behind the first GiB (os_unix.c, `PENDING_BYTE`). No connection of this process may be open meanwhile.
final class SoleUse {
  /// F_OFD_SETLK of fcntl.h: a lock of the descriptor, which ends with it and not with any other.
  private static let setLock: Int32 = 37
  private let descriptor: Int32

  /// nil when another program has the file open.
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
