/// Writes one JSON text into a growing buffer of bytes, from the first brace to the last, and places the commas.
///
/// The writer does not check that names and values alternate: the JSON form is declared line by line in one place and tested
/// there. A writer cannot be copied, because it owns raw memory. Lists write thousands of fields, and an array's bookkeeping
/// at each append would cost more than the field.
///
/// Unchecked: it alone uses its memory, and since it cannot be copied, only one thread can have it at a time.
public struct JSONWriter: ~Copyable, @unchecked Sendable {
  @usableFromInline var start: UnsafeMutableRawPointer
  @usableFromInline var capacity: Int
  @usableFromInline var count = 0
  /// True if the next name or value needs a comma before it.
  @usableFromInline var follows = false
  @usableFromInline var open = 0

  /// The last instant written and the position of its text, because responses repeat instants.
  var moment: (milliseconds: Int64, place: Int)?

  public init(reserving: Int = 512) {
    if reserving >= 512, let spare = SpareMemory.take(atLeast: reserving) {
      (start, capacity) = spare
    } else {
      capacity = max(64, reserving)
      start = .allocate(byteCount: capacity, alignment: 8)
    }
  }

  deinit { SpareMemory.leave(start, capacity: capacity) }

  /// The text so far; complete once every object and array has been ended.
  public func finish() -> [UInt8] {
    assert(open == 0, "an object or array was begun and not ended")
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  /// Lends the bytes so far.
  public func withBytes<Result, Failure: Error>(_ body: (UnsafeRawBufferPointer) throws(Failure) -> Result) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// The number of written bytes.
  public var length: Int { count }

  @inlinable public mutating func beginObject() { begin(0x7B) }
  @inlinable public mutating func endObject() { end(0x7D) }
  @inlinable public mutating func beginArray() { begin(0x5B) }
  @inlinable public mutating func endArray() { end(0x5D) }

  /// Ends a line of JSON lines. The next value begins a new text.
  public mutating func endLine() {
    reserve(1)
    put(0x0A)
    follows = false
  }

  /// Writes a member's name unchanged; it must need no escape.
  @inlinable public mutating func key(_ name: StaticString) {
    let length = name.utf8CodeUnitCount
    reserve(length + 4)
    separate()
    put(0x22)
    move(UnsafeRawPointer(name.utf8Start), length)
    put(0x22)
    put(0x3A)
    follows = false
  }

  /// Writes a member's name from data, escaped.
  public mutating func key(_ name: String) {
    string(name)
    reserve(1)
    put(0x3A)
    follows = false
  }

  /// Writes a value that is already JSON.
  @inlinable public mutating func raw(_ json: StaticString) {
    raw(UnsafeRawBufferPointer(start: json.utf8Start, count: json.utf8CodeUnitCount))
  }

  public mutating func raw(_ json: [UInt8]) {
    json.withUnsafeBufferPointer { raw(UnsafeRawBufferPointer($0)) }
  }

  public mutating func raw(_ json: UnsafeRawBufferPointer) {
    reserve(json.count + 1)
    separate()
    copy(json)
    follows = true
  }

  @inlinable mutating func begin(_ bracket: UInt8) {
    reserve(2)
    separate()
    put(bracket)
    follows = false
    open &+= 1
  }

  @inlinable mutating func end(_ bracket: UInt8) {
    reserve(1)
    put(bracket)
    follows = true
    open &-= 1
  }

  /// Writes the comma before a name or value, if one is needed. Its room must be reserved.
  @inlinable mutating func separate() {
    if follows { put(0x2C) }
  }

  @inlinable mutating func put(_ byte: UInt8) {
    start.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count &+= 1
  }

  mutating func copy(_ bytes: UnsafeRawBufferPointer) {
    if let from = bytes.baseAddress { move(from, bytes.count) }
  }

  /// Names and most values are short: copying two overlapping words is faster than calling memmove.
  @inlinable @inline(__always) mutating func move(_ from: UnsafeRawPointer, _ length: Int) {
    let to = start + count
    switch length {
    case 8...16:
      let (first, last) = (from.loadUnaligned(as: UInt64.self), (from + (length &- 8)).loadUnaligned(as: UInt64.self))
      to.storeBytes(of: first, as: UInt64.self)
      to.storeBytes(of: last, toByteOffset: length &- 8, as: UInt64.self)
    case 4..<8:
      let (first, last) = (from.loadUnaligned(as: UInt32.self), (from + (length &- 4)).loadUnaligned(as: UInt32.self))
      to.storeBytes(of: first, as: UInt32.self)
      to.storeBytes(of: last, toByteOffset: length &- 4, as: UInt32.self)
    default: to.copyMemory(from: from, byteCount: length)
    }
    count &+= length
  }

  @inlinable mutating func reserve(_ extra: Int) {
    if capacity &- count < extra { grow(extra) }
  }

  @usableFromInline mutating func grow(_ extra: Int) {
    capacity = max(capacity * 2, count + extra)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
    larger.copyMemory(from: start, byteCount: count)
    start.deallocate()
    start = larger
  }
}
