internal import Desk
internal import Domain

enum OrderLineJSON {
  /// A line's ETag is its order's, because the order changes as a whole.
  static let line = LentShape<OrderLinePicture>("OrderLine", version: { $0.orderVersion }) { s in
    s.integer("id") { $0.id }
    s.word("kind", of: OrderLine.Kind.self) { $0.kind }
    s.word("status", of: OrderLine.Status.self) { $0.status }
    s.text("code") { $0.code }
    s.text("name") { $0.name }
    s.word("unit", of: Measure.self) { $0.unit }
    s.quantity("quantity") { $0.quantity }
    s.money("unit_price_minor") { $0.unitPrice }
    s.share("discount_bp") { $0.discount }
    s.money("gross_minor") { $0.gross }
    s.word("tax_category", of: TaxCategory.self) { $0.taxCategory }
    s.integer("operation_id") { $0.operationID }
    s.integer("part_id") { $0.partID }
    s.integer("complaint_id") { $0.complaintID }
    s.flag("client_supplied") { $0.clientSupplied }
    s.quantity("reserved") { $0.reserved }
    s.quantity("on_order") { $0.onOrder }
    s.quantity("issued") { $0.issued }
    s.quantity("short") { $0.short }
    s.money("issued_cost_minor", sight: .costs) { $0.issuedCost }
    s.integers("mechanic_ids") { $0.mechanics }
    s.list("payers", payer) { $0.payers }
    s.object("coverage_check", check) { $0.check }
    s.time("done_at") { $0.doneAt }
    s.text("declined_reason") { $0.declinedReason }
    s.time("created_at") { $0.createdAt }
  }

  private static let payer = Shape<LinePayer>("LinePayer") { s in
    s.word("role") { $0.role }
    s.integer("payer_client_id") { $0.payerClientID }
    s.share("share_bp") { $0.share }
    s.money("gross_minor") { $0.gross }
    s.word("tax_category") { $0.taxCategory }
  }

  private static let check = Shape<CoverageCheck>("CoverageCheck") { s in
    s.flag("covered") { $0.covered }
    s.word("verdict") { $0.reason }
    s.integer("coverage_id") { $0.coverageID }
    s.share("share_bp") { $0.share }
    s.text("note") { $0.note }
    s.time("at") { $0.at }
    s.integer("user_id") { $0.userID }
  }

  static let declined = Shape<OrderLine>("DeclinedLine") { s in
    s.integer("id") { $0.id }
    s.integer("work_order_id") { $0.workOrderID }
    s.word("kind") { $0.kind }
    s.text("code") { $0.code }
    s.text("name") { $0.name }
    s.word("unit") { $0.unit }
    s.quantity("quantity") { $0.quantity }
    s.money("unit_price_minor") { $0.unitPrice }
    s.money("gross_minor") { $0.gross }
    s.integer("operation_id") { $0.operationID }
    s.integer("part_id") { $0.partID }
    s.text("declined_reason") { $0.declinedReason }
    s.time("created_at") { $0.createdAt }
  }
}

struct OrderLineBody: Declared {
  let new: OrderLines.New
  init(_ fields: inout Fields) {
    var new = OrderLines.New(kind: fields.required("kind", .choice()))
    new.operationID = fields.optional("operation_id", .id, "Labour from the catalogue; else name, quantity and unit_price_minor")
    new.partID = fields.optional("part_id", .id, "A part from the catalogue; what is available is reserved at once")
    new.clientSupplied = fields.optional("client_supplied", .flag, or: false, "A part the client brought: name it; it has no price")
    new.complaintID = fields.optional("complaint_id", .id)
    new.code = fields.optional("code", .text(1...60))
    new.name = fields.optional("name", .line)
    new.unit = fields.optional("unit", .choice())
    new.quantity = fields.optional("quantity", .quantity(1...1_000_000_000), "Norm-hours, or units of the part")
    new.unitPrice = fields.optional(
      "unit_price_minor", .money(), "The catalogue's when absent; of one norm-hour the client's own rate first")
    new.discount = fields.optional("discount_bp", .share, "The client's own when absent")
    new.taxCategory = fields.optional("tax_category", .choice())
    new.mechanics = fields.optional("mechanic_ids", .list(of: .id, 0...10), or: [])
    new.isWithinTolerance = fields.optional(
      "within_tolerance", .flag, or: false, "Into the approved work without a supplement, as far as tolerance and standing instruction go")
    self.new = new
  }
  static let example: String? = #"{"kind":"labour","name":"Диагностика подвески","quantity":0.5,"unit_price_minor":240000}"#
}

struct OrderLinePatch: Declared {
  let edit: OrderLines.Edit
  init(_ fields: inout Fields) {
    var edit = OrderLines.Edit()
    edit.quantity = fields.change("quantity", .quantity(1...1_000_000_000))
    edit.unitPrice = fields.change("unit_price_minor", .money())
    edit.discount = fields.change("discount_bp", .share)
    edit.taxCategory = fields.change("tax_category", .choice())
    switch fields.patch("complaint_id", .id) as Patch<Int64> {
    case .keep: break
    case .set(let id): edit.complaint = .some(id)
    case .clear: edit.complaint = .some(nil)
    }
    self.edit = edit
  }
  static let example: String? = #"{"quantity":1.5,"discount_bp":500}"#
}

struct DeclinedBody: Declared {
  let lines: [Int64]
  init(_ fields: inout Fields) { lines = fields.required("line_ids", .list(of: .id, 1...100), "From the vehicle's declined work") }
  static let example: String? = #"{"line_ids":[1]}"#
}

struct MechanicsBody: Declared {
  let mechanics: [Int64]
  init(_ fields: inout Fields) { mechanics = fields.required("mechanic_ids", .list(of: .id, 0...10)) }
  static let example: String? = #"{"mechanic_ids":[3]}"#
}

struct PayerBody: Declared {
  let role: PayerRole
  let clientID: Int64?
  let share: Share
  init(_ fields: inout Fields) {
    role = fields.required("role", .choice(), "More of company, the centre itself: a manager's")
    clientID = fields.optional(
      "payer_client_id", .id,
      "Nobody stands for the centre itself, or for the order's own client, whose card alone a payer of role client names; not a merged card (409)"
    )
    share = fields.required("share_bp", .share)
  }
  static let example: String? = #"{"role":"company","share_bp":7000}"#
}

struct PayersBody: Declared {
  let payers: [PayerBody]
  init(_ fields: inout Fields) {
    payers = fields.required(
      "payers", .list(of: .object(), 0...5), "The client pays the rest of the shares; empty: the client pays all")
  }
  var shares: [PayerShare] { payers.map { PayerShare($0.role, payerClientID: $0.clientID, share: $0.share) } }
  static let example: String? = #"{"payers":[{"role":"company","share_bp":7000}]}"#
}

struct CoverageCheckBody: Declared {
  let coverageID: Int64?
  let note: String?
  init(_ fields: inout Fields) {
    coverageID = fields.optional(
      "coverage_id", .id,
      "The best of the vehicle's warranties when absent; a repair warranty named for other work than its own covers nothing (other_work)")
    note = fields.optional("note", .text(1...500))
  }
  static let example: String? = "{}"
}

struct ClaimRefusalBody: Declared {
  let reason: String
  let companyPays: Bool
  init(_ fields: inout Fields) {
    reason = fields.required("reason", .text(1...500))
    companyPays = fields.optional("company_pays", .flag, or: false, "The centre bears the refused share, as goodwill: a manager's")
  }
  static let example: String? = #"{"reason":"завод не признал случай гарантийным","company_pays":true}"#
}
