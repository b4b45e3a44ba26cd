import Foundation
import Glibc

/// Other programs that hold a database's file, according to the kernel's list of locks (Linux: `/proc/locks`). Used
/// only in messages; if the list cannot be read, no program is named.
enum FileHolders {
  /// Bytes of the log's index that SQLite locks: one for the writer, five for readers of the log (wal.c, `WAL_WRITE_LOCK`).
  private static let write: ClosedRange<UInt64> = 120...120
  /// The byte locked by every program that has the file open (`UNIX_SHM_DMS`).
  private static let open: ClosedRange<UInt64> = 128...128
  private static let reads: ClosedRange<UInt64> = 123...127

  static func writing(_ database: String) -> String { words(database, write) }
  static func reading(_ database: String) -> String { words(database, reads) }
  static func any(_ database: String) -> String { words(database, open) }

  /// Words such as ` (sqlite3, process 4711)`; empty without another program.
  private static func words(_ database: String, _ bytes: ClosedRange<UInt64>) -> String {
    var index = stat()
    guard stat(database + "-shm", &index) == 0, let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8) else { return "" }
    let processes = locks.split(separator: "\n").compactMap { process($0, inode: UInt64(index.st_ino), bytes) }
    let others = Set(processes).subtracting([getpid()]).sorted()
    return others.isEmpty ? "" : " (\(others.map { "\(name($0)), process \($0)" }.joined(separator: "; ")))"
  }

  /// Reads a line such as `1: POSIX  ADVISORY  READ 4711 fe:00:1234 124 124`.
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
