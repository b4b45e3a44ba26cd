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
    let fields = try FormFields(body)
    guard let deed = fields["deed"] else { throw .invalid(.missing(at: "/deed")) }
    switch deed {
    case "object": self = .object(try Self.objection(fields["objection"] ?? ""))
    case "decide": self = .decide(try Self.items(fields.all))
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
}
