internal import Domain
internal import SQLite

extension Clocking.ClosedBy: Bindable, Column {}

struct ClockingTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func find(_ id: Int64) throws -> Clocking? {
    try db.first(
      """
      SELECT id, work_order_id, order_line_id, mechanic_id, started_at, ended_at, closed_by, replaced_by_id, corrected_reason, user_id
      FROM clockings WHERE id = ?
      """, id, map: Self.map)
  }

  func running(onLine line: Int64) throws -> [Clocking] {
    try db.all(
      """
      SELECT id, work_order_id, order_line_id, mechanic_id, started_at, ended_at, closed_by, replaced_by_id, corrected_reason, user_id
      FROM clockings WHERE order_line_id = ? AND ended_at IS NULL
      """, line, map: Self.map)
  }

  func running(of mechanic: Int64) throws -> Clocking? {
    try db.first(
      """
      SELECT id, work_order_id, order_line_id, mechanic_id, started_at, ended_at, closed_by, replaced_by_id, corrected_reason, user_id
      FROM clockings WHERE mechanic_id = ? AND ended_at IS NULL
      """, mechanic, map: Self.map)
  }

  /// A mechanic's clockings that may overlap an interval, without those that a correction replaced. A clocking has a
  /// maximum length, so only that much time before `start` is searched.
  func around(_ mechanic: Int64, from start: Instant, to end: Instant) throws -> [Clocked] {
    let earliest = start.adding(seconds: -Clocking.longestMinutes * 60)
    return try db.all(
      """
      SELECT k.id, k.work_order_id, k.order_line_id, k.mechanic_id, k.started_at, k.ended_at, k.closed_by, k.replaced_by_id,
        k.corrected_reason, k.user_id, o.number
      FROM clockings k JOIN work_orders o ON o.id = k.work_order_id
      WHERE k.mechanic_id = ? AND k.started_at >= ? AND k.started_at <= ? AND k.replaced_by_id IS NULL ORDER BY k.started_at
      """, mechanic, earliest, end
    ) { row in Clocked(try Self.map(row), number: try row[10]) }
  }

  struct Filter: Sendable {
    var mechanicID: Int64?
    var orderID: Int64?
    var started = Period.Span()
    var running: Bool?
    var closedBy: Clocking.ClosedBy?
    /// Includes the originals that a correction replaced.
    var history = false
  }

  static func select(_ filter: Filter, _ request: PageRequest) -> Select {
    var select = Select(
      """
      SELECT id, work_order_id, order_line_id, mechanic_id, started_at, ended_at, closed_by, replaced_by_id, corrected_reason, user_id
      FROM clockings WHERE TRUE
      """)
    // Choose the index. An order has few clockings, a mechanic years of them. Of running ones there is one per
    // mechanic, so they are sorted after they are found.
    let sorted = filter.running == true && filter.orderID == nil
    if let mechanic = filter.mechanicID { select.add(filter.orderID == nil ? "AND mechanic_id = ?" : "AND +mechanic_id = ?", mechanic) }
    if let order = filter.orderID { select.add("AND work_order_id = ?", order) }
    if let from = filter.started.from { select.add(sorted ? "AND +started_at >= ?" : "AND started_at >= ?", from) }
    if let until = filter.started.until { select.add(sorted ? "AND +started_at < ?" : "AND started_at < ?", until) }
    if let running = filter.running { select.add(running ? "AND ended_at IS NULL" : "AND ended_at IS NOT NULL") }
    if let closedBy = filter.closedBy { select.add("AND closed_by = ?", closedBy) }
    if !filter.history { select.add("AND replaced_by_id IS NULL") }
    if let after = request.after, case .integer(let started) = after.key {
      select.add(sorted ? "AND (+started_at, id) > (?, ?)" : "AND (started_at, id) > (?, ?)", started, after.id)
    }
    select.add(sorted ? "ORDER BY +started_at, id LIMIT ?" : "ORDER BY started_at, id LIMIT ?", request.limit + 1)
    return select
  }

  func page(_ filter: Filter, _ request: PageRequest) throws -> [Clocking] {
    let select = Self.select(filter, request)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  func all(of order: Int64) throws -> [Clocking] {
    try db.all(
      """
      SELECT id, work_order_id, order_line_id, mechanic_id, started_at, ended_at, closed_by, replaced_by_id, corrected_reason, user_id
      FROM clockings WHERE work_order_id = ? AND replaced_by_id IS NULL ORDER BY started_at, id
      """, order, map: Self.map)
  }

  func insert(_ clocking: Clocking) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO clockings (work_order_id, order_line_id, mechanic_id, started_at, ended_at, closed_by, user_id) VALUES (?, ?, ?, ?, ?, ?, ?)
      """, clocking.workOrderID, clocking.orderLineID, clocking.mechanicID, clocking.startedAt, clocking.endedAt, clocking.closedBy,
      clocking.userID)
  }

  /// Stops a clock. False if it was stopped in the meantime.
  func stop(_ id: Int64, at: Instant, by closedBy: Clocking.ClosedBy) throws -> Bool {
    try db.execute("UPDATE clockings SET ended_at = ?, closed_by = ? WHERE id = ? AND ended_at IS NULL", at, closedBy, id) > 0
  }

  func replace(_ id: Int64, by newer: Int64, reason: String) throws {
    try db.execute(
      "UPDATE clockings SET replaced_by_id = ?, corrected_reason = ? WHERE id = ? AND replaced_by_id IS NULL", newer, reason, id)
  }

  /// Norm-hours by line, on documents that stand: a credited invoice does not count. A line split between payers is
  /// billed by shares.
  func billedHours(of order: Int64) throws -> [Int64: Quantity] {
    Dictionary(
      try db.all(
        """
        SELECT i.order_line_id, sum(i.quantity * i.share_bp) / 10000 FROM documents d JOIN document_lines i ON i.document_id = d.id
        WHERE d.work_order_id = ? AND d.kind <> 'credit_note' AND d.credited_by_id IS NULL AND i.kind = 'labour' GROUP BY i.order_line_id
        """, order
      ) { row in try (row[0] as Int64, row[1] as Quantity) }, uniquingKeysWith: { $1 })
  }

  static func map(_ row: borrowing Row) throws -> Clocking {
    try Clocking(
      id: row[0], workOrderID: row[1], orderLineID: row[2], mechanicID: row[3], startedAt: row[4], endedAt: row[5], closedBy: row[6],
      replacedByID: row[7], correctedReason: row[8], userID: row[9])
  }
}
