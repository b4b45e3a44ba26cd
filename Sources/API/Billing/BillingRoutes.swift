internal import Desk
internal import Domain
internal import HTTP

extension Room {
  package static let billing = Room("Billing") { r in
    r.create(
      "/v1/work-orders/{id}/invoices", "Bill an order: a document for each payer", .billing, takes: InvoiceBody.self, DocumentJSON.issued
    ) { call, body, version in try BillingDocuments(call.context).issue(call.id(), version: version, to: body.whom) }
    r.get("/v1/work-orders/{id}/billing", "What each payer of an order agreed to, was billed, and has paid", .readDesk, BalanceJSON.order) {
      call in
      try Balances(call.context).order(call.id())
    }

    r.list(
      "/v1/documents", "Invoices, internal charges and credit notes", .readDesk, query: DocumentQuery.self, DocumentJSON.summary
    ) { call, query, page in try BillingDocuments(call.context).list(query.filter, page) }
    r.get("/v1/documents/{id}", "One document with its lines and what has paid it", .readDesk, DocumentJSON.document) { call in
      try BillingDocuments(call.context).find(call.id())
    }
    r.page("/v1/documents/{id}/print", "A document as a page to print", .readDesk, media: "text/html") { call in
      let document = try BillingDocuments(call.context).find(call.id())
      let page = DocumentPage(document, call.context.settings)
      return Response(status: 200, contentType: "text/html; charset=utf-8", body: page.html, headers: DocumentPage.policy)
    }
    r.create(
      "/v1/documents/{id}/credit", "Credit a document; paid amounts become free, which needs a manager",
      .billing,
      takes: CreditBody.self, DocumentJSON.document, at: { "/v1/documents/\($0.document.id)" }
    ) { call, body, version in try BillingDocuments(call.context).credit(call.id(), version: version, reason: body.reason) }

    r.list("/v1/payments", "Payments, and refunds below zero", .readDesk, query: PaymentQuery.self, PaymentJSON.summary) {
      call, query, page in
      try Payments(call.context).list(query.filter, page)
    }
    r.get("/v1/payments/{id}", "One payment with what it pays", .readDesk, PaymentJSON.payment) { call in
      try Payments(call.context).find(call.id())
    }
    r.create(
      "/v1/payments", "Take a payment, also in advance", .billing, takes: PaymentBody.self, PaymentJSON.payment,
      at: { "/v1/payments/\($0.payment.id)" }, key: true
    ) { call, body in try Payments(call.context).receive(body.payment) }
    r.action(
      "/v1/payments/{id}/allocate", "Allocate the rest of a payment to documents", .billing, takes: AllocationBody.self, PaymentJSON.payment
    ) { call, body, version in try Payments(call.context).allocate(call.id(), version: version, body.portions) }
    r.create(
      "/v1/payments/{id}/refund", "Refund the free amount of a payment", .billing, takes: RefundBody.self, PaymentJSON.payment,
      at: { "/v1/payments/\($0.payment.id)" }, key: true
    ) { call, body, version in try Payments(call.context).refund(call.id(), version: version, body.refund) }

    r.get("/v1/clients/{id}/balance", "What a client owes and has paid ahead", .readDesk, BalanceJSON.client) { call in
      try Balances(call.context).client(call.id())
    }
    r.report(
      "/v1/reports/turnover", "What was billed and what came in, by local day or month", .readDesk, query: TurnoverQuery.self,
      BalanceJSON.report, on: .worker
    ) { call, query in
      let rows = try Turnovers(call.context).list(query.period, by: query.step)
      return BalanceJSON.Report(rows: rows, total: try Turnovers.total(rows, on: query.period.from ?? call.context.today))
    }
  }
}
