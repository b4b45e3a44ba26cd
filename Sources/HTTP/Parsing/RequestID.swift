import Glibc

/// The id of a request in logs and responses: eight random hexadecimal digits per process, then a counter.
enum RequestID {
  /// The digits and the dash, in ASCII.
  private static let prefix: [UInt8] = {
    let drawn = UInt32.random(in: .min ... .max)
    return (0..<8).map { digit(UInt64(drawn >> (28 - 4 * UInt32($0))) & 15) } + [0x2D]
  }()

  static func text(_ id: UInt64) -> String {
    var text = ""
    withBytes(id) { text = String(decoding: $0, as: UTF8.self) }
    return text
  }

  /// Returns nothing and so is not generic. Generic code would be looked up at each call across modules.
  static func withBytes(_ id: UInt64, _ body: (UnsafeRawBufferPointer) -> Void) {
    let digits = max(1, (64 - id.leadingZeroBitCount + 3) / 4)
    withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { room in
      room.copyBytes(from: prefix)
      for place in 0..<digits { room[9 + place] = digit(id >> UInt64(4 * (digits - 1 - place)) & 15) }
      body(UnsafeRawBufferPointer(rebasing: room[..<(9 + digits)]))
    }
  }

  private static func digit(_ value: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: value) + (value < 10 ? 0x30 : 0x57) }
}
