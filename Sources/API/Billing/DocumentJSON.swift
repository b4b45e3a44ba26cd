internal import Desk
internal import Domain

enum DocumentJSON {
  static let summary = Shape<BillingDocument>("DocumentSummary", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.text("number") { $0.number }
    s.word("kind") { $0.kind }
    s.integer("work_order_id") { $0.workOrderID }
    s.word("payer_role") { $0.payerRole }
    s.integer("payer_client_id") { $0.payerClientID }
    s.text("buyer_name") { $0.buyerName }
    s.text("buyer_tax_id") { $0.buyerTaxID }
    s.date("completed_on") { $0.completedOn }
    s.time("issued_at") { $0.issuedAt }
    s.integer("issued_by_id") { $0.issuedByID }
    s.date("due_on") { $0.dueOn }
    s.money("gross_minor") { $0.gross }
    s.money("vat_minor") { $0.vat }
    s.money("paid_minor") { $0.paid }
    s.money("open_minor") { $0.open }
    s.integer("credit_of_id") { $0.creditOfID }
    s.integer("credited_by_id") { $0.creditedByID }
    s.text("reason") { $0.reason }
    s.integer("version") { $0.version }
  }

  static let document = Shape<DocumentInFull>("Document", version: { $0.document.version }) { s in
    s.embed(summary) { $0.document }
    s.text("work_order_number") { $0.order.number }
    s.list("lines", line) { $0.lines }
    s.list("paid_by", paidShare) { $0.paidBy }
  }

  static let line = Shape<DocumentLine>("DocumentLine") { s in
    s.integer("position") { $0.position }
    s.integer("line_id") { $0.orderLineID }
    s.word("kind") { $0.kind }
    s.text("code") { $0.code }
    s.text("name") { $0.name }
    s.word("unit") { $0.unit }
    s.quantity("quantity") { $0.quantity }
    s.money("unit_price_minor") { $0.unitPrice }
    s.share("discount_bp") { $0.discount }
    s.money("full_minor") { $0.full }
    s.share("share_bp") { $0.share }
    s.money("share_minor") { $0.ofShare }
    s.money("deductible_minor") { $0.deductible }
    s.money("cap_minor") { $0.cap }
    s.money("gross_minor") { $0.gross }
    s.word("tax_category") { $0.taxCategory }
    s.share("vat_rate_bp") { $0.vatRate }
    s.money("vat_minor") { $0.vat }
    s.flag("client_supplied") { $0.clientSupplied }
  }

  static let paidShare = Shape<PaidShare>("PaidShare") { s in
    s.integer("payment_id") { $0.paymentID }
    s.text("payment_number") { $0.paymentNumber }
    s.integer("document_id") { $0.documentID }
    s.text("document_number") { $0.documentNumber }
    s.money("amount_minor") { $0.amount }
  }

  static let issued = Shape<[DocumentInFull]>("IssuedDocuments") { s in s.list("documents", document) { copy $0 } }
}

struct DocumentQuery: Declared {
  let filter: BillingDocuments.Filter
  init(_ fields: inout Fields) {
    var filter = BillingDocuments.Filter()
    filter.number = fields.optional("number", .documentNumber(), DocumentNumber.filterNote)
    filter.workOrderID = fields.optional("work_order_id", .id)
    filter.payerClientID = fields.optional("payer_client_id", .id)
    filter.payerRole = fields.optional("payer_role", .choice())
    filter.kind = fields.optional("kind", .choice())
    filter.state = fields.optional("state", .choice(), "open, overdue, paid: invoices only; credited: all kinds")
    filter.issued = fields.period(of: "issued")
    filter.newestFirst = fields.optional("sort", .choice(Events.Sort.self), or: .oldest) == .newest
    self.filter = filter
  }
}

struct InvoiceBody: Declared {
  let whom: BillingDocuments.Whom
  init(_ fields: inout Fields) {
    whom = BillingDocuments.Whom(
      role: fields.optional("payer_role", .choice(), "Whom to bill; without a payer, everyone who has not been billed"),
      clientID: fields.optional("payer_client_id", .id, "One of the order's payers; a merged card's id means the card it was merged into"))
  }
  static let example: String? = #"{"payer_role":"client"}"#
}

struct CreditBody: Declared {
  let reason: String
  init(_ fields: inout Fields) { reason = fields.required("reason", .line) }
  static let example: String? = #"{"reason":"Ошибка в количестве"}"#
}
