import Foundation
import Glibc

/// Starting runs through much code that serving never needs: Foundation's, the document's, the migrator's.
enum StartCode {
  /// Hands the pages of code back to the system; what is needed again comes from its file, a page at a time. Only mappings that can
  /// be executed and not written: nothing in them can differ from the file.
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
