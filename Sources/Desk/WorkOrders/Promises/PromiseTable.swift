internal import Domain
internal import SQLite

extension Promise.Outcome: Bindable, Column {}
extension Promise.Told: Bindable, Column {}

struct PromiseTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(_ promise: Promise) throws -> Int64 {
    try db.insert(
      """
      INSERT INTO promises (work_order_id, promised_at, earliest_at, reason, client_told, proxy_id, given_at, user_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, promise.workOrderID, promise.promisedAt, promise.earliestAt, promise.reason, promise.clientTold, promise.proxyID,
      promise.givenAt,
      promise.userID)
  }

  func latest(of order: Int64) throws -> Promise? {
    try db.first(
      """
      SELECT id, work_order_id, promised_at, earliest_at, reason, client_told, proxy_id, given_at, user_id, outcome
      FROM promises WHERE work_order_id = ? ORDER BY id DESC LIMIT 1
      """, order, map: Self.map)
  }

  /// The promised date and the one before it; nil if there was none before.
  func move(of order: Int64) throws -> (from: Instant, to: Instant)? {
    let dates = try db.all("SELECT promised_at FROM promises WHERE work_order_id = ? ORDER BY id DESC LIMIT 2", order) { row in
      try row[0] as Instant
    }
    return dates.count == 2 ? (from: dates[1], to: dates[0]) : nil
  }

  func page(of order: Int64, _ request: PageRequest) throws -> [Promise] {
    var select = Select(
      """
      SELECT id, work_order_id, promised_at, earliest_at, reason, client_told, proxy_id, given_at, user_id, outcome FROM promises
      """)
    select.add("WHERE work_order_id = ?", order)
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  func settle(_ id: Int64, _ outcome: Promise.Outcome?) throws {
    try db.execute("UPDATE promises SET outcome = ? WHERE id = ?", outcome, id)
  }

  /// Open orders whose promise was warned of or has passed before the car was ready; the earliest promise first.
  func atRisk(now: Instant, advisor: Int64?, _ request: PageRequest) throws -> [PromiseAtRisk] {
    let select = Self.atRisk(now: now, advisor: advisor, request)
    return try db.all(select.sql, select.values) { row in
      try PromiseAtRisk(
        orderID: row[0], number: row[1], status: row[2], clientID: row[3], advisorID: row[4], promisedAt: row[5], warnedAt: row[6],
        isOverdue: (row[5] as Instant) <= now)
    }
  }

  static func atRisk(now: Instant, advisor: Int64?, _ request: PageRequest) -> Select {
    var select = Select(
      """
      SELECT id, number, status, client_id, advisor_id, promised_at, promise_warned_at FROM work_orders
      WHERE promised_at IS NOT NULL AND closed_at IS NULL AND status <> 'ready'
      """)
    select.add("AND (promise_warned_at IS NOT NULL OR promised_at <= ?)", now)
    // Use the index of open promises; the advisor's index would scan years of closed orders.
    if let advisor { select.add("AND +advisor_id = ?", advisor) }
    if let after = request.after, case .integer(let promised) = after.key {
      select.add("AND (promised_at, id) > (?, ?)", promised, after.id)
    }
    select.add("ORDER BY promised_at, id LIMIT ?", request.limit + 1)
    return select
  }

  private static func map(_ row: borrowing Row) throws -> Promise {
    try Promise(
      id: row[0], workOrderID: row[1], promisedAt: row[2], earliestAt: row[3], reason: row[4], clientTold: row[5], proxyID: row[6],
      givenAt: row[7], userID: row[8], outcome: row[9])
  }
}

extension WorkOrderTable {
  /// Sets the promised date and clears the warning, so that the new promise can be warned of again.
  func promise(_ id: Int64, _ at: Instant) throws {
    try db.execute("UPDATE work_orders SET promised_at = ?, promise_warned_at = NULL WHERE id = ?", at, id)
  }

  /// Notes the warning of a promise. False if it was warned of before.
  func noteWarned(_ id: Int64, at: Instant) throws -> Bool {
    try db.execute("UPDATE work_orders SET promise_warned_at = ? WHERE id = ? AND promise_warned_at IS NULL", at, id) > 0
  }
}
