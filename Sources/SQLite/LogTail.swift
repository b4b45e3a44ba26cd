internal import Glibc

/// Examines a log file as SQLite will read it (https://sqlite.org/fileformat2.html#walformat). Every frame's checksum
/// covers everything before it. SQLite takes the frames before the first wrong one, up to the last commit there,
/// because the torn end of a write is wrong as well. After a torn end there is nothing but frames of a transaction that was never
/// committed. If a commit of the same log follows, the log was damaged in its middle.
package struct LogTail: Equatable {
  /// Frames that SQLite takes.
  package let taken: Int
  /// Frames of this log in the file.
  package let written: Int
  /// True if a commit follows a wrong frame; it is lost.
  package let isCut: Bool

  private static let headerLength = 32
  private static let frameHeaderLength = 24

  /// nil if there is no log, or nothing in it. Nobody may write to it meanwhile.
  package init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: Self.headerLength)
    guard Self.read(descriptor, &header, at: 0) else { return nil }
    let magic = Self.word(header, 0)
    let pageSize = Int(Self.word(header, 8))
    let isPage = (512...65_536).contains(pageSize) && pageSize & (pageSize - 1) == 0
    var sum = Checksum(isBigEndian: magic & 1 == 1)
    sum.add(header[..<24])
    let isHeaderSound = magic & 0xFFFF_FFFE == 0x377F_0682 && isPage && sum.is(header[24...])
    let frameLength = Self.frameHeaderLength + (isHeaderSound ? pageSize : 4_096)
    var frame = [UInt8](repeating: 0, count: frameLength)

    func offset(_ index: Int) -> Int { Self.headerLength + index * frameLength }
    // The salts of a wrong header cannot be trusted either.
    var salts = Array(header[16..<24])
    if !isHeaderSound {
      guard Self.read(descriptor, &frame, at: offset(0)) else { return nil }
      salts = Array(frame[8..<16])
    }
    var (sound, committed) = (0, 0)
    while isHeaderSound, Self.read(descriptor, &frame, at: offset(sound)), frame[8..<16].elementsEqual(salts), Self.word(frame, 0) != 0 {
      sum.add(frame[..<8])
      sum.add(frame[Self.frameHeaderLength...])
      guard sum.is(frame[16..<24]) else { break }
      sound += 1
      if Self.word(frame, 4) != 0 { committed = sound }
    }
    var (last, lastCommit) = (sound, 0)
    var index = sound
    var start = [UInt8](repeating: 0, count: Self.frameHeaderLength)
    while Self.read(descriptor, &start, at: offset(index)) {
      index += 1
      guard start[8..<16].elementsEqual(salts), Self.word(start, 0) != 0 else { continue }
      last = index
      if Self.word(start, 4) != 0 { lastCommit = index }
    }
    taken = committed
    written = last
    // One wrong frame without any after it is a torn end.
    isCut = isHeaderSound ? lastCommit > sound + 1 : last > 0
  }

  private static func word(_ bytes: [UInt8], _ index: Int) -> UInt32 {
    bytes[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Reads bytes at an offset. False if the file ends before.
  private static func read(_ descriptor: Int32, _ bytes: inout [UInt8], at offset: Int) -> Bool {
    bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(offset)) == $0.count }
  }

  private struct Checksum {
    let isBigEndian: Bool
    var first: UInt32 = 0
    var second: UInt32 = 0

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    /// Adds bytes, a multiple of eight.
    mutating func add(_ bytes: ArraySlice<UInt8>) {
      bytes.withUnsafeBytes { buffer in
        for index in stride(from: 0, to: buffer.count &- 7, by: 8) {
          let pair = (
            buffer.loadUnaligned(fromByteOffset: index, as: UInt32.self), buffer.loadUnaligned(fromByteOffset: index &+ 4, as: UInt32.self)
          )
          first = first &+ (isBigEndian ? UInt32(bigEndian: pair.0) : UInt32(littleEndian: pair.0)) &+ second
          second = second &+ (isBigEndian ? UInt32(bigEndian: pair.1) : UInt32(littleEndian: pair.1)) &+ first
        }
      }
    }

    func `is`(_ bytes: ArraySlice<UInt8>) -> Bool {
      let bytes = Array(bytes)
      return LogTail.word(bytes, 0) == first && LogTail.word(bytes, 4) == second
    }
  }
}
