internal import Domain

/// The fields of a page's form (application/x-www-form-urlencoded, WHATWG URL standard, 5.1), in the order of the page.
struct FormFields {
  let all: [(name: String, value: String)]

  init(_ body: [UInt8]) throws(Refusal) {
    var fields: [(name: String, value: String)] = []
    for pair in body.split(separator: UInt8(ascii: "&")) {
      let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(halves[0]), let value = Self.decoded(halves.count > 1 ? halves[1] : []) else {
        throw .malformed([.formUnreadable])
      }
      fields.append((name, value))
    }
    all = fields
  }

  /// The first value of that name.
  subscript(_ name: String) -> String? { all.first { $0.name == name }?.value }

  /// Decodes plus signs and percent escapes; nil for an invalid escape or invalid UTF-8. A browser sends each line break
  /// as CR LF, but counts it once against `maxlength` (HTML, 4.10.22.4 and 4.10.11), so it becomes LF.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): plain.append(0x20)
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
        append(high << 4 | low, to: &plain)
      default: append(byte, to: &plain)
      }
    }
    return String(validating: plain, as: UTF8.self)
  }

  private static func append(_ byte: UInt8, to plain: inout [UInt8]) {
    if byte == 0x0A, plain.last == 0x0D { plain.removeLast() }
    plain.append(byte)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}

extension Reason {
  static let formUnreadable = Reason("form_unreadable", en: "The form cannot be read.", ru: "Форма не читается.")
}
