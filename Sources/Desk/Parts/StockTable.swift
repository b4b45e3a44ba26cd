internal import Domain
internal import SQLite

extension StockMove.Kind: Bindable, Column {}

/// Stock figures and the ledger behind them.
struct StockTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  /// Writes the figures of a part. Its response has changed, so its version rises.
  func keep(_ part: Part) throws {
    try db.execute(
      "UPDATE parts SET on_hand = ?, reserved = ?, value_minor = ?, version = version + 1 WHERE id = ?", part.onHand, part.reserved,
      part.value, part.id)
  }

  // MARK: Order lines

  func line(_ id: Int64) throws -> StockLine? {
    try db.first(
      """
      SELECT l.id, l.part_id, l.quantity, l.reserved, l.on_order, l.issued, l.issued_cost_minor,
        l.kind = 'part' AND l.client_supplied = 0 AND l.status IN ('proposed','approved') AND o.status NOT IN ('delivered','cancelled'),
        o.id, o.number, o.client_id, o.vehicle_id, o.promised_at, l.status = 'approved'
      FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id WHERE l.id = ?
      """, id, map: Self.line)
  }

  /// Order lines that lack some of the part in hand, whether it is on order or not.
  func waiting(partID: Int64) throws -> [StockLine] {
    try db.all(
      """
      SELECT l.id, l.part_id, l.quantity, l.reserved, l.on_order, l.issued, l.issued_cost_minor, 1,
        o.id, o.number, o.client_id, o.vehicle_id, o.promised_at, l.status = 'approved'
      FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id
      WHERE l.part_id = ? AND l.status IN ('proposed','approved') AND l.client_supplied = 0 AND l.quantity - l.issued - l.reserved > 0
        AND o.status NOT IN ('delivered','cancelled')
      """, partID, map: Self.line)
  }

  func holding(partID: Int64) throws -> [StockLine] {
    try db.all(
      """
      SELECT l.id, l.part_id, l.quantity, l.reserved, l.on_order, l.issued, l.issued_cost_minor, 1,
        o.id, o.number, o.client_id, o.vehicle_id, o.promised_at, l.status = 'approved'
      FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id WHERE l.part_id = ? AND l.reserved > 0
      """, partID, map: Self.line)
  }

  func waitsForParts(orderID: Int64) throws -> Bool {
    let lacking: Int64? = try db.value(
      """
      SELECT 1 FROM order_lines WHERE work_order_id = ? AND kind = 'part' AND client_supplied = 0 AND status IN ('proposed','approved')
        AND issued + reserved < quantity LIMIT 1
      """, orderID)
    return lacking != nil
  }

  func set(lineID: Int64, reserved: Quantity) throws {
    try db.execute("UPDATE order_lines SET reserved = ? WHERE id = ?", reserved, lineID)
  }

  func set(lineID: Int64, onOrder: Quantity) throws {
    try db.execute("UPDATE order_lines SET on_order = ? WHERE id = ?", onOrder, lineID)
  }

  func set(lineID: Int64, issued: Quantity, cost: Money) throws {
    try db.execute("UPDATE order_lines SET issued = ?, issued_cost_minor = ? WHERE id = ?", issued, cost, lineID)
  }

  func substitute(lineID: Int64, partID: Int64, code: String, name: String) throws {
    try db.execute("UPDATE order_lines SET part_id = ?, code = ?, name = ? WHERE id = ?", partID, code, name, lineID)
  }

  private static func line(_ row: borrowing Row) throws -> StockLine {
    try StockLine(
      id: row[0], partID: row[1], quantity: row[2], reserved: row[3], onOrder: row[4], issued: row[5], issuedCost: row[6], waits: row[7],
      isApproved: row[13], workOrderID: row[8], number: row[9], clientID: row[10], vehicleID: row[11], promisedAt: row[12])
  }

  // MARK: Places and the ledger

  func onHand(_ partID: Int64, at locationID: Int64) throws -> Quantity {
    try db.value("SELECT on_hand FROM stock WHERE part_id = ? AND location_id = ?", partID, locationID) ?? .zero
  }

  /// The cost of a part's units in quarantine. In stores, the part's own value counts.
  func value(_ partID: Int64, at locationID: Int64) throws -> Money {
    try db.value("SELECT sum(cost_minor) FROM stock_moves WHERE part_id = ? AND location_id = ?", partID, locationID) ?? .zero
  }

  func lastIssue(lineID: Int64) throws -> Int64? {
    try db.value("SELECT location_id FROM stock_moves WHERE order_line_id = ? AND kind = 'issue' ORDER BY id DESC LIMIT 1", lineID)
  }

  /// Appends a ledger row and changes the location's stock. Taking out more than is there fails the table's check.
  func append(_ move: StockMove) throws {
    try db.execute(
      """
      INSERT INTO stock_moves (part_id, location_id, kind, quantity, cost_minor, order_line_id, purchase_line_id, document, reason, at, user_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, move.partID, move.locationID, move.kind, move.quantity, move.cost, move.orderLineID, move.purchaseLineID, move.document,
      move.reason, move.at, move.userID)
    try db.execute(
      "INSERT INTO stock (part_id, location_id, on_hand) VALUES (?, ?, 0) ON CONFLICT DO NOTHING", move.partID, move.locationID)
    try db.execute(
      "UPDATE stock SET on_hand = on_hand + ? WHERE part_id = ? AND location_id = ?", move.quantity, move.partID, move.locationID)
  }
}
