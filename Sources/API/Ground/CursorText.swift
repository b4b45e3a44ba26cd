internal import Desk
internal import FoundationEssentials

/// A cursor as opaque text: sort key, id, and a hash of the list's path and filters, so that it fits no other list.
enum CursorText {
  static func encode(_ cursor: Cursor, filters: [String]) -> String {
    let key =
      switch cursor.key {
      case .integer(let value): "i\(value)"
      case .text(let value): "t\(value)"
      }
    let plain = "\(hash(filters)) \(cursor.id) \(key)"
    return exchange(Data(plain.utf8).base64EncodedData(), [(0x2B, 0x2D), (0x2F, 0x5F)])
  }

  static func decode(_ text: String, filters: [String]) -> Cursor? {
    let standard = exchange(text.utf8, [(0x2D, 0x2B), (0x5F, 0x2F)])
    let padded = standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    guard let data = Data(base64Encoded: padded), let plain = String(validating: data, as: UTF8.self) else { return nil }
    let parts = plain.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, String(parts[0]) == hash(filters), let id = Int64(parts[1]), let kind = parts[2].first else { return nil }
    let rest = String(parts[2].dropFirst())
    if kind == "t" { return Cursor(key: .text(rest), id: id) }
    return kind == "i" ? Int64(rest).map { Cursor(key: .integer($0), id: id) } : nil
  }

  /// The bytes with some letters exchanged and without padding (RFC 4648, 5).
  private static func exchange(_ text: some Sequence<UInt8>, _ pairs: [(from: UInt8, to: UInt8)]) -> String {
    let bytes = text.lazy.filter { $0 != 0x3D }.map { byte in pairs.first { $0.from == byte }?.to ?? byte }
    return String(decoding: Array(bytes), as: UTF8.self)
  }

  /// FNV-1a, 64 bits: it tells lists apart, it guards nothing.
  private static func hash(_ filters: [String]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in filters.joined(separator: "\n").utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return String(hash, radix: 36)
  }
}
