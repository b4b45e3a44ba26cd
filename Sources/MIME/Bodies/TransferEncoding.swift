/// How a part's content is written (RFC 2045, 6).
package enum TransferEncoding: Sendable, Equatable {
  /// Seven bits, eight bits or binary: as it is.
  case identity
  case base64, quotedPrintable, uuencode

  /// The encoding that a field names, in any spelling; `nil` for an unknown one.
  init?(named name: String) {
    switch name {
    case "", "7bit", "8bit", "binary", "7-bit", "8-bit", "7bits", "8bits", "none", "us-ascii", "utf-8", "plain": self = .identity
    case "base64", "base-64", "b64": self = .base64
    case "quoted-printable", "quotedprintable", "quoted_printable", "qp": self = .quotedPrintable
    case "uuencode", "x-uuencode", "x-uue", "uue": self = .uuencode
    default: return nil
    }
  }

  /// Decodes a content, at most `most` bytes of it.
  func decode(_ content: Bytes, most: Int = .max) -> [UInt8] {
    switch self {
    case .identity: return [UInt8](content.prefix(most))
    case .base64: return Base64.decode(content, most: most)
    case .quotedPrintable:
      var out: [UInt8] = []
      out.reserveCapacity(min(content.count, most))
      QuotedPrintable.decode(content, into: &out, most: most)
      return out
    case .uuencode:
      var out: [UInt8] = []
      UUEncoded.decode(content, into: &out, most: most)
      return out
    }
  }

  /// Decodes a content piece by piece, so that a large file is never in memory as a whole. A piece comes from whole lines.
  func decodePieces(_ content: Bytes, _ body: (Bytes) throws -> Void) rethrows {
    if self == .identity { return try body(content) }
    var decoder = Base64.Decoder()
    var out: [UInt8] = []
    var at = content.startIndex
    while at < content.endIndex {
      let far = min(at + 49_152, content.endIndex)
      // A break of quoted-printable that is not finished would be lost between two pieces.
      let end = content[far...].firstIndex(of: 0x0A).map { $0 + 1 } ?? content.endIndex
      let piece = content[at..<end]
      out.removeAll(keepingCapacity: true)
      switch self {
      case .identity: break
      case .base64: decoder.decode(piece, into: &out, most: .max)
      case .quotedPrintable: QuotedPrintable.decode(piece, into: &out, most: .max)
      case .uuencode: UUEncoded.decode(piece, into: &out, most: .max)
      }
      if end == content.endIndex { decoder.end(into: &out) }
      at = end
      try body(out[...])
    }
  }

  /// The number of bytes that a content decodes to.
  func count(_ content: Bytes) -> Int {
    if self == .identity { return content.count }
    if self == .base64 {
      var counter = Base64.Decoder()
      return counter.count(content)
    }
    var total = 0
    decodePieces(content) { total += $0.count }
    return total
  }
}
