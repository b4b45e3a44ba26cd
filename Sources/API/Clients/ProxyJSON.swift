package import Domain

enum ProxyJSON {
  static let proxy = Shape<Proxy>("Proxy", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.integer("client_id") { $0.clientID }
    s.text("name") { $0.name }
    s.text("phone") { $0.phone }
    s.text("document") { $0.document }
    s.flag("may_place") { $0.mayPlace }
    s.flag("may_approve") { $0.mayApprove }
    s.flag("may_collect") { $0.mayCollect }
    s.money("approve_limit_minor") { $0.approveLimit }
    s.date("valid_from_on") { $0.validFromOn }
    s.date("valid_until_on") { $0.validUntilOn }
    s.time("revoked_at") { $0.revokedAt }
    s.time("created_at") { $0.createdAt }
    s.integer("version") { $0.version }
  }
}

extension Proxy: Formed {
  package static func fields(_ form: inout Form<Proxy>) {
    form.required("name", .name, \.name)
    form.clearable("phone", .phone, \.phone)
    form.required("document", .line, \.document, "By which the power was given")
    form.defaulted("may_place", .flag, \.mayPlace, "May bring the vehicle and open an order")
    form.defaulted("may_approve", .flag, \.mayApprove)
    form.defaulted("may_collect", .flag, \.mayCollect)
    form.clearable("approve_limit_minor", .money(), \.approveLimit, "The most one approval may cost; absent: no limit")
    form.required("valid_from_on", .date, \.validFromOn)
    form.required("valid_until_on", .date, \.validUntilOn, "Last day inclusive")
  }
  package static let newExample: String? = """
    {"name":"Борис Крылов","phone":"8 916 555-11-22","document":"доверенность № 17 от 12.03.2026","may_place":true,"may_approve":true,\
    "approve_limit_minor":5000000,"valid_from_on":"2026-03-12","valid_until_on":"2029-03-12"}
    """
  package static let changeExample: String? = #"{"valid_until_on":"2028-03-12","may_collect":true}"#
}
