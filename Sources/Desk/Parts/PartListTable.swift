internal import Domain
internal import SQLite

/// Pages of a part's ledger and of the order lines that hold it or wait for it.
struct PartListTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  /// Stock moves of a part, newest first.
  func moves(partID: Int64, kind: StockMove.Kind?, locationID: Int64?, _ request: PageRequest) throws -> [StockMove] {
    let select = Self.moves(partID: partID, kind: kind, locationID: locationID, request)
    return try db.all(select.sql, select.values) { row in
      try StockMove(
        id: row[0], partID: row[1], locationID: row[2], kind: row[3], quantity: row[4], cost: row[5], orderLineID: row[6],
        purchaseLineID: row[7], document: row[8], reason: row[9], at: row[10], userID: row[11])
    }
  }

  static func moves(partID: Int64, kind: StockMove.Kind?, locationID: Int64?, _ request: PageRequest) -> Select {
    var select = Select(
      """
      SELECT id, part_id, location_id, kind, quantity, cost_minor, order_line_id, purchase_line_id, document, reason, at, user_id
      FROM stock_moves
      """)
    select.add("WHERE part_id = ?", partID)
    if let kind { select.add("AND kind = ?", kind) }
    if let locationID { select.add("AND location_id = ?", locationID) }
    if let after = request.after { select.add("AND id < ?", after.id) }
    select.add("ORDER BY id DESC LIMIT ?", request.limit + 1)
    return select
  }

  func reservations(partID: Int64, _ request: PageRequest) throws -> [PartClaimant] {
    try db.all(
      """
      SELECT l.id, o.id, o.number, o.promised_at, l.quantity, l.reserved, l.on_order, l.issued
      FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id
      WHERE l.part_id = ? AND l.reserved > 0 AND l.id > ? ORDER BY l.id LIMIT ?
      """, partID, request.after?.id ?? 0, request.limit + 1, map: Self.claimant)
  }

  /// Waiting order lines, the earliest promise first, then the older line. Lines without a promise come last.
  func waiting(partID: Int64, _ request: PageRequest) throws -> [PartClaimant] {
    var select = Select(
      """
      SELECT l.id, o.id, o.number, o.promised_at, l.quantity, l.reserved, l.on_order, l.issued
      FROM order_lines l JOIN work_orders o ON o.id = l.work_order_id
      WHERE l.status IN ('proposed','approved') AND l.client_supplied = 0 AND l.quantity - l.issued - l.reserved > 0
        AND o.status NOT IN ('delivered','cancelled')
      """)
    select.add("AND l.part_id = ?", partID)
    if let after = request.after {
      select.add("AND (coalesce(o.promised_at, 9223372036854775807), l.id) > (?, ?)", after.key.bound, after.id)
    }
    select.add("ORDER BY coalesce(o.promised_at, 9223372036854775807), l.id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.claimant)
  }

  private static func claimant(_ row: borrowing Row) throws -> PartClaimant {
    try PartClaimant(
      lineID: row[0], workOrderID: row[1], number: row[2], promisedAt: row[3], quantity: row[4], reserved: row[5], onOrder: row[6],
      issued: row[7])
  }
}
