import Foundation
import Glibc

/// Which other programs hold a database's file, as the kernel's list of locks tells (Linux: `/proc/locks`). For the words of the log only:
/// where the list cannot be read nobody is named.
enum FileHolders {
  /// SQLite locks bytes of the log's index: that of the one who writes, and five of those who read from the log (wal.c, `WAL_WRITE_LOCK`).
  private static let write: ClosedRange<UInt64> = 120...120
  /// Held by whoever has the file open (`UNIX_SHM_DMS`).
  private static let open: ClosedRange<UInt64> = 128...128
  private static let reads: ClosedRange<UInt64> = 123...127

  static func writing(_ database: String) -> String { words(database, write) }
  static func reading(_ database: String) -> String { words(database, reads) }
  static func any(_ database: String) -> String { words(database, open) }

  /// ` (sqlite3, process 4711)`, or nothing.
  private static func words(_ database: String, _ bytes: ClosedRange<UInt64>) -> String {
    var index = stat()
    guard stat(database + "-shm", &index) == 0, let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8) else { return "" }
    let processes = locks.split(separator: "\n").compactMap { process($0, inode: UInt64(index.st_ino), bytes) }
    let others = Set(processes).subtracting([getpid()]).sorted()
    return others.isEmpty ? "" : " (\(others.map { "\(name($0)), process \($0)" }.joined(separator: "; ")))"
  }

  /// `1: POSIX  ADVISORY  READ 4711 fe:00:1234 124 124`
  private static func process(_ line: Substring, inode: UInt64, _ bytes: ClosedRange<UInt64>) -> Int32? {
    let columns = line.split(separator: " ")
    guard columns.count >= 8, columns[1] == "POSIX", let process = Int32(columns[4]), process > 0,
      columns[5].split(separator: ":").last.flatMap({ UInt64($0) }) == inode, let first = UInt64(columns[6])
    else { return nil }
    let last = UInt64(columns[7]) ?? .max
    return first <= last && bytes.overlaps(first...last) ? process : nil
  }

  private static func name(_ process: Int32) -> String {
    let text = (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) ?? ""
    let name = text.prefix { $0 != "\n" }
    return name.isEmpty ? "a program" : String(name)
  }
}
