package import Domain

enum CoverageJSON {
  static let coverage = Shape<Coverage>("Coverage", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.integer("vehicle_id") { $0.vehicleID }
    s.word("kind") { $0.kind }
    s.text("name") { $0.name }
    s.word("payer_role") { $0.payerRole }
    s.integer("payer_client_id") { $0.payerClientID }
    s.date("from_on") { $0.fromOn }
    s.date("until_on") { $0.untilOn }
    s.integer("until_km") { $0.untilKm }
    s.share("labour_share_bp") { $0.labourShare }
    s.share("parts_share_bp") { $0.partsShare }
    s.money("cap_minor") { $0.cap }
    s.money("deductible_minor") { $0.deductible }
    s.integer("line_id") { $0.orderLineID }
    s.flag("confirmed") { $0.confirmed }
    s.time("ended_at") { $0.endedAt }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }
}

extension Coverage: Formed {
  package static func fields(_ form: inout Form<Coverage>) {
    form.fixed("kind", .choice(), \.kind)
    form.required("name", .line, \.name)
    form.required("payer_role", .choice(), "company, the centre itself: a manager's; any change of a manager's confirms it") {
      coverage, role in
      coverage.payerRole = role
      if role == .company { coverage.payerClientID = nil }
    }
    form.clearable(
      "payer_client_id", .id, \.payerClientID, "Whom the bill goes to, not a merged card (409); none when the company pays")
    form.required("from_on", .date, \.fromOn)
    form.required("until_on", .date, \.untilOn, "Last day inclusive")
    form.clearable(
      "until_km", .integer(0...Odometer.largest), \.untilKm, "Last kilometre inclusive, of the car's run; absent: no limit")
    form.defaulted("labour_share_bp", .share, \.labourShare)
    form.defaulted("parts_share_bp", .share, \.partsShare)
    form.clearable("cap_minor", .money(), \.cap, "The most it pays of one order, all its lines together; each order anew")
    form.defaulted("deductible_minor", .money(), \.deductible, "The client's own part of each order")
  }
  package static let newExample: String? = """
    {"kind":"company","name":"Гарантия автоцентра","payer_role":"company","from_on":"2026-01-01","until_on":"2028-12-31","until_km":100000,\
    "labour_share_bp":7000,"parts_share_bp":7000}
    """
  package static let changeExample: String? = #"{"until_on":"2029-12-31"}"#
}
