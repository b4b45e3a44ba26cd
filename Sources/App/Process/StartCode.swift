import Foundation
import Glibc

/// Frees the code of the start. It runs through much code that serving never needs: Foundation, the API document, the
/// migrator.
enum StartCode {
  /// Returns code pages to the system. A page that is needed again is read from its file. Only executable mappings
  /// that cannot be written are touched: they never differ from the file.
  static func letGo() {
    guard let maps = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8) else { return }
    for line in maps.split(separator: "\n") {
      // 7f1c2e000000-7f1c2e1f3000 r-xp 00028000 fe:00 1234  /usr/lib/libc.so.6
      let columns = line.split(separator: " ", omittingEmptySubsequences: true)
      guard columns.count >= 6, columns[1] == "r-xp", columns[5].hasPrefix("/") else { continue }
      let ends = columns[0].split(separator: "-").compactMap { UInt(String($0), radix: 16) }
      guard ends.count == 2, let start = UnsafeMutableRawPointer(bitPattern: ends[0]) else { continue }
      madvise(start, Int(ends[1] - ends[0]), MADV_DONTNEED)
    }
  }
}
