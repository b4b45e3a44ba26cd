import Glibc

/// A request's sender, time and number, which the parser cannot see in its bytes.
package struct Origin: Sendable {
  package var id: UInt64
  package var peer: Peer
  /// Wall-clock milliseconds since 1970.
  package var arrivedAt: Int64
  /// Monotonic nanoseconds.
  package var tick: Int64

  package init(id: UInt64 = 0, peer: Peer = .local, arrivedAt: Int64 = 0, tick: Int64 = 0) {
    self.id = id
    self.peer = peer
    self.arrivedAt = arrivedAt
    self.tick = tick
  }
}

/// Facts about a request's bytes. Positions count from the first byte of its head.
struct RequestRecord: Sendable {
  var method = Method.get
  var isAsterisk = false
  var hasQuery = false
  var isChunked = false
  /// True if the connection may stay open after the response (RFC 9112, 9.3).
  var persists = true
  var minorVersion: UInt8 = 1
  var fieldCount: UInt16 = 0
  var headEnd: UInt16 = 0
  var pathStart: UInt16 = 0
  var pathEnd: UInt16 = 0
  var queryStart: UInt16 = 0
  var queryEnd: UInt16 = 0
  var byteCount = 0

  init() {}

  init(_ line: RequestLine, _ facts: HeadFacts, headEnd: Int, fields: Int) {
    method = line.method
    isAsterisk = line.isAsterisk
    hasQuery = line.hasQuery
    isChunked = facts.isChunked
    minorVersion = line.minorVersion
    persists = !facts.closes && (line.minorVersion > 0 || facts.keepsAlive)
    fieldCount = UInt16(fields)
    self.headEnd = UInt16(headEnd)
    pathStart = UInt16(line.path.lowerBound)
    pathEnd = UInt16(line.path.upperBound)
    queryStart = UInt16(line.query.lowerBound)
    queryEnd = UInt16(line.query.upperBound)
  }
}

struct RequestHeader: Sendable {
  var record: RequestRecord
  let origin: Origin
}

/// A request's own memory in one allocation: the record, the table of header lines (one word each), and the bytes of
/// head and body. Unchecked, because a ManagedBuffer is mutable by type; this one is written only by `make`, before
/// anyone else sees it.
struct RequestBytes: @unchecked Sendable {
  private final class Memory: ManagedBuffer<RequestHeader, UInt64> {}

  private let memory: ManagedBuffer<RequestHeader, UInt64>

  static func make(
    _ record: RequestRecord, _ fields: UnsafeBufferPointer<FieldRange>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ origin: borrowing Origin
  ) -> RequestBytes {
    let words = fields.count + (bytes.count + 7) / 8
    var record = record
    record.byteCount = bytes.count
    let header = RequestHeader(record: record, origin: copy origin)
    let memory = Memory.create(minimumCapacity: words) { _ in header }
    memory.withUnsafeMutablePointerToElements { start in
      let raw = UnsafeMutableRawPointer(start)
      if let source = fields.baseAddress { memcpy(raw, source, fields.count * 8) }
      if let source = bytes.baseAddress { memcpy(raw + fields.count * 8, source, bytes.count) }
    }
    return RequestBytes(memory: memory)
  }

  @inline(__always) var record: RequestRecord { memory.withUnsafeMutablePointerToHeader { $0.pointee.record } }
  @inline(__always) var origin: Origin { memory.withUnsafeMutablePointerToHeader { $0.pointee.origin } }
  /// Parts of the origin that are read without copying the peer's address.
  @inline(__always) var id: UInt64 { memory.withUnsafeMutablePointerToHeader { $0.pointee.origin.id } }
  @inline(__always) var tick: Int64 { memory.withUnsafeMutablePointerToHeader { $0.pointee.origin.tick } }

  /// All the bytes of head and body; valid only inside `body`.
  @inline(__always) func withBytes<T>(_ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
    try memory.withUnsafeMutablePointers { header, start in
      let offset = Int(header.pointee.record.fieldCount) * 8
      let raw = UnsafeRawPointer(start) + offset
      let count = header.pointee.record.byteCount
      return try body(UnsafeBufferPointer(start: raw.assumingMemoryBound(to: UInt8.self), count: count))
    }
  }

  @inline(__always) func withFields<T>(_ body: (UnsafeBufferPointer<FieldRange>) throws -> T) rethrows -> T {
    try memory.withUnsafeMutablePointers { header, start in
      let raw = UnsafeRawPointer(start).assumingMemoryBound(to: FieldRange.self)
      return try body(UnsafeBufferPointer(start: raw, count: Int(header.pointee.record.fieldCount)))
    }
  }
}
