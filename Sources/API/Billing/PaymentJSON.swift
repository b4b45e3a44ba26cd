internal import Desk
internal import Domain

enum PaymentJSON {
  static let summary = Shape<Payment>("PaymentSummary", version: { $0.version }) { s in
    s.integer("id") { $0.id }
    s.text("number") { $0.number }
    s.integer("client_id") { $0.clientID }
    s.integer("work_order_id") { $0.workOrderID }
    s.word("method") { $0.method }
    s.money("amount_minor") { $0.amount }
    s.money("allocated_minor") { $0.allocated }
    s.money("refunded_minor") { $0.refunded }
    s.money("free_minor") { $0.left }
    s.integer("refund_of_id") { $0.refundOfID }
    s.text("reason") { $0.reason }
    s.text("fiscal_receipt") { $0.fiscalReceipt }
    s.flag("advance") { $0.advance }
    s.money("advance_minor") { $0.advanced }
    s.share("vat_rate_bp") { $0.vatRate }
    s.money("vat_minor") { $0.vat }
    s.time("at") { $0.at }
    s.integer("user_id") { $0.userID }
    s.integer("version") { $0.version }
  }

  static let payment = Shape<PaymentInFull>("Payment", version: { $0.payment.version }) { s in
    s.embed(summary) { $0.payment }
    s.list("pays", DocumentJSON.paidShare) { $0.pays }
  }
}

struct PaymentQuery: Declared {
  let filter: Payments.Filter
  init(_ fields: inout Fields) {
    var filter = Payments.Filter()
    filter.number = fields.optional("number", .documentNumber(.payment), DocumentNumber.filterNote)
    filter.clientID = fields.optional("client_id", .id)
    filter.workOrderID = fields.optional("work_order_id", .id)
    filter.method = fields.optional("method", .choice())
    filter.period = fields.period()
    filter.isFree = fields.optional("free", .flag, or: false, "Only those of which something is neither allocated nor refunded")
    filter.newestFirst = fields.optional("sort", .choice(Events.Sort.self), or: .oldest) == .newest
    self.filter = filter
  }
}

struct PortionBody: Declared {
  let portion: Payments.Portion
  init(_ fields: inout Fields) {
    portion = Payments.Portion(documentID: fields.required("document_id", .id), amount: fields.required("amount_minor", .sum))
  }
}

struct PaymentBody: Declared {
  let payment: Payments.New
  init(_ fields: inout Fields) {
    payment = Payments.New(
      clientID: fields.required("client_id", .id, "Who pays; not a merged card (409)"), workOrderID: fields.optional("work_order_id", .id),
      method: fields.required("method", .choice()), amount: fields.required("amount_minor", .sum),
      fiscalReceipt: fields.optional("fiscal_receipt", .line, "The fiscal receipt's number"),
      portions: fields.optional(
        "allocate", .list(of: .object(PortionBody.self), 0...100),
        "What it pays; without this, the payer's oldest open invoices, of the order if one is named; [] lays nothing")?.map(\.portion))
  }
  static let example: String? = #"{"client_id":1,"method":"card","amount_minor":1250000,"fiscal_receipt":"ФД 48211"}"#
}

struct AllocationBody: Declared {
  let portions: [Payments.Portion]?
  init(_ fields: inout Fields) {
    portions = fields.optional(
      "allocate", .list(of: .object(PortionBody.self), 1...100),
      "Without this, the payer's oldest open invoices, of the payment's order if it has one")?
      .map(\.portion)
  }
  static let example: String? = "{}"
}

struct RefundBody: Declared {
  let refund: Payments.Refund
  init(_ fields: inout Fields) {
    refund = Payments.Refund(
      amount: fields.required("amount_minor", .sum), reason: fields.required("reason", .line),
      method: fields.optional("method", .choice(), "Without this, the way it came; by another way a manager only"),
      fiscalReceipt: fields.optional("fiscal_receipt", .line)
    )
  }
  static let example: String? = #"{"amount_minor":100,"reason":"Клиент отказался от детали"}"#
}

extension Kind where T == Money {
  /// An amount that is paid: above zero.
  static var sum: Kind { money(1...1_000_000_000_000) }
}
