internal import Domain
internal import SQLite

/// Literals, because an order's lines are read with every look at it and with nearly every change.
struct OrderLineTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  enum Shown: Int32, PictureColumn {
    case id, workOrderID, kind, status, complaintID, operationID, partID, code, name, unit, quantity, unitPriceMinor, discountBp,
      grossMinor, taxCategory, clientSupplied, reserved, onOrder, issued, issuedCostMinor, doneAt, declinedReason, createdAt,
      basePriceMinor, atPayerRate
  }

  /// All lines of an order, including declined and removed ones, oldest first.
  func all(of order: Int64) throws -> [OrderLine] {
    var lines: [OrderLine] = []
    try each(of: order) { row in lines.append(try Self.map(row)) }
    return lines
  }

  /// Lends the rows of an order's lines. `OrderLinePicture` reads the columns in this order.
  func each(of order: Int64, _ body: (borrowing Row) throws -> Void) throws {
    try db.each(
      """
      SELECT id, work_order_id, kind, status, complaint_id, operation_id, part_id, code, name, unit, quantity, unit_price_minor,
        discount_bp, gross_minor, tax_category, client_supplied, reserved, on_order, issued, issued_cost_minor, done_at, declined_reason,
        created_at, base_price_minor, at_payer_rate
      FROM order_lines WHERE work_order_id = ? ORDER BY id
      """, order, body: body)
  }

  func count(of order: Int64) throws -> Int { try db.value("SELECT count(*) FROM order_lines WHERE work_order_id = ?", order) ?? 0 }

  /// True if the order has a line, neither declined nor removed, without payers. The client pays such a line.
  func hasUndivided(_ order: Int64) throws -> Bool {
    try db.value(
      """
      SELECT EXISTS (SELECT 1 FROM order_lines l WHERE l.work_order_id = ? AND l.status NOT IN ('declined','removed')
        AND NOT EXISTS (SELECT 1 FROM line_payers WHERE order_line_id = l.id))
      """, order) ?? false
  }

  func find(_ id: Int64) throws -> OrderLine? { try lend(id, Self.map) }

  /// Lends the row of a line. False if the order has no such line.
  func lend(_ id: Int64, of order: Int64, _ body: (borrowing Row) throws -> Void) throws -> Bool {
    try lend(id) { row in
      guard row.integer(Shown.workOrderID) == order else { return false }
      try body(row)
      return true
    } ?? false
  }

  private func lend<T>(_ id: Int64, _ body: (borrowing Row) throws -> T) throws -> T? {
    try db.first(
      """
      SELECT id, work_order_id, kind, status, complaint_id, operation_id, part_id, code, name, unit, quantity, unit_price_minor,
        discount_bp, gross_minor, tax_category, client_supplied, reserved, on_order, issued, issued_cost_minor, done_at, declined_reason,
        created_at, base_price_minor, at_payer_rate
      FROM order_lines WHERE id = ?
      """, id, map: body)
  }

  /// Lines declined on a vehicle and not offered again since, newest first. They are kept for the next visit.
  func declined(onVehicle vehicle: Int64, _ request: PageRequest) throws -> [OrderLine] {
    let select = Self.declined(onVehicle: vehicle, request)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  static func declined(onVehicle vehicle: Int64, _ request: PageRequest) -> Select {
    var select = Select(
      """
      SELECT l.id, l.work_order_id, l.kind, l.status, l.complaint_id, l.operation_id, l.part_id, l.code, l.name, l.unit, l.quantity,
        l.unit_price_minor, l.discount_bp, l.gross_minor, l.tax_category, l.client_supplied, l.reserved, l.on_order, l.issued,
        l.issued_cost_minor, l.done_at, l.declined_reason, l.created_at, l.base_price_minor, l.at_payer_rate
      FROM work_orders w JOIN order_lines l ON l.work_order_id = w.id
      WHERE l.status = 'declined' AND NOT EXISTS (SELECT 1 FROM order_lines n WHERE n.offered_before_id = l.id AND n.status <> 'removed')
      """)
    select.add("AND w.vehicle_id = ?", vehicle)
    if let after = request.after { select.add("AND l.id < ?", after.id) }
    select.add("ORDER BY l.id DESC LIMIT ?", request.limit + 1)
    return select
  }

  /// `before` is the declined line of an earlier visit that this one offers again.
  func insert(_ line: OrderLine, before: Int64? = nil) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO order_lines (work_order_id, kind, status, complaint_id, operation_id, part_id, code, name, unit, quantity,
        unit_price_minor, base_price_minor, discount_bp, gross_minor, tax_category, client_supplied, offered_before_id, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, line.workOrderID, line.kind, line.status, line.complaintID, line.operationID, line.partID, line.code, line.name, line.unit,
      line.quantity, line.unitPrice, line.basePrice, line.discount, line.gross, line.taxCategory, line.clientSupplied, before,
      line.createdAt)
  }

  /// Writes what was agreed. The stock columns stay: only `Stock` writes them.
  func update(_ line: OrderLine) throws {
    try db.execute(
      """
      UPDATE order_lines SET complaint_id = ?, name = ?, quantity = ?, unit_price_minor = ?, base_price_minor = ?, at_payer_rate = ?,
        discount_bp = ?, gross_minor = ?, tax_category = ? WHERE id = ?
      """, line.complaintID, line.name, line.quantity, line.unitPrice, line.basePrice, line.isAtPayerRate, line.discount, line.gross,
      line.taxCategory, line.id)
  }

  /// Moves a line to another status, if it still has the status that the rules checked.
  func move(_ id: Int64, from: OrderLine.Status, to: OrderLine.Status, doneAt: Instant? = nil, declinedReason: String? = nil) throws {
    let rows = try db.execute(
      "UPDATE order_lines SET status = ?, done_at = ?, declined_reason = ? WHERE id = ? AND status = ?", to, doneAt, declinedReason, id,
      from)
    guard rows == 1 else { throw Refusal.conflict(.changedMeanwhile) }
  }

  static func map(_ row: borrowing Row) throws -> OrderLine {
    try OrderLine(
      id: row[0], workOrderID: row[1], kind: row[2], status: row[3], complaintID: row[4], operationID: row[5], partID: row[6], code: row[7],
      name: row[8], unit: row[9], quantity: row[10], unitPrice: row[11], basePrice: row[23], isAtPayerRate: row[24], discount: row[12],
      gross: row[13],
      taxCategory: row[14],
      clientSupplied: row[15], reserved: row[16], onOrder: row[17], issued: row[18], issuedCost: row[19], doneAt: row[20],
      declinedReason: row[21], createdAt: row[22])
  }
}
