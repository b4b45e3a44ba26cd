import Glibc

/// The name of a request in logs and answers: eight hexadecimal digits drawn when the process started, then a counter.
enum RequestID {
  /// The digits and the dash, as ASCII.
  private static let prefix: [UInt8] = {
    let drawn = UInt32.random(in: .min ... .max)
    return (0..<8).map { digit(UInt64(drawn >> (28 - 4 * UInt32($0))) & 15) } + [0x2D]
  }()

  static func text(_ id: UInt64) -> String { withBytes(id) { String(decoding: $0, as: UTF8.self) } }

  static func withBytes<T>(_ id: UInt64, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
    let digits = max(1, (64 - id.leadingZeroBitCount + 3) / 4)
    return try withUnsafeTemporaryAllocation(byteCount: 9 + digits, alignment: 1) { room in
      room.copyBytes(from: prefix)
      for place in 0..<digits { room[9 + place] = digit(id >> UInt64(4 * (digits - 1 - place)) & 15) }
      return try body(UnsafeRawBufferPointer(room))
    }
  }

  private static func digit(_ value: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: value) + (value < 10 ? 0x30 : 0x57) }
}
