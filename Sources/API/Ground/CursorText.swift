internal import Desk

/// A cursor as opaque text that needs no escaping in a URL: a fingerprint of the list's path and filters, so that it
/// fits no other list, then the id and the sort key of the last entry.
enum CursorText {
  static func encode(_ cursor: Cursor, list: UInt64) -> String {
    let key =
      switch cursor.key {
      case .integer(let value): "i" + String(value, radix: 36)
      case .text(let value): "t" + hexadecimal(value)
      }
    return String(list, radix: 36) + "." + String(cursor.id, radix: 36) + "." + key
  }

  static func decode(_ text: String, list: UInt64) -> Cursor? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == String(list, radix: 36), let id = Int64(parts[1], radix: 36) else { return nil }
    let rest = parts[2].dropFirst()
    switch parts[2].first {
    case "i": return Int64(rest, radix: 36).map { Cursor(key: .integer($0), id: id) }
    case "t": return self.text(rest).map { Cursor(key: .text($0), id: id) }
    default: return nil
    }
  }

  private static func hexadecimal(_ text: String) -> String {
    text.utf8.reduce(into: "") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16) }
  }

  private static func text(_ digits: Substring) -> String? {
    let digits = Array(digits.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension String {
  /// FNV-1a, 64 bits: a fingerprint to compare texts, without cryptographic strength.
  var fingerprint: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}
