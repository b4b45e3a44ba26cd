/// Bytes of a string that need no escape: all but `"`, `\` and control characters below 0x20.
enum CleanRun {
  /// The number of clean bytes at the beginning of `text`. Reads eight at a time. In a word the lowest mark is exact;
  /// higher marks may be false, because the subtraction borrows from them.
  static func length(of text: UnsafeRawBufferPointer) -> Int {
    guard let start = text.baseAddress else { return 0 }
    var position = 0
    while position &+ 8 <= text.count {
      let word = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let marks = self.marks(word)
      if marks != 0 { return position &+ marks.trailingZeroBitCount &>> 3 }
      position &+= 8
    }
    // The last eight bytes overlap bytes that are known to be clean.
    if text.count >= 8, marks(UInt64(littleEndian: start.loadUnaligned(fromByteOffset: text.count &- 8, as: UInt64.self))) == 0 {
      return text.count
    }
    while position < text.count {
      let byte = start.load(fromByteOffset: position, as: UInt8.self)
      if byte < 0x20 || byte == 0x22 || byte == 0x5C { return position }
      position &+= 1
    }
    return position
  }

  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    let control = (word &- (ones &* 0x20)) & ~word
    return (control | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)) & (ones &* 0x80)
  }
}
