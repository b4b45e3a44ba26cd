internal import Domain

enum ProxyJSON {
  static let proxy = Shape<Proxy>("Proxy", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.integer("client_id") { $0.clientId }
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

struct ProxyBody: Declared {
  let name: String
  let phone: String?
  let document: String
  let mayPlace: Bool
  let mayApprove: Bool
  let mayCollect: Bool
  let approveLimit: Money?
  let validFromOn: Day
  let validUntilOn: Day

  init(_ fields: inout Fields) {
    name = fields.required("name", .name)
    phone = fields.optional("phone", .phone)
    document = fields.required("document", .line, "By which the power was given")
    mayPlace = fields.optional("may_place", .flag, or: false, "May bring the vehicle and open an order")
    mayApprove = fields.optional("may_approve", .flag, or: false)
    mayCollect = fields.optional("may_collect", .flag, or: false)
    approveLimit = fields.optional("approve_limit_minor", .money(), "The most one approval may cost; absent: no limit")
    validFromOn = fields.required("valid_from_on", .date)
    validUntilOn = fields.required("valid_until_on", .date, "Last day inclusive")
  }
  static let example: String? = """
    {"name":"Борис Крылов","phone":"8 916 555-11-22","document":"доверенность № 17 от 12.03.2026","may_place":true,"may_approve":true,\
    "approve_limit_minor":5000000,"valid_from_on":"2026-03-12","valid_until_on":"2029-03-12"}
    """

  func proxy(of clientID: Int64, at now: Instant) -> Proxy {
    Proxy(
      id: 0, clientId: clientID, name: name, phone: phone, document: document, mayPlace: mayPlace, mayApprove: mayApprove,
      mayCollect: mayCollect, approveLimit: approveLimit, validFromOn: validFromOn, validUntilOn: validUntilOn, createdAt: now)
  }
}

struct ProxyPatch: Declared {
  let name: String?
  let phone: Patch<String>
  let document: String?
  let mayPlace: Bool?
  let mayApprove: Bool?
  let mayCollect: Bool?
  let approveLimit: Patch<Money>
  let validFromOn: Day?
  let validUntilOn: Day?

  init(_ fields: inout Fields) {
    name = fields.change("name", .name)
    phone = fields.patch("phone", .phone)
    document = fields.change("document", .line)
    mayPlace = fields.change("may_place", .flag)
    mayApprove = fields.change("may_approve", .flag)
    mayCollect = fields.change("may_collect", .flag)
    approveLimit = fields.patch("approve_limit_minor", .money())
    validFromOn = fields.change("valid_from_on", .date)
    validUntilOn = fields.change("valid_until_on", .date)
  }
  static let example: String? = #"{"valid_until_on":"2028-03-12","may_collect":true}"#

  func apply(to proxy: inout Proxy) {
    proxy.name = name ?? proxy.name
    proxy.phone = phone.applied(to: proxy.phone)
    proxy.document = document ?? proxy.document
    proxy.mayPlace = mayPlace ?? proxy.mayPlace
    proxy.mayApprove = mayApprove ?? proxy.mayApprove
    proxy.mayCollect = mayCollect ?? proxy.mayCollect
    proxy.approveLimit = approveLimit.applied(to: proxy.approveLimit)
    proxy.validFromOn = validFromOn ?? proxy.validFromOn
    proxy.validUntilOn = validUntilOn ?? proxy.validUntilOn
  }
}
