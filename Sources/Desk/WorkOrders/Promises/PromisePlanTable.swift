internal import Domain
internal import SQLite

/// Reads the inputs of a promise plan from the tables of other nouns.
struct PromisePlanTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  struct Delivery {
    let lineID: Int64
    let number: String
    /// nil: no date is known.
    let expectedOn: Day?
  }

  /// Open deliveries for an order's lines.
  func deliveries(of order: Int64) throws -> [Delivery] {
    try db.all(
      """
      SELECT l.id, p.number, COALESCE(b.expected_on, p.expected_on)
      FROM order_lines l JOIN purchase_claims c ON c.order_line_id = l.id AND c.released_at IS NULL AND c.served < c.quantity
      JOIN purchase_lines b ON b.id = c.purchase_line_id JOIN purchase_orders p ON p.id = b.purchase_order_id
      WHERE l.work_order_id = ? ORDER BY l.id, p.id
      """, order
    ) { row in try Delivery(lineID: row[0], number: row[1], expectedOn: row[2]) }
  }

  struct Source {
    let supplierID: Int64?
    let statedForPart: Int64?
    let stated: Int64
  }

  /// Lead times of a part and of its supplier, in days. A supplier who states none, or no supplier, counts as 14 days.
  func source(ofPart part: Int64) throws -> Source? {
    try db.first(
      "SELECT p.supplier_id, p.lead_days, COALESCE(s.lead_days, 14) FROM parts p LEFT JOIN suppliers s ON s.id = p.supplier_id WHERE p.id = ?",
      part
    ) { row in try Source(supplierID: row[0], statedForPart: row[1], stated: row[2]) }
  }

  /// Times of sending and of first receipt, from a supplier's newest purchase orders.
  func leadTimes(ofSupplier supplier: Int64) throws -> [(sentAt: Instant, receivedAt: Instant)] {
    try db.all(
      """
      SELECT p.sent_at, b.first_received_at FROM purchase_orders p JOIN purchase_lines b ON b.purchase_order_id = p.id
      WHERE p.supplier_id = ? AND p.sent_at IS NOT NULL AND b.first_received_at IS NOT NULL ORDER BY p.id DESC LIMIT 200
      """, supplier
    ) { row in try (row[0], row[1]) }
  }

  /// Thousandths of an hour clocked on each labour line of an order, up to now.
  func worked(inOrder order: Int64, now: Instant) throws -> [Int64: Quantity] {
    Dictionary(
      try db.all(
        """
        SELECT order_line_id, sum(COALESCE(ended_at, ?) - started_at) / 3600 FROM clockings
        WHERE work_order_id = ? AND order_line_id IS NOT NULL AND replaced_by_id IS NULL GROUP BY order_line_id
        """, now, order
      ) { row in try (row[0] as Int64, row[1] as Quantity) }, uniquingKeysWith: { $1 })
  }

  struct Backlog {
    /// nil: nobody is assigned.
    let mechanicID: Int64?
    let hours: Quantity
  }

  /// Approved labour of all orders that is still to do: norm-hours less clocked hours. A line is shared among its
  /// active mechanics and rounded up. A line without an active mechanic has nil as mechanic.
  func backlog(now: Instant) throws -> [Backlog] {
    try db.all([Self.approvedWork, Self.byMechanic], [now]) { row in try Backlog(mechanicID: row[0], hours: row[1]) }
  }

  /// The part of the backlog that is one order's.
  func backlog(of order: Int64, now: Instant) throws -> [Backlog] {
    try db.all([Self.approvedWork, "AND o.id = ?", Self.byMechanic], [now, order]) { row in try Backlog(mechanicID: row[0], hours: row[1]) }
  }

  private static let approvedWork: StaticString = """
    WITH hands AS MATERIALIZED (SELECT id FROM users WHERE role = 'mechanic' AND status = 'active' AND hours_per_day > 0),
    open_lines AS (
      SELECT l.id, l.quantity - COALESCE((SELECT sum(COALESCE(k.ended_at, ?) - k.started_at) / 3600 FROM clockings k
        WHERE k.order_line_id = l.id AND k.replaced_by_id IS NULL), 0) AS hours,
        max(1, (SELECT count(*) FROM line_mechanics m WHERE m.order_line_id = l.id AND m.user_id IN hands)) AS hands
      FROM work_orders o JOIN order_lines l ON l.work_order_id = o.id
      WHERE o.status IN ('approved','in_repair') AND l.kind = 'labour' AND l.status = 'approved'
    """
  private static let byMechanic: StaticString = """
    )
    SELECT m.user_id, sum((o.hours + o.hands - 1) / o.hands)
    FROM open_lines o LEFT JOIN line_mechanics m ON m.order_line_id = o.id AND m.user_id IN hands
    WHERE o.hours > 0 GROUP BY m.user_id
    """

  /// Thousandths of an hour each mechanic was clocked on since midnight, rounded up, on any order, diagnosis included.
  /// A clock runs at most half a day, so few clockings of the day before are read.
  func workedToday(since midnight: Instant, now: Instant) throws -> [Int64: Quantity] {
    Dictionary(
      try db.all(
        """
        SELECT mechanic_id, (sum(min(COALESCE(ended_at, ?1), ?1) - max(started_at, ?2)) + 3599) / 3600 FROM clockings
        WHERE started_at >= ?3 AND started_at < ?1 AND COALESCE(ended_at, ?1) > ?2 AND replaced_by_id IS NULL GROUP BY mechanic_id
        """, now, midnight, midnight.adding(seconds: -Clocking.longestMinutes * 60)
      ) { row in try (row[0] as Int64, row[1] as Quantity) }, uniquingKeysWith: { $1 })
  }

  struct Mechanic {
    let id: Int64
    let name: String
    let hoursPerDay: Quantity
  }

  func mechanics() throws -> [Mechanic] {
    try db.all("SELECT id, name, hours_per_day FROM users WHERE role = 'mechanic' AND status = 'active' AND hours_per_day > 0 ORDER BY id")
    {
      row in try Mechanic(id: row[0], name: row[1], hoursPerDay: row[2])
    }
  }

  /// Orders that wait for a purchase order.
  func orders(waitingFor purchaseOrder: Int64) throws -> [Int64] {
    try db.all(
      """
      SELECT DISTINCT l.work_order_id FROM purchase_lines b JOIN purchase_claims c ON c.purchase_line_id = b.id
      JOIN order_lines l ON l.id = c.order_line_id WHERE b.purchase_order_id = ? ORDER BY l.work_order_id
      """, purchaseOrder
    ) { row in try row[0] }
  }
}
