internal import Domain
internal import SQLite

extension PurchaseOrder.Status: Cell {}

struct PurchaseOrderTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "purchase_orders", blank: PurchaseOrder(from: 0, at: .epoch),
    [
      .kept("id", \.id), .fixed("number", \.number), .edited("supplier_id", \.supplierID), .untold("status", \.status),
      .edited("expected_on", \.expectedOn), .edited("note", \.note), .fixed("created_at", \.createdAt), .untold("sent_at", \.sentAt),
      .untold("closed_at", \.closedAt), .untold("cancel_reason", \.cancelReason), .kept("version", \.version),
    ])

  func page(_ filter: PurchaseFilter, _ request: PageRequest, created: Period.Span) throws -> [PurchaseOrder] {
    let select = Self.select(filter, request, created: created)
    return try db.all(select.sql, select.values, map: Self.form.thing)
  }

  /// Purchase orders, newest first.
  static func select(_ filter: PurchaseFilter, _ request: PageRequest, created: Period.Span = Period.Span()) -> Select {
    var select = form.select()
    // One part is on fewer orders than one supplier has, or one status.
    let byPart = filter.partID != nil
    if let status = filter.status { select.add(byPart ? "AND +status = ?" : "AND status = ?", status) }
    if let supplierID = filter.supplierID { select.add(byPart ? "AND +supplier_id = ?" : "AND supplier_id = ?", supplierID) }
    if let number = filter.number { select.add("AND number = ?", number) }
    if let partID = filter.partID { select.add("AND id IN (SELECT purchase_order_id FROM purchase_lines WHERE part_id = ?)", partID) }
    if let from = created.from { select.add("AND +created_at >= ?", from) }
    if let until = created.until { select.add("AND +created_at < ?", until) }
    if let day = filter.expected.from { select.add("AND +expected_on >= ?", day) }
    if let day = filter.expected.to { select.add("AND +expected_on <= ?", day) }
    if let after = request.after { select.add("AND id < ?", after.id) }
    select.add("ORDER BY id DESC LIMIT ?", request.limit + 1)
    return select
  }

  /// Sent orders with something outstanding that was expected before today, the latest first. Each comes with its
  /// passed due day.
  func overdue(_ today: Day, _ request: PageRequest) throws -> [(order: PurchaseOrder, dueOn: Day)] {
    let select = Self.overdue(today, request)
    return try db.all(select.sql, select.values) { row in try (Self.form.thing(row), row[Self.form.width]) }
  }

  static func overdue(_ today: Day, _ request: PageRequest) -> Select {
    var select = form.select(and: "due_on", where: "WHERE sent_at IS NOT NULL AND closed_at IS NULL")
    select.add("AND due_on < ?", today)
    if let after = request.after { select.add("AND (due_on, id) > (?, ?)", after.key.bound, after.id) }
    select.add("ORDER BY due_on, id LIMIT ?", request.limit + 1)
    return select
  }

  // MARK: Lines

  func lines(_ orderID: Int64) throws -> [PurchaseLine] {
    try db.all(
      """
      SELECT id, purchase_order_id, part_id, quantity, received, price_minor, expected_on, first_received_at
      FROM purchase_lines WHERE purchase_order_id = ? ORDER BY id
      """, orderID, map: Self.line)
  }

  func line(_ id: Int64) throws -> PurchaseLine? {
    try db.first(
      """
      SELECT id, purchase_order_id, part_id, quantity, received, price_minor, expected_on, first_received_at
      FROM purchase_lines WHERE id = ?
      """, id, map: Self.line)
  }

  private static func line(_ row: borrowing Row) throws -> PurchaseLine {
    try PurchaseLine(
      id: row[0], purchaseOrderID: row[1], partID: row[2], quantity: row[3], received: row[4], price: row[5], expectedOn: row[6],
      firstReceivedAt: row[7])
  }

  func insert(_ line: PurchaseLine) throws -> Int64 {
    try db.insert(
      "INSERT INTO purchase_lines (purchase_order_id, part_id, quantity, price_minor, expected_on) VALUES (?, ?, ?, ?, ?)",
      line.purchaseOrderID, line.partID, line.quantity, line.price, line.expectedOn)
  }

  func update(_ line: PurchaseLine) throws {
    try db.execute(
      "UPDATE purchase_lines SET quantity = ?, received = ?, price_minor = ?, expected_on = ?, first_received_at = ? WHERE id = ?",
      line.quantity, line.received, line.price, line.expectedOn, line.firstReceivedAt, line.id)
  }

  /// Deletes a line of a draft: nothing was received for it, and its claims are released.
  func delete(lineID: Int64) throws {
    try db.execute("DELETE FROM purchase_claims WHERE purchase_line_id = ?", lineID)
    try db.execute("DELETE FROM purchase_lines WHERE id = ?", lineID)
  }

  /// Finishes a change of an order and its lines: computes the due day, and raises the version of the parts, because
  /// their responses list deliveries.
  func settle(_ orderID: Int64) throws {
    try db.execute(
      """
      UPDATE purchase_orders SET due_on = (SELECT min(coalesce(l.expected_on, purchase_orders.expected_on)) FROM purchase_lines l
        WHERE l.purchase_order_id = purchase_orders.id AND l.quantity > l.received) WHERE id = ?
      """, orderID)
    try db.execute(
      "UPDATE parts SET version = version + 1 WHERE id IN (SELECT part_id FROM purchase_lines WHERE purchase_order_id = ?)", orderID)
  }

  // MARK: Waiting order lines

  /// Order lines with open claims on this purchase order, the earliest promise first.
  func waiting(_ orderID: Int64) throws -> [PurchaseWaiting] {
    try db.all(
      """
      SELECT c.purchase_line_id, c.order_line_id, w.id, w.number, w.client_id, w.vehicle_id, w.promised_at, c.quantity - c.served
      FROM purchase_lines l JOIN purchase_claims c ON c.purchase_line_id = l.id AND c.released_at IS NULL AND c.served < c.quantity
      JOIN order_lines ol ON ol.id = c.order_line_id JOIN work_orders w ON w.id = ol.work_order_id
      WHERE l.purchase_order_id = ? ORDER BY w.promised_at IS NULL, w.promised_at, c.order_line_id
      """, orderID
    ) { row in
      try PurchaseWaiting(
        purchaseLineID: row[0], lineID: row[1], workOrderID: row[2], number: row[3], clientID: row[4], vehicleID: row[5],
        promisedAt: row[6], quantity: row[7])
    }
  }
}
