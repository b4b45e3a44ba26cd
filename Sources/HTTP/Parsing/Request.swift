/// The origin of a connection.
package enum Peer: Sendable, Equatable {
  /// An IP address as text.
  case address(String)
  /// The Unix socket, which only the server's own user can open: the trusted console.
  case local
  /// The Unix socket of a mail server's programs, which may do nothing but hand over mails.
  case deliveries
}

/// One request. It keeps its bytes and positions in them. Names and values become Strings only on demand.
package struct Request: Sendable {
  let bytes: RequestBytes
  /// Start and end of up to four path parameters, set by the router.
  var parameters = SIMD8<UInt16>()
  /// The number of the matched route; -1 without one.
  package var route = -1
  /// Anything that `plan` passes on to the handler, such as the authenticated session.
  package var context: (any AnyObject & Sendable)?
  /// What has taken all but the last bytes of a long body.
  package var upload: (any AnyObject & Sendable)?

  init(_ bytes: RequestBytes) { self.bytes = bytes }

  /// Unique in this process.
  package var id: UInt64 { bytes.id }
  /// Practically unique among processes too. Shown in logs and error responses.
  package var requestID: String { Self.requestID(id) }
  @Sendable package static func requestID(_ id: UInt64) -> String { RequestID.text(id) }
  package func withRequestID(_ body: (UnsafeRawBufferPointer) -> Void) { RequestID.withBytes(id, body) }
  package var method: Method { bytes.record.method }
  package var peer: Peer { bytes.origin.peer }
  /// Milliseconds since 1970, read once for all requests of a turn.
  package var arrivedAt: Int64 { bytes.origin.arrivedAt }
  /// `OPTIONS *`: a request about the server, not about a resource.
  package var isAsterisk: Bool { bytes.record.isAsterisk }
  package var hasQuery: Bool { bytes.record.hasQuery }
  package var bodyCount: Int { bytes.record.byteCount - Int(bytes.record.headEnd) }

  /// The path as it was sent, without the query.
  package var path: String { withPath { $0.isEmpty ? "/" : String(decoding: $0, as: UTF8.self) } }

  /// The method as it was sent. A String is made only for an unknown one.
  package var methodName: String {
    guard method == .other else { return method.name.description }
    return bytes.withBytes { bytes in String(decoding: bytes.prefix { $0 != 0x20 }, as: UTF8.self) }
  }

  /// The value of a field; several lines of one name are joined with `, ` (RFC 9110, 5.3).
  package func header(_ lowercasedName: StaticString) -> String? {
    var joined: String?
    forEachField(lowercasedName) { value in
      let text = String(decoding: value, as: UTF8.self)
      joined = joined.map { "\($0), \(text)" } ?? text
      return true
    }
    return joined
  }

  /// Passes the bytes of the first header line of this name to `body`, without a String; nil if there is none. `name`
  /// is in lower case.
  package func withHeader<T>(_ name: StaticString, _ body: (Span<UInt8>?) -> T) -> T {
    bytes.withFields { fields in
      bytes.withBytes { bytes in
        for field in fields where Self.name(of: field, in: bytes).equalsIgnoringCase(name) {
          return body(Self.value(of: field, in: bytes).span)
        }
        return body(nil)
      }
    }
  }

  package func withBody<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
    let start = Int(bytes.record.headEnd)
    return try bytes.withBytes { try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer($0)[start...])) }
  }
}

extension Request {
  /// True if this text stands anywhere in the body.
  package func bodyHolds(_ text: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return withBody { body in
      guard let first = wanted.first, body.count >= wanted.count else { return false }
      return (0...(body.count - wanted.count)).contains { start in
        body[start] == first && body[start..<(start + wanted.count)].elementsEqual(wanted)
      }
    }
  }

  /// Passes each value of this name to `body`, in order, until it returns false.
  func forEachField(_ name: StaticString, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) {
    bytes.withFields { fields in
      bytes.withBytes { bytes in
        for field in fields where Self.name(of: field, in: bytes).equalsIgnoringCase(name) {
          guard body(Self.value(of: field, in: bytes)) else { return }
        }
      }
    }
  }

  @inline(__always) func withPath<T>(_ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
    let record = bytes.record
    return try bytes.withBytes { try body(UnsafeBufferPointer(rebasing: $0[Int(record.pathStart)..<Int(record.pathEnd)])) }
  }

  @inline(__always) func withQuery<T>(_ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
    let record = bytes.record
    return try bytes.withBytes { try body(UnsafeBufferPointer(rebasing: $0[Int(record.queryStart)..<Int(record.queryEnd)])) }
  }

  @inline(__always) private static func name(of field: FieldRange, in bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(field.nameStart)..<Int(field.nameEnd)])
  }

  @inline(__always) private static func value(of field: FieldRange, in bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(field.valueStart)..<Int(field.valueEnd)])
  }
}
