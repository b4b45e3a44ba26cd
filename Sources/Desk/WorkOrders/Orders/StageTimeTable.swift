internal import Domain
internal import SQLite

/// Moments when an order's status changed, or when it started or stopped waiting for parts.
struct StageTimeTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func marks(of order: Int64) throws -> [StageTimes.Mark] {
    try db.all(
      """
      SELECT at, json_extract(data, '$.changed.status[1]'), json_extract(data, '$.changed.parts_status[1]') FROM events
      WHERE subject = 'work_order' AND subject_id = ? ORDER BY id
      """, order
    ) { row in try Self.marks(row[0], row[1], row[2]) }.flatMap { $0 }
  }

  /// Passes each order opened in a span to `body`, with its marks.
  func each(_ span: Period.Span, _ body: (Instant, [StageTimes.Mark]) throws -> Void) throws {
    var current: (id: Int64, openedAt: Instant)?
    var marks: [StageTimes.Mark] = []
    try db.each(
      """
      SELECT o.id, o.opened_at, e.at, json_extract(e.data, '$.changed.status[1]'), json_extract(e.data, '$.changed.parts_status[1]')
      FROM work_orders o JOIN events e ON e.subject = 'work_order' AND e.subject_id = o.id
      WHERE o.opened_at >= ? AND o.opened_at < ? ORDER BY o.opened_at, o.id, e.id
      """, span.from, span.until
    ) { row in
      let id: Int64 = try row[0]
      if let last = current, last.id != id {
        try body(last.openedAt, marks)
        marks = []
      }
      current = (id, try row[1])
      marks += try Self.marks(row[2], row[3], row[4])
    }
    if let last = current { try body(last.openedAt, marks) }
  }

  private static func marks(_ at: Instant, _ status: String?, _ parts: String?) throws -> [StageTimes.Mark] {
    var marks: [StageTimes.Mark] = []
    if let status = status.flatMap(WorkOrder.Status.init(rawValue:)) { marks.append(.init(at, .status(status))) }
    if let parts = parts.flatMap(WorkOrder.PartsStatus.init(rawValue:)) { marks.append(.init(at, .waitsForParts(parts.isWaiting))) }
    return marks
  }
}
