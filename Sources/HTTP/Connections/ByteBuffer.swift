import Glibc

/// Bytes received and not used yet, or written and not sent yet: a growing block of raw memory whose front moves. An
/// empty buffer holds no memory after `release`, so an idle connection costs none.
struct ByteBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>?
  private var capacity = 0
  private var start = 0
  private var end = 0

  init() {}

  deinit { base?.deallocate() }

  @inline(__always) var count: Int { end &- start }
  @inline(__always) var isEmpty: Bool { end == start }

  /// Valid until the next change.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base.map { $0 + start }, count: count)
  }

  /// Returns room for `more` bytes behind the last one. Call `grew` with the number written there.
  @inline(__always) mutating func room(_ more: Int) -> UnsafeMutablePointer<UInt8> {
    if let base, capacity &- end >= more { return base + end }
    return grow(more)
  }

  @inline(__always) mutating func grew(by count: Int) { end &+= count }

  @inline(__always) mutating func append(_ source: UnsafePointer<UInt8>, _ count: Int) {
    memcpy(room(count), source, count)
    end &+= count
  }

  mutating func append(_ source: UnsafeRawBufferPointer) {
    guard let address = source.baseAddress else { return }
    append(address.assumingMemoryBound(to: UInt8.self), source.count)
  }

  @inline(__always) mutating func append(_ text: StaticString) { append(text.utf8Start, text.utf8CodeUnitCount) }

  mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { append($0) }
  }

  /// Appends a number in decimal digits; a negative one as 0.
  mutating func append(decimal number: Int) {
    var value = UInt(bitPattern: max(0, number))
    let place = room(20)
    var count = 1
    var rest = value / 10
    while rest > 0 {
      count &+= 1
      rest /= 10
    }
    var index = count
    repeat {
      index &-= 1
      place[index] = 48 &+ UInt8(truncatingIfNeeded: value % 10)
      value /= 10
    } while index > 0
    end &+= count
  }

  mutating func append(hexadecimal number: UInt64) {
    let place = room(16)
    let count = max(1, (67 &- number.leadingZeroBitCount) / 4)
    for index in 0..<count {
      let digit = UInt8(truncatingIfNeeded: number >> UInt64((count &- 1 &- index) &* 4)) & 15
      place[index] = digit < 10 ? 48 &+ digit : 87 &+ digit
    }
    end &+= count
  }

  /// Drops the first `used` bytes.
  mutating func consume(_ used: Int) {
    start &+= used
    if start >= end {
      start = 0
      end = 0
    }
  }

  /// Frees the memory of an empty buffer.
  mutating func release() {
    base?.deallocate()
    base = nil
    capacity = 0
    start = 0
    end = 0
  }

  private mutating func grow(_ more: Int) -> UnsafeMutablePointer<UInt8> {
    let held = count
    if let base, start > 0, capacity &- held >= more, start >= held {
      memcpy(base, base + start, held)
      (start, end) = (0, held)
      return base + held
    }
    let size = max(512, max(capacity * 2, held + more))
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    if let base {
      memcpy(larger, base + start, held)
      base.deallocate()
    }
    base = larger
    capacity = size
    (start, end) = (0, held)
    return larger + held
  }
}
