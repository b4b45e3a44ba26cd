internal import Domain
internal import SQLite

extension Estimate.Decision: Bindable, Column {}
extension Estimate.SupersededReason: Bindable, Column {}

struct EstimateTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func find(_ id: Int64) throws -> Estimate? {
    try db.first(
      """
      SELECT id, work_order_id, kind, title, status, promised_at, gross_minor, vat_minor, client_gross_minor, approved_minor, created_by_id,
        created_at, offered_at, expires_at, decided_at, superseded_reason
      FROM estimates WHERE id = ?
      """, id, map: Self.map)
  }

  func page(of order: Int64, status: Estimate.Status?, _ request: PageRequest) throws -> [Estimate] {
    var select = Select(
      """
      SELECT id, work_order_id, kind, title, status, promised_at, gross_minor, vat_minor, client_gross_minor, approved_minor, created_by_id,
        created_at, offered_at, expires_at, decided_at, superseded_reason
      FROM estimates
      """)
    select.add("WHERE work_order_id = ?", order)
    if let status { select.add("AND status = ?", status) }
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  func count(of order: Int64) throws -> Int { try db.value("SELECT count(*) FROM estimates WHERE work_order_id = ?", order) ?? 0 }

  /// Drafts and offered estimates: those that can still be approved.
  func live(of order: Int64) throws -> [Estimate] {
    try db.all(
      """
      SELECT id, work_order_id, kind, title, status, promised_at, gross_minor, vat_minor, client_gross_minor, approved_minor, created_by_id,
        created_at, offered_at, expires_at, decided_at, superseded_reason
      FROM estimates WHERE work_order_id = ? AND status IN ('draft','offered') ORDER BY id
      """, order, map: Self.map)
  }

  /// Drafts and offered estimates that hold a line.
  func live(holding line: Int64) throws -> [Estimate] {
    try db.all(
      """
      SELECT e.id, e.work_order_id, e.kind, e.title, e.status, e.promised_at, e.gross_minor, e.vat_minor, e.client_gross_minor,
        e.approved_minor, e.created_by_id, e.created_at, e.offered_at, e.expires_at, e.decided_at, e.superseded_reason
      FROM estimate_lines i JOIN estimates e ON e.id = i.estimate_id
      WHERE i.order_line_id = ? AND e.status IN ('draft','offered') ORDER BY e.id
      """, line, map: Self.map)
  }

  /// The other options that were put before the client together with this one and are still open.
  func openOptions(beside id: Int64) throws -> [Estimate] {
    try db.all(
      """
      SELECT e.id, e.work_order_id, e.kind, e.title, e.status, e.promised_at, e.gross_minor, e.vat_minor, e.client_gross_minor,
        e.approved_minor, e.created_by_id, e.created_at, e.offered_at, e.expires_at, e.decided_at, e.superseded_reason
      FROM estimates own JOIN estimates e ON e.work_order_id = own.work_order_id AND e.offer_id = own.offer_id
      WHERE own.id = ? AND e.id <> own.id AND e.status = 'offered' ORDER BY e.id
      """, id, map: Self.map)
  }

  func insert(_ estimate: Estimate, lines: [EstimateLine]) throws -> Int64 {
    let id = try db.insert(
      """
      INSERT INTO estimates (work_order_id, kind, title, status, promised_at, gross_minor, vat_minor, client_gross_minor, created_by_id,
        created_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, estimate.workOrderID, estimate.kind, estimate.title, estimate.status, estimate.promisedAt, estimate.gross, estimate.vat,
      estimate.clientGross, estimate.createdByID, estimate.createdAt, estimate.expiresAt)
    for line in lines {
      try db.execute(
        """
        INSERT INTO estimate_lines (estimate_id, order_line_id, kind, code, name, unit, quantity, unit_price_minor, discount_bp, gross_minor,
          tax_category, vat_rate_bp, vat_minor, client_gross_minor)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, id, line.orderLineID, line.kind, line.code, line.name, line.unit, line.quantity, line.unitPrice, line.discount, line.gross,
        line.taxCategory, line.vatRate, line.vat, line.clientGross)
    }
    return id
  }

  /// Marks an estimate as offered. Options offered together carry the id of the first of them.
  func offer(_ id: Int64, together offer: Int64, at: Instant, expiresAt: Instant) throws {
    try once(
      db.execute(
        "UPDATE estimates SET status = 'offered', offer_id = ?, offered_at = ?, expires_at = ? WHERE id = ? AND status = 'draft'", offer,
        at,
        expiresAt, id))
  }

  func decide(_ id: Int64, _ status: Estimate.Status, approved: Money, at: Instant) throws {
    try once(
      db.execute(
        "UPDATE estimates SET status = ?, approved_minor = ?, decided_at = ? WHERE id = ? AND status = 'offered'", status, approved, at, id)
    )
  }

  func decide(_ id: Int64, line: Int64, _ decision: Estimate.Decision) throws {
    try once(
      db.execute(
        "UPDATE estimate_lines SET decision = ? WHERE estimate_id = ? AND order_line_id = ? AND decision IS NULL", decision, id, line))
  }

  func supersede(_ id: Int64, because reason: Estimate.SupersededReason) throws {
    try once(
      db.execute(
        "UPDATE estimates SET status = 'superseded', superseded_reason = ? WHERE id = ? AND status IN ('draft','offered')", reason, id))
  }

  private func once(_ rows: Int) throws {
    guard rows == 1 else { throw Refusal.conflict(.changedMeanwhile) }
  }

  static func map(_ row: borrowing Row) throws -> Estimate {
    try Estimate(
      id: row[0], workOrderID: row[1], kind: row[2], title: row[3], status: row[4], promisedAt: row[5], gross: row[6], vat: row[7],
      clientGross: row[8], approved: row[9], createdByID: row[10], createdAt: row[11], offeredAt: row[12], expiresAt: row[13],
      decidedAt: row[14], supersededReason: row[15])
  }
}

struct EstimateLineTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func all(of estimate: Int64) throws -> [EstimateLine] {
    try db.all(
      """
      SELECT estimate_id, order_line_id, kind, code, name, unit, quantity, unit_price_minor, discount_bp, gross_minor, tax_category,
        vat_rate_bp, vat_minor, client_gross_minor, decision,
        (SELECT client_supplied FROM order_lines WHERE id = estimate_lines.order_line_id)
      FROM estimate_lines WHERE estimate_id = ? ORDER BY order_line_id
      """, estimate, map: Self.map)
  }

  /// The item by which a line was approved; nil if the line was added without an offer.
  func approved(_ line: Int64) throws -> EstimateLine? {
    try db.first(
      """
      SELECT estimate_id, order_line_id, kind, code, name, unit, quantity, unit_price_minor, discount_bp, gross_minor, tax_category,
        vat_rate_bp, vat_minor, client_gross_minor, decision,
        (SELECT client_supplied FROM order_lines WHERE id = estimate_lines.order_line_id)
      FROM estimate_lines WHERE order_line_id = ? AND decision = 'approved'
      """, line, map: Self.map)
  }

  /// The items of an order that were approved, with the figures of that time.
  func approved(ofOrder order: Int64) throws -> [EstimateLine] {
    try db.all(
      """
      SELECT i.estimate_id, i.order_line_id, i.kind, i.code, i.name, i.unit, i.quantity, i.unit_price_minor, i.discount_bp, i.gross_minor,
        i.tax_category, i.vat_rate_bp, i.vat_minor, i.client_gross_minor, i.decision
      FROM estimates e JOIN estimate_lines i ON i.estimate_id = e.id WHERE e.work_order_id = ? AND i.decision = 'approved'
      """, order, map: Self.map)
  }

  /// The client's part of every approved line. If the client refused everything, the fees agreed after that (such as the
  /// diagnosis) count as approved.
  func approvedParts(ofOrder order: Int64, withStanding: Bool) throws -> [(line: Int64, amount: Money)] {
    try db.all(
      """
      SELECT i.order_line_id, i.client_gross_minor
      FROM estimates e JOIN approvals a ON a.estimate_id = e.id JOIN estimate_lines i ON i.estimate_id = e.id
      WHERE e.work_order_id = ? AND e.status = 'approved' AND i.decision = 'approved' AND (? OR a.how <> 'standing_instruction')
      UNION ALL
      SELECT l.id, COALESCE((SELECT sum(p.gross_minor) FROM line_payers p WHERE p.order_line_id = l.id AND p.role = 'client'),
        CASE WHEN EXISTS (SELECT 1 FROM line_payers p WHERE p.order_line_id = l.id) THEN 0 ELSE l.gross_minor END)
      FROM order_lines l
      WHERE l.work_order_id = ? AND l.kind = 'labour' AND l.status = 'done'
        AND NOT EXISTS (SELECT 1 FROM estimates e WHERE e.work_order_id = l.work_order_id AND e.status = 'approved')
        AND NOT EXISTS (SELECT 1 FROM estimate_lines i WHERE i.order_line_id = l.id)
      """, order, withStanding, order
    ) { row in try (row[0], row[1]) }
  }

  private static func map(_ row: borrowing Row) throws -> EstimateLine {
    try EstimateLine(
      estimateID: row[0], orderLineID: row[1], kind: row[2], code: row[3], name: row[4], unit: row[5], quantity: row[6],
      unitPrice: row[7], discount: row[8], gross: row[9], taxCategory: row[10], vatRate: row[11], vat: row[12], clientGross: row[13],
      clientSupplied: row[15], decision: row[14])
  }
}
