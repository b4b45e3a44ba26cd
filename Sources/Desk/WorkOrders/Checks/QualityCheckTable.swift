internal import Domain
internal import SQLite

struct QualityCheckTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func insert(_ check: QualityCheck) throws -> Int64 {
    try db.insert(
      "INSERT INTO quality_checks (work_order_id, user_id, passed, note, override_reason, at) VALUES (?, ?, ?, ?, ?, ?)", check.workOrderID,
      check.userID, check.passed, check.note, check.overrideReason, check.at)
  }

  func find(_ id: Int64) throws -> QualityCheck? {
    try db.first(
      "SELECT id, work_order_id, user_id, passed, note, override_reason, at FROM quality_checks WHERE id = ?", id, map: Self.map)
  }

  func page(of order: Int64, _ request: PageRequest) throws -> [QualityCheck] {
    var select = Select("SELECT id, work_order_id, user_id, passed, note, override_reason, at FROM quality_checks")
    select.add("WHERE work_order_id = ?", order)
    if let after = request.after { select.add("AND id > ?", after.id) }
    select.add("ORDER BY id LIMIT ?", request.limit + 1)
    return try db.all(select.sql, select.values, map: Self.map)
  }

  private static func map(_ row: borrowing Row) throws -> QualityCheck {
    try QualityCheck(
      id: row[0], workOrderID: row[1], userID: row[2], passed: row[3], note: row[4], overrideReason: row[5], at: row[6])
  }
}
