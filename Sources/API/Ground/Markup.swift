/// A piece of HTML. What the source spells out is markup; every value set into it becomes text, so that nothing people
/// typed can be read as markup.
///
///     let line: Markup = "<p>\(name)</p>"
struct Markup: ExpressibleByStringInterpolation, Sendable {
  private(set) var bytes: [UInt8]

  init() { bytes = [] }
  init(stringLiteral literal: String) { bytes = Array(literal.utf8) }
  init(stringInterpolation pieces: StringInterpolation) { bytes = pieces.bytes }

  static func += (markup: inout Markup, more: Markup) { markup.bytes += more.bytes }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) { bytes.reserveCapacity(literalCapacity + interpolationCount * 32) }

    mutating func appendLiteral(_ literal: String) { bytes += literal.utf8 }
    mutating func appendInterpolation(_ markup: Markup) { bytes += markup.bytes }
    mutating func appendInterpolation(_ number: Int) { bytes += String(number).utf8 }

    /// Escapes for text and for attribute values in either quotes. A control character becomes a space.
    mutating func appendInterpolation(_ text: String) {
      if text.utf8.allSatisfy(\.isPlain) {
        bytes += text.utf8
        return
      }
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "&"): bytes += "&amp;".utf8
        case UInt8(ascii: "<"): bytes += "&lt;".utf8
        case UInt8(ascii: ">"): bytes += "&gt;".utf8
        case UInt8(ascii: "\""): bytes += "&quot;".utf8
        case UInt8(ascii: "'"): bytes += "&#39;".utf8
        case 0x09, 0x0A: bytes.append(byte)
        case 0..<0x20, 0x7F: bytes.append(0x20)
        default: bytes.append(byte)
        }
      }
    }
  }
}

extension UInt8 {
  /// True for a byte that stands for itself in HTML.
  fileprivate var isPlain: Bool {
    switch self {
    case 0x20, 0x21, 0x23...0x25, 0x28...0x3B, 0x3D, 0x3F...0x7E, 0x80...: true
    default: false
    }
  }
}

extension [Markup] {
  var joined: Markup { reduce(into: Markup()) { $0 += $1 } }
}
