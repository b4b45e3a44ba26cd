internal import Domain
internal import SQLite

extension Approval.How: Bindable, Column {}

struct ApprovalTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func find(ofEstimate id: Int64) throws -> Approval? {
    try db.first("SELECT id, estimate_id, how, proxy_id, user_id, at, note FROM approvals WHERE estimate_id = ?", id) { row in
      try Approval(id: row[0], estimateID: row[1], how: row[2], proxyID: row[3], userID: row[4], at: row[5], note: row[6])
    }
  }

  func insert(_ approval: Approval) throws {
    try db.execute(
      "INSERT INTO approvals (estimate_id, how, proxy_id, user_id, at, note) VALUES (?, ?, ?, ?, ?, ?)", approval.estimateID, approval.how,
      approval.proxyID, approval.userID, approval.at, approval.note)
  }

  /// The client's share of everything approved in an order in this way or by this proxy. Both limits hold for the
  /// whole order.
  func approved(inOrder order: Int64, how: Approval.How?, proxy: Int64?) throws -> Money {
    try db.value(
      """
      SELECT COALESCE(sum(i.client_gross_minor), 0) FROM estimates e JOIN approvals a ON a.estimate_id = e.id
      JOIN estimate_lines i ON i.estimate_id = e.id
      WHERE e.work_order_id = ? AND i.decision = 'approved' AND (a.how = ? OR a.proxy_id = ?)
      """, order, how, proxy) ?? .zero
  }
}

struct ObjectionTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(_ reason: String, of order: Int64, at: Instant, userID: Int64?) throws -> Int64 {
    try db.insert("INSERT INTO objections (work_order_id, reason, at, user_id) VALUES (?, ?, ?, ?)", order, reason, at, userID)
  }

  func find(_ id: Int64) throws -> Objection? {
    try db.first("SELECT id, work_order_id, reason, at, user_id FROM objections WHERE id = ?", id, map: Self.map)
  }

  func page(of order: Int64, _ request: PageRequest) throws -> [Objection] {
    var select = Select("SELECT id, work_order_id, reason, at, user_id FROM objections")
    select.add("WHERE work_order_id = ?", order)
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  private static func map(_ row: borrowing Row) throws -> Objection {
    try Objection(id: row[0], orderID: row[1], reason: row[2], at: row[3], userID: row[4])
  }
}
