internal import Desk
internal import Domain
internal import HTTP

extension ApprovalLinks.Answer {
  static let longestObjection = 4_000

  static let form = ObjectSchema(
    name: "LinkAnswerForm",
    properties: [
      .init(name: "deed", schema: .choice(["decide", "object"]), required: true, note: nil),
      .init(
        name: "objection", schema: .text(min: 1, max: longestObjection, format: nil), required: false, note: "With the deed `object`"),
    ],
    closed: false, example: nil, patterns: [("^line_[1-9][0-9]*$", .choice(Estimate.Decision.allCases.map(\.rawValue)))])

  /// Reads the page's form (application/x-www-form-urlencoded, WHATWG URL standard, 5.1): `deed`, and `line_<id>` or
  /// `objection`.
  init(form body: [UInt8]) throws(Refusal) {
    var fields: [(name: String, value: String)] = []
    for pair in body.split(separator: UInt8(ascii: "&")) {
      let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(halves[0]), let value = Self.decoded(halves.count > 1 ? halves[1] : []) else {
        throw .malformed([.formUnreadable])
      }
      fields.append((name, value))
    }
    guard let deed = fields.first(where: { $0.name == "deed" })?.value else { throw .invalid(.missing(at: "/deed")) }
    switch deed {
    case "object": self = .object(try Self.objection(fields.first { $0.name == "objection" }?.value ?? ""))
    case "decide": self = .decide(try Self.items(fields))
    default: throw .invalid(.notOneOf(["decide", "object"], at: "/deed"))
    }
  }

  private static func items(_ fields: [(name: String, value: String)]) throws(Refusal) -> [ItemDecision] {
    var items: [ItemDecision] = []
    var faults: [Reason] = []
    for field in fields where field.name.hasPrefix("line_") && faults.count <= Faults.most {
      let pointer = "/\(field.name.prefix(60))"
      guard let id = Int64(field.name.dropFirst(5)), id > 0 else {
        faults.append(.unknownField(field.name, at: pointer))
        continue
      }
      guard let decision = Estimate.Decision(rawValue: field.value) else {
        faults.append(.notOneOf(Estimate.Decision.allCases.map(\.rawValue), at: pointer))
        continue
      }
      items.append(ItemDecision(id, decision))
    }
    guard faults.isEmpty else { throw .invalid(faults) }
    return items
  }

  private static func objection(_ raw: String) throws(Refusal) -> String {
    var faults: [Reason] = []
    guard let text = Kind<String>.text(1...longestObjection, lines: true).read(.text(raw), "/objection", &faults) else {
      throw .invalid(faults)
    }
    return text
  }

  /// Decodes plus signs and percent escapes; nil for an invalid escape or invalid UTF-8.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    var plain: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): plain.append(0x20)
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { return nil }
        plain.append(high << 4 | low)
      default: plain.append(byte)
      }
    }
    return String(validating: plain, as: UTF8.self)
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
