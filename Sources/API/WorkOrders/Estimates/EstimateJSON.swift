internal import Desk
internal import Domain

enum EstimateJSON {
  static let line = Shape<EstimateLine>("EstimateLine") { s in
    s.integer("line_id") { $0.orderLineID }
    s.word("kind") { $0.kind }
    s.text("code") { $0.code }
    s.text("name") { $0.name }
    s.word("unit") { $0.unit }
    s.quantity("quantity") { $0.quantity }
    s.money("unit_price_minor") { $0.unitPrice }
    s.share("discount_bp") { $0.discount }
    s.money("gross_minor") { $0.gross }
    s.word("tax_category") { $0.taxCategory }
    s.share("vat_rate_bp") { $0.vatRate }
    s.money("vat_minor") { $0.vat }
    s.money("client_gross_minor") { $0.clientGross }
    s.flag("client_supplied") { $0.clientSupplied }
    s.word("decision") { $0.decision }
  }

  static let approval = Shape<Approval>("Approval") { s in
    s.word("how") { $0.how }
    s.integer("proxy_id") { $0.proxyID }
    s.integer("user_id") { $0.userID }
    s.time("at") { $0.at }
    s.text("note") { $0.note }
  }

  static let estimate = Shape<EstimateSheet>("Estimate", version: { $0.orderVersion }) { s in
    s.integer("id") { $0.estimate.id }
    s.integer("work_order_id") { $0.estimate.workOrderID }
    s.word("kind") { $0.estimate.kind }
    s.text("title") { $0.estimate.title }
    s.word("status") { $0.estimate.status }
    s.time("promised_at") { $0.estimate.promisedAt }
    s.money("gross_minor") { $0.estimate.gross }
    s.money("vat_minor") { $0.estimate.vat }
    s.money("client_gross_minor") { $0.estimate.clientGross }
    s.money("approved_minor") { $0.estimate.approved }
    s.integer("created_by_id") { $0.estimate.createdByID }
    s.time("created_at") { $0.estimate.createdAt }
    s.time("offered_at") { $0.estimate.offeredAt }
    s.time("expires_at") { $0.estimate.expiresAt }
    s.time("decided_at") { $0.estimate.decidedAt }
    s.word("superseded_reason") { $0.estimate.supersededReason }
    s.list("items", line) { $0.lines }
    s.object("approval", approval) { $0.approval }
  }

  static let offer = Shape<Offer>("Offer", version: { $0.version }) { s in
    s.integer("work_order_id") { $0.orderID }
    s.text("number") { $0.number }
    s.word("status") { $0.status }
    s.integer("version") { $0.version }
    s.list("estimates", estimate) { $0.estimates }
  }

  static let objection = Shape<Objection>("Objection") { s in
    s.integer("id") { $0.id }
    s.integer("work_order_id") { $0.orderID }
    s.text("reason") { $0.reason }
    s.time("at") { $0.at }
    s.integer("user_id") { $0.userID }
  }

  static let link = Shape<ApprovalLink>("ApprovalLink") { s in
    s.integer("id") { $0.id }
    s.integer("estimate_id") { $0.estimateID }
    s.text("url") { $0.url }
    s.time("expires_at") { $0.expiresAt }
  }
}

struct EstimateQuery: Declared {
  let status: Estimate.Status?
  init(_ fields: inout Fields) { status = fields.optional("status", .choice()) }
}

struct EstimateBody: Declared {
  let new: Estimates.New
  init(_ fields: inout Fields) {
    new = Estimates.New(
      title: fields.required("title", .line, "What the client reads above it"),
      lineIDs: fields.optional("line_ids", .list(of: .id, 1...Most.lines.count), "Absent: every proposed line not before the client yet"),
      promisedAt: fields.optional("promised_at", .time, "Absent: the order's; another lies in working time"),
      expiresAt: fields.optional("expires_at", .time, "Absent: so many hours after it is offered, as configured"))
  }
  static let example: String? = #"{"title":"Ремонт тормозов"}"#
}

struct OfferBody: Declared {
  let estimateIDs: [Int64]
  init(_ fields: inout Fields) { estimateIDs = fields.required("estimate_ids", .list(of: .id, 1...20), "The options, offered together") }
  static let example: String? = #"{"estimate_ids":[1]}"#
}

/// The way in which the desk got a decision. A decision by link has its own route.
enum HeardHow: String, CaseIterable, Sendable {
  case inPerson = "in_person"
  case phone
  case standingInstruction = "standing_instruction"

  var how: Approval.How {
    switch self {
    case .inPerson: .inPerson
    case .phone: .phone
    case .standingInstruction: .standingInstruction
    }
  }
}

struct ApprovalBody: Declared {
  let new: Approvals.New
  let items: [ItemDecision]
  init(_ fields: inout Fields) {
    let how: HeardHow = fields.required("how", .choice())
    new = Approvals.New(
      how: how.how, proxyID: fields.optional("proxy_id", .id, "Absent: the client"), note: fields.optional("note", .words))
    items = fields.required("items", .list(of: .object(ItemBody.self), 1...Most.lines.count), "Every item exactly once").map(\.decision)
  }
  static let example: String? = #"{"how":"phone","items":[{"line_id":1,"decision":"approved"}]}"#
}

struct ItemBody: Declared {
  let decision: ItemDecision
  init(_ fields: inout Fields) {
    decision = ItemDecision(fields.required("line_id", .id), fields.required("decision", .choice()))
  }
}

struct DeclineBody: Declared {
  let new: Approvals.New
  init(_ fields: inout Fields) {
    let how: HeardHow = fields.required("how", .choice())
    new = Approvals.New(
      how: how.how, proxyID: fields.optional("proxy_id", .id, "Absent: the client"), note: fields.optional("note", .words))
  }
  static let example: String? = #"{"how":"phone","note":"Дорого"}"#
}

struct ObjectionBody: Declared {
  let reason: String
  let estimateID: Int64?
  init(_ fields: inout Fields) {
    reason = fields.required("reason", .words)
    estimateID = fields.optional(
      "estimate_id", .id, "What is objected to, with the options beside it; absent: all that is before the client")
  }
  static let example: String? = #"{"reason":"Клиент хочет вариант подешевле"}"#
}
