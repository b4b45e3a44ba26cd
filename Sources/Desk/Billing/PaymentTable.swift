internal import Domain
internal import SQLite

extension Payment.Method: Cell {}

struct PaymentTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "payments", blank: Payment(.zero, by: .cash, of: 0, at: .epoch, userID: 0),
    [
      .kept("id", \.id), .fixed("number", \.number), .fixed("client_id", \.clientID), .fixed("work_order_id", \.workOrderID),
      .fixed("method", \.method), .fixed("amount_minor", \.amount), .kept("allocated_minor", \.allocated),
      .kept("refunded_minor", \.refunded), .fixed("refund_of_id", \.refundOfID), .fixed("reason", \.reason),
      .fixed("fiscal_receipt", \.fiscalReceipt), .kept("advance", \.advance), .kept("advance_minor", \.advanced),
      .kept("vat_rate_bp", \.vatRate), .kept("vat_minor", \.vat), .fixed("at", \.at), .fixed("user_id", \.userID),
      .kept("version", \.version),
    ])

  /// Payments with an amount neither allocated nor refunded, oldest first.
  func free(ofClient client: Int64) throws -> [Payment] {
    try all("WHERE client_id = ? AND amount_minor - allocated_minor - refunded_minor > 0 ORDER BY id", client)
  }

  func all(ofOrder order: Int64) throws -> [Payment] {
    try all("WHERE work_order_id = ? ORDER BY id", order)
  }

  /// Payments with a free amount that were made for an order, or that paid a document of it before it was credited.
  func free(forOrder order: Int64) throws -> [Payment] {
    try all(
      """
      WHERE id IN (
        SELECT id FROM payments WHERE work_order_id = ?
        UNION SELECT a.payment_id FROM documents d CROSS JOIN allocations a ON a.document_id = d.id WHERE d.work_order_id = ?)
      AND amount_minor - allocated_minor - refunded_minor > 0 ORDER BY id
      """, order, order)
  }

  func page(_ filter: Payments.Filter, _ request: PageRequest, within span: Period.Span) throws -> [Payment] {
    let select = Self.select(filter, request, within: span)
    return try db.all(select.sql, select.values, map: Self.form.thing)
  }

  static func select(_ filter: Payments.Filter, _ request: PageRequest, within span: Period.Span = Period.Span()) -> Select {
    var select = form.select()
    let timed = filter.runsByTime(span)
    if let number = filter.number { select.add("AND number = ?", number) }
    if let id = filter.clientID { select.add("AND client_id = ?", id) }
    if let id = filter.workOrderID { select.add("AND work_order_id = ?", id) }
    if let method = filter.method { select.add("AND method = ?", method) }
    if let from = span.from { select.add(timed ? "AND at >= ?" : "AND +at >= ?", from) }
    if let until = span.until { select.add(timed ? "AND at < ?" : "AND +at < ?", until) }
    // The same condition as in the partial index of free payments.
    if filter.isFree { select.add("AND amount_minor - allocated_minor - refunded_minor > 0") }
    switch (filter.newestFirst, timed, request.after) {
    case (false, false, let after): select.add("AND id > ? ORDER BY id LIMIT ?", after?.id ?? 0, request.limit + 1)
    case (true, false, let after): select.add("AND id < ? ORDER BY id DESC LIMIT ?", after?.id ?? Int64.max, request.limit + 1)
    case (false, true, let after):
      if let after { select.add("AND (at, id) > (?, ?)", after.key.bound, after.id) }
      select.add("ORDER BY at, id LIMIT ?", request.limit + 1)
    case (true, true, let after):
      if let after { select.add("AND (at, id) < (?, ?)", after.key.bound, after.id) }
      select.add("ORDER BY at DESC, id DESC LIMIT ?", request.limit + 1)
    }
    return select
  }

  /// Passes each payment and refund of a span to `body`.
  func each(within span: Period.Span, _ body: (_ at: Instant, _ amount: Money) throws -> Void) throws {
    try db.each("SELECT at, amount_minor FROM payments WHERE at >= ? AND at < ?", span.from, span.until) { row in
      try body(row[0], row[1])
    }
  }

  /// VAT of a payment's refunds: below zero, as the refunds are.
  func refundedVAT(of payment: Int64) throws -> Money {
    try db.value("SELECT COALESCE(sum(vat_minor), 0) FROM payments WHERE refund_of_id = ?", payment) ?? .zero
  }

  /// True if a client pays for an order: as its client, or as payer of one of its lines or documents.
  func isParty(_ client: Int64, toOrder order: Int64) throws -> Bool {
    let found: Int64? = try db.value(
      """
      SELECT 1 WHERE EXISTS (SELECT 1 FROM work_orders WHERE id = ?1 AND client_id = ?2)
        OR EXISTS (SELECT 1 FROM order_lines l JOIN line_payers p ON p.order_line_id = l.id WHERE l.work_order_id = ?1 AND p.payer_client_id = ?2)
        OR EXISTS (SELECT 1 FROM documents WHERE work_order_id = ?1 AND payer_client_id = ?2)
      """, order, client)
    return found != nil
  }

  /// Records the part of a payment that came before its invoice, and the VAT in it.
  func keepAdvance(_ id: Int64, _ amount: Money, rate: Share, vat: Money) throws {
    try db.execute(
      "UPDATE payments SET advance = 1, advance_minor = ?, vat_rate_bp = ?, vat_minor = ? WHERE id = ?", amount, rate, vat, id)
  }

  /// Adds an allocation; the sum stays between zero and what is left of the payment.
  func addAllocated(_ amount: Money, to id: Int64) throws {
    let rows = try db.execute(
      """
      UPDATE payments SET allocated_minor = allocated_minor + ?, version = version + 1
      WHERE id = ? AND allocated_minor + ? >= 0 AND allocated_minor + ? + refunded_minor <= amount_minor
      """, amount, id, amount, amount)
    guard rows == 1 else { throw Refusal.conflict(.changedMeanwhile) }
  }

  func addRefunded(_ amount: Money, to id: Int64) throws {
    let rows = try db.execute(
      """
      UPDATE payments SET refunded_minor = refunded_minor + ?, version = version + 1
      WHERE id = ? AND allocated_minor + refunded_minor + ? <= amount_minor
      """, amount, id, amount)
    guard rows == 1 else { throw Refusal.conflict(.changedMeanwhile) }
  }
}

extension Payments.Filter {
  /// A filter by period alone uses the index of the payment's time. In the order of ids, the list would read
  /// everything paid before the period.
  fileprivate func runsByTime(_ span: Period.Span) -> Bool {
    span != Period.Span() && number == nil && clientID == nil && workOrderID == nil && !isFree
  }
}
