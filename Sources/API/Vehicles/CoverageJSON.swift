internal import Domain

enum CoverageJSON {
  static let coverage = Shape<Coverage>("Coverage", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.integer("vehicle_id") { $0.vehicleId }
    s.word("kind") { $0.kind }
    s.text("name") { $0.name }
    s.word("payer_role") { $0.payerRole }
    s.integer("payer_client_id") { $0.payerClientId }
    s.date("from_on") { $0.fromOn }
    s.date("until_on") { $0.untilOn }
    s.integer("until_km") { $0.untilKm }
    s.share("labour_share_bp") { $0.labourShare }
    s.share("parts_share_bp") { $0.partsShare }
    s.money("cap_minor") { $0.cap }
    s.money("deductible_minor") { $0.deductible }
    s.integer("line_id") { $0.orderLineId }
    s.flag("confirmed") { $0.confirmed }
    s.time("ended_at") { $0.endedAt }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }
}

struct CoverageBody: Declared {
  let kind: Coverage.Kind
  let name: String
  let payerRole: PayerRole
  let payerClientID: Int64?
  let fromOn: Day
  let untilOn: Day
  let untilKm: Int64?
  let labourShare: Share
  let partsShare: Share
  let cap: Money?
  let deductible: Money

  static let capNote = "The most it pays of one order, all its lines together; each order anew"
  init(_ fields: inout Fields) {
    kind = fields.required("kind", .choice())
    name = fields.required("name", .line)
    payerRole = fields.required("payer_role", .choice(), "company, the centre itself: a manager's")
    payerClientID = fields.optional(
      "payer_client_id", .id, "Whom the bill goes to, not a merged card (409); none when the company pays")
    fromOn = fields.required("from_on", .date)
    untilOn = fields.required("until_on", .date, "Last day inclusive")
    untilKm = fields.optional("until_km", .integer(0...Odometer.largest), "Last kilometre inclusive, of the car's run; absent: no limit")
    labourShare = fields.optional("labour_share_bp", .share, or: .whole)
    partsShare = fields.optional("parts_share_bp", .share, or: .whole)
    cap = fields.optional("cap_minor", .money(), Self.capNote)
    deductible = fields.optional("deductible_minor", .money(), or: .zero, "The client's own part of each order")
  }
  static let example: String? = """
    {"kind":"company","name":"Гарантия автоцентра","payer_role":"company","from_on":"2026-01-01","until_on":"2028-12-31","until_km":100000,\
    "labour_share_bp":7000,"parts_share_bp":7000}
    """

  func coverage(of vehicleID: Int64, at now: Instant) -> Coverage {
    Coverage(
      id: 0, vehicleId: vehicleID, kind: kind, name: name, payerRole: payerRole, payerClientId: payerClientID, fromOn: fromOn,
      untilOn: untilOn, untilKm: untilKm, labourShare: labourShare, partsShare: partsShare, cap: cap, deductible: deductible, createdAt: now
    )
  }
}

struct CoveragePatch: Declared {
  let name: String?
  let payerRole: PayerRole?
  let payerClientID: Patch<Int64>
  let fromOn: Day?
  let untilOn: Day?
  let untilKm: Patch<Int64>
  let labourShare: Share?
  let partsShare: Share?
  let cap: Patch<Money>
  let deductible: Money?

  init(_ fields: inout Fields) {
    name = fields.change("name", .line)
    payerRole = fields.change("payer_role", .choice(), "What the centre itself pays is a manager's; any change of a manager's confirms it")
    payerClientID = fields.patch("payer_client_id", .id, "Whom the bill goes to; not a merged card (409); gone with a change to company")
    fromOn = fields.change("from_on", .date)
    untilOn = fields.change("until_on", .date)
    untilKm = fields.patch("until_km", .integer(0...Odometer.largest))
    labourShare = fields.change("labour_share_bp", .share)
    partsShare = fields.change("parts_share_bp", .share)
    cap = fields.patch("cap_minor", .money(), CoverageBody.capNote)
    deductible = fields.change("deductible_minor", .money())
  }
  static let example: String? = #"{"until_on":"2029-12-31"}"#

  func apply(to coverage: inout Coverage) {
    coverage.name = name ?? coverage.name
    coverage.payerRole = payerRole ?? coverage.payerRole
    if payerRole == .company { coverage.payerClientId = nil }
    coverage.payerClientId = payerClientID.applied(to: coverage.payerClientId)
    coverage.fromOn = fromOn ?? coverage.fromOn
    coverage.untilOn = untilOn ?? coverage.untilOn
    coverage.untilKm = untilKm.applied(to: coverage.untilKm)
    coverage.labourShare = labourShare ?? coverage.labourShare
    coverage.partsShare = partsShare ?? coverage.partsShare
    coverage.cap = cap.applied(to: coverage.cap)
    coverage.deductible = deductible ?? coverage.deductible
  }
}
