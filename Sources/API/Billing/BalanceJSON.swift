internal import Desk
internal import Domain

enum BalanceJSON {
  static let client = Shape<Balance>("ClientBalance") { s in
    s.integer("client_id") { $0.clientID }
    s.money("balance_minor") { $0.balance }
    s.money("open_minor") { $0.open }
    s.money("overdue_minor") { $0.overdue }
    s.money("advances_minor") { $0.advances }
    s.integer("credit_days") { $0.creditDays }
    s.money("credit_limit_minor") { $0.creditLimit }
    s.list("documents", DocumentJSON.summary) { $0.documents }
    s.list("payments", PaymentJSON.summary) { $0.payments }
  }

  static let payer = Shape<PayerBilling>("PayerBilling") { s in
    s.word("payer_role") { $0.role }
    s.integer("payer_client_id") { $0.clientID }
    s.text("name") { $0.name }
    s.money("approved_minor") { $0.approved }
    s.money("billed_minor") { $0.billed }
    s.money("paid_minor") { $0.paid }
    s.money("open_minor") { $0.open }
    s.list("documents", DocumentJSON.summary) { $0.documents }
  }

  static let order = Shape<OrderBilling>("OrderBilling") { s in
    s.integer("work_order_id") { $0.workOrderID }
    s.text("number") { $0.number }
    s.word("status") { $0.status }
    s.money("advances_minor") { $0.advances }
    s.list("payers", payer) { $0.payers }
  }

  struct Report {
    let rows: [Turnover]
    let total: Turnover
  }
  static let sums = Shape<Turnover>("TurnoverSums") { s in
    s.integer("invoices") { $0.invoices }
    s.integer("credit_notes") { $0.creditNotes }
    s.money("invoiced_minor") { $0.invoiced }
    s.money("vat_minor") { $0.vat }
    s.money("internal_charges_minor") { $0.internalCharges }
    s.money("received_minor") { $0.received }
    s.money("refunded_minor") { $0.refunded }
  }
  static let turnover = Shape<Turnover>("Turnover") { s in
    s.date("on") { $0.on }
    s.embed(sums) { $0 }
  }
  static let report = Shape<Report>("TurnoverReport") { s in
    s.list("rows", turnover) { $0.rows }
    s.object("total", turnover) { $0.total }
  }
}

struct TurnoverQuery: Declared {
  let period: Period
  let step: Turnover.Step
  init(_ fields: inout Fields) {
    period = fields.requiredPeriod("of the turnover; five years at most")
    step = fields.optional("by", .choice(), or: .day)
  }
}
