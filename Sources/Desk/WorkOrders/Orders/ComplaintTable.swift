internal import Domain
internal import SQLite

struct ComplaintTable: Table {
  let db: Database
  init(_ db: Database) { self.db = db }

  static let form = TableForm(
    "complaints", blank: Complaint(of: 0, at: .epoch),
    [
      .kept("id", \.id), .fixed("work_order_id", \.workOrderID), .personal("text", \.text), .edited("diagnosis", \.diagnosis),
      .untold("diagnosed_by_id", \.diagnosedByID), .untold("diagnosed_at", \.diagnosedAt), .edited("resolution", \.resolution),
      .fixed("created_at", \.createdAt), .kept("version", \.version),
    ])

  enum Shown: Int32, PictureColumn {
    case id, workOrderID, text, diagnosis, diagnosedByID, diagnosedAt, resolution, createdAt, version
  }

  func each(of order: Int64, _ body: (borrowing ComplaintPicture) -> Void) throws {
    try db.each(
      """
      SELECT c.id, c.work_order_id, c.text, c.diagnosis, c.diagnosed_by_id, c.diagnosed_at, c.resolution, c.created_at, c.version
      FROM work_order_entries x CROSS JOIN complaints c ON c.id = x.entry_id
      WHERE x.work_order_id = ? AND x.kind = 1 ORDER BY x.entry_id
      """, order
    ) { row in body(ComplaintPicture(row)) }
  }

  func count(of order: Int64) throws -> Int {
    try db.value("SELECT count(*) FROM work_order_entries WHERE work_order_id = ? AND kind = 1", order) ?? 0
  }

  func find(_ id: Int64, of order: Int64) throws -> Complaint? { try first("WHERE id = ? AND work_order_id = ?", id, order) }

  /// A literal, because adding a complaint is one of the most frequent changes.
  func insert(_ text: String, of order: Int64, at: Instant) throws -> Int64 {
    let id = try db.insert("INSERT INTO complaints (work_order_id, text, created_at) VALUES (?, ?, ?)", order, text, at)
    try OrderEntryTable(db).insert(.complaint, id, of: order)
    return id
  }
}
