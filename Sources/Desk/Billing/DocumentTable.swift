internal import Domain
internal import SQLite

extension BillingDocument.Kind: Bindable, Column {}

struct DocumentTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  private static let columns: StaticString = """
    SELECT id, number, kind, work_order_id, payer_role, payer_client_id, buyer_name, buyer_tax_id, completed_on, issued_at, issued_by_id,
      due_on, gross_minor, vat_minor, paid_minor, credit_of_id, credited_by_id, reason, version
    FROM documents
    """

  func find(_ id: Int64) throws -> BillingDocument? { try db.first([Self.columns, "WHERE id = ?"], [id], map: Self.map) }

  /// All documents of an order, including credited ones and credit notes.
  func all(of order: Int64) throws -> [BillingDocument] {
    try db.all([Self.columns, "WHERE work_order_id = ? ORDER BY id"], [order], map: Self.map)
  }

  /// Invoices that a client has still to pay, in one order or in all, oldest first.
  func open(ofClient client: Int64, order: Int64? = nil) throws -> [BillingDocument] {
    var select = Select(Self.columns)
    select.add("WHERE payer_client_id = ?", client)
    if let order { select.add("AND work_order_id = ?", order) }
    select.add("AND kind = 'invoice' AND credited_by_id IS NULL AND paid_minor < gross_minor ORDER BY id")
    return try db.all(select.sql, select.values, map: Self.map)
  }

  /// Unbilled work on cars that have left, in orders of the client or with a document for the client.
  func unbilledForCarsThatLeft(of client: Int64) throws -> Money {
    try db.value(
      """
      SELECT COALESCE(sum(unbilled_minor), 0) FROM work_orders WHERE unbilled_minor > 0
        AND (client_id = ?1 OR id IN (SELECT work_order_id FROM documents WHERE payer_client_id = ?1))
      """, client) ?? .zero
  }

  /// The unpaid sum of a client's invoices for cars that were handed over. Insurers and manufacturers are left out: they pay later by
  /// their role, unless the card is the order's client or a person.
  func owedForCarsThatLeft(by client: Int64) throws -> Money {
    try db.value(
      """
      SELECT COALESCE(sum(d.gross_minor - d.paid_minor), 0) FROM documents d JOIN work_orders w ON w.id = d.work_order_id
      WHERE d.payer_client_id = ? AND d.kind = 'invoice' AND d.credited_by_id IS NULL AND d.paid_minor < d.gross_minor
        AND w.handed_over_at IS NOT NULL AND d.payer_role <> 'company'
        AND (d.payer_role IN ('client','other') OR d.payer_client_id = w.client_id
          OR EXISTS (SELECT 1 FROM clients c WHERE c.id = d.payer_client_id AND c.kind = 'person'))
      """, client) ?? .zero
  }

  func page(_ filter: BillingDocuments.Filter, today: Day, _ request: PageRequest, issued: Period.Span) throws -> [BillingDocument] {
    let select = Self.select(filter, today: today, request, issued: issued)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  static func select(_ filter: BillingDocuments.Filter, today: Day, _ request: PageRequest, issued: Period.Span = Period.Span()) -> Select {
    var select = Select(columns)
    select.add("WHERE TRUE")
    let timed = filter.runsByTime(issued)
    if let number = filter.number { select.add("AND number = ?", number) }
    if let id = filter.workOrderID { select.add("AND work_order_id = ?", id) }
    // Choose the index: an insurer pays for thousands of orders, an order has few documents.
    if let id = filter.payerClientID { select.add(filter.workOrderID == nil ? "AND payer_client_id = ?" : "AND +payer_client_id = ?", id) }
    if let role = filter.payerRole { select.add("AND payer_role = ?", role) }
    if let kind = filter.kind { select.add("AND +kind = ?", kind) }
    switch filter.state {
    case .open: select.add("AND kind = 'invoice' AND credited_by_id IS NULL AND paid_minor < gross_minor")
    case .overdue:
      select.add("AND kind = 'invoice' AND credited_by_id IS NULL AND paid_minor < gross_minor AND +due_on < ?", today)
    case .paid: select.add("AND kind = 'invoice' AND credited_by_id IS NULL AND paid_minor >= gross_minor")
    case .credited: select.add("AND credited_by_id IS NOT NULL")
    case nil: break
    }
    if let from = issued.from { select.add(timed ? "AND issued_at >= ?" : "AND +issued_at >= ?", from) }
    if let until = issued.until { select.add(timed ? "AND issued_at < ?" : "AND +issued_at < ?", until) }
    switch (filter.newestFirst, timed, request.after) {
    case (false, false, let after): select.add("AND id > ? ORDER BY id LIMIT ?", after?.id ?? 0, request.limit + 1)
    case (true, false, let after): select.add("AND id < ? ORDER BY id DESC LIMIT ?", after?.id ?? Int64.max, request.limit + 1)
    case (false, true, let after):
      if let after { select.add("AND (issued_at, id) > (?, ?)", after.key.bound, after.id) }
      select.add("ORDER BY issued_at, id LIMIT ?", request.limit + 1)
    case (true, true, let after):
      if let after { select.add("AND (issued_at, id) < (?, ?)", after.key.bound, after.id) }
      select.add("ORDER BY issued_at DESC, id DESC LIMIT ?", request.limit + 1)
    }
    return select
  }

  /// The order of a document and its car, as the document shows them.
  func order(_ id: Int64) throws -> DocumentInFull.Order? {
    try db.first(
      """
      SELECT o.number, v.make || ' ' || v.model, v.plate, v.vin, o.odometer_km,
        COALESCE(o.run_km, o.odometer_km), v.body_number FROM work_orders o JOIN vehicles v ON v.id = o.vehicle_id
      WHERE o.id = ?
      """, id
    ) { row in
      try DocumentInFull.Order(
        number: row[0], vehicle: row[1], plate: row[2], vin: row[3], bodyNumber: row[6], odometerKm: row[4], runKm: row[5])
    }
  }

  /// Passes each document issued in a span to `body`. `origin` is the kind of what a credit note credits.
  func each(
    issued span: Period.Span,
    _ body: (_ at: Instant, _ kind: BillingDocument.Kind, _ origin: BillingDocument.Kind, _ gross: Money, _ vat: Money) throws -> Void
  ) throws {
    try db.each(
      """
      SELECT d.issued_at, d.kind, COALESCE(o.kind, d.kind), d.gross_minor, d.vat_minor FROM documents d
      LEFT JOIN documents o ON o.id = d.credit_of_id WHERE d.issued_at >= ? AND d.issued_at < ?
      """, span.from, span.until
    ) { row in try body(row[0], row[1], row[2], row[3], row[4]) }
  }

  // MARK: Writing

  func insert(_ document: BillingDocument) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO documents (number, kind, work_order_id, payer_role, payer_client_id, buyer_name, buyer_tax_id, completed_on, issued_at,
        issued_by_id, due_on, gross_minor, vat_minor, credit_of_id, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, document.number, document.kind, document.workOrderID, document.payerRole, document.payerClientID, document.buyerName,
      document.buyerTaxID, document.completedOn, document.issuedAt, document.issuedByID, document.dueOn, document.gross, document.vat,
      document.creditOfID, document.reason)
  }

  /// Marks a document as credited, only once: a second guard behind the rule.
  func markCredited(_ id: Int64, by note: Int64) throws {
    let rows = try db.execute(
      "UPDATE documents SET credited_by_id = ?, version = version + 1 WHERE id = ? AND credited_by_id IS NULL", note, id)
    guard rows == 1 else { throw Refusal.conflict(.changedMeanwhile) }
  }

  /// Adds a payment; the paid sum stays between zero and the gross.
  func addPaid(_ amount: Money, to id: Int64) throws {
    let rows = try db.execute(
      """
      UPDATE documents SET paid_minor = paid_minor + ?, version = version + 1
      WHERE id = ? AND paid_minor + ? BETWEEN 0 AND gross_minor
      """, amount, id, amount)
    guard rows == 1 else { throw Refusal.conflict(.changedMeanwhile) }
  }

  private static func map(_ row: borrowing Row) throws -> BillingDocument {
    try BillingDocument(
      id: row[0], number: row[1], kind: row[2], workOrderID: row[3], payerRole: row[4], payerClientID: row[5], buyerName: row[6],
      buyerTaxID: row[7], completedOn: row[8], issuedAt: row[9], issuedByID: row[10], dueOn: row[11], gross: row[12], vat: row[13],
      paid: row[14], creditOfID: row[15], creditedByID: row[16], reason: row[17], version: row[18])
  }
}

extension BillingDocuments.Filter {
  /// A filter by period alone uses the index of the time of issue. In the order of ids, the list would read everything
  /// issued before the period.
  fileprivate func runsByTime(_ issued: Period.Span) -> Bool {
    issued != Period.Span() && number == nil && workOrderID == nil && payerClientID == nil && state != .open && state != .overdue
  }
}
