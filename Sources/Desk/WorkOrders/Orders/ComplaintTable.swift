internal import Domain
internal import SQLite

struct ComplaintTable {
  let db: Database
  init(_ db: Database) { self.db = db }

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

  func find(_ id: Int64, of order: Int64) throws -> Complaint? {
    try db.first(
      """
      SELECT id, work_order_id, text, diagnosis, diagnosed_by_id, diagnosed_at, resolution, created_at, version
      FROM complaints WHERE id = ? AND work_order_id = ?
      """, id, order, map: Self.map)
  }

  func insert(_ text: String, of order: Int64, at: Instant) throws -> Int64 {
    let id = try db.insert("INSERT INTO complaints (work_order_id, text, created_at) VALUES (?, ?, ?)", order, text, at)
    try OrderEntryTable(db).insert(.complaint, id, of: order)
    return id
  }

  func update(_ complaint: Complaint) throws {
    try db.execute(
      """
      UPDATE complaints SET text = ?, diagnosis = ?, diagnosed_by_id = ?, diagnosed_at = ?, resolution = ?, version = version + 1
      WHERE id = ?
      """, complaint.text, complaint.diagnosis, complaint.diagnosedByID, complaint.diagnosedAt, complaint.resolution, complaint.id)
  }

  private static func map(_ row: borrowing Row) throws -> Complaint {
    try Complaint(
      id: row[0], workOrderID: row[1], text: row[2], diagnosis: row[3], diagnosedByID: row[4], diagnosedAt: row[5], resolution: row[6],
      createdAt: row[7], version: row[8])
  }
}
