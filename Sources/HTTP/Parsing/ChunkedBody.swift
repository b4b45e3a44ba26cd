/// Decodes a chunked body (RFC 9112, 7.1): control bytes one at a time, data in runs. Extensions and trailers are
/// checked and dropped.
struct ChunkedBody {
  private enum State {
    /// Before the first digit of a chunk's size.
    case size
    case moreSize
    /// Blanks and extensions after the size.
    case extensions
    case sizeLineFeed
    case data
    case dataReturn, dataLineFeed
    case trailerStart, trailerName, trailerValue, trailerLineFeed
    case lastLineFeed
  }

  /// Most bytes of extensions and trailers in one body. A client with more only keeps the server busy.
  private static let most = 8 * 1024

  private var state = State.size
  private var remaining = 0
  private var digits = 0
  private var idle = 0
  private var extensions = ChunkExtensions()

  /// Consumes `input` and appends its data to `body`. True when the body has ended.
  mutating func read(
    _ input: UnsafeBufferPointer<UInt8>, from index: inout Int, into body: inout [UInt8], limit: Int
  ) throws(RefusalKind) -> Bool {
    while index < input.count {
      if case .data = state {
        let run = min(remaining, input.count &- index)
        body.append(contentsOf: input[index..<(index &+ run)])
        index &+= run
        remaining &-= run
        if remaining == 0 { state = .dataReturn }
        continue
      }
      let byte = input[index]
      index &+= 1
      if try step(byte) { return true }
      if case .data = state, remaining > limit &- body.count { throw .contentTooLarge }
    }
    return false
  }

  private mutating func step(_ byte: UInt8) throws(RefusalKind) -> Bool {
    switch state {
    case .size, .moreSize: try readSize(byte)
    case .extensions:
      try countIdle()
      if try extensions.step(byte) { state = .sizeLineFeed }
    case .sizeLineFeed:
      try expect(byte, Octets.lineFeed)
      digits = 0
      state = remaining == 0 ? .trailerStart : .data
    case .data: break
    case .dataReturn:
      try expect(byte, Octets.carriageReturn)
      state = .dataLineFeed
    case .dataLineFeed:
      try expect(byte, Octets.lineFeed)
      state = .size
    case .trailerStart, .trailerName, .trailerValue, .trailerLineFeed: try readTrailer(byte)
    case .lastLineFeed:
      try expect(byte, Octets.lineFeed)
      return true
    }
    return false
  }

  private mutating func readSize(_ byte: UInt8) throws(RefusalKind) {
    if let digit = Octets.hexadecimal(byte) {
      digits &+= 1
      // 15 digits cannot overflow 63 bits, and no real chunk needs more.
      guard digits <= 15 else { throw .badRequest("a chunk size is malformed") }
      remaining = (state == .size ? 0 : remaining << 4) | Int(digit)
      state = .moreSize
      return
    }
    guard state == .moreSize else { throw .badRequest("a chunk size is malformed") }
    switch byte {
    case Octets.carriageReturn: state = .sizeLineFeed
    case 59, 0x20, 9:
      extensions = ChunkExtensions()
      _ = try extensions.step(byte)
      state = .extensions
    default: throw .badRequest("a chunk size is malformed")
    }
  }

  private mutating func readTrailer(_ byte: UInt8) throws(RefusalKind) {
    try countIdle()
    switch state {
    case .trailerStart where byte == Octets.carriageReturn: state = .lastLineFeed
    case .trailerStart:
      guard Octets.isToken(byte) else { throw .badRequest("a trailer is malformed") }
      state = .trailerName
    case .trailerName where byte == 58: state = .trailerValue
    case .trailerName:
      guard Octets.isToken(byte) else { throw .badRequest("a trailer is malformed") }
    case .trailerValue where byte == Octets.carriageReturn: state = .trailerLineFeed
    case .trailerValue:
      guard Octets.isFieldContent(byte) else { throw .badRequest("a trailer is malformed") }
    default:
      try expect(byte, Octets.lineFeed)
      state = .trailerStart
    }
  }

  private mutating func countIdle() throws(RefusalKind) {
    idle &+= 1
    guard idle <= Self.most else { throw .badRequest("the chunked coding carries too much beside the body") }
  }

  private func expect(_ byte: UInt8, _ wanted: UInt8) throws(RefusalKind) {
    guard byte == wanted else { throw .badRequest("the chunked coding is broken") }
  }
}
