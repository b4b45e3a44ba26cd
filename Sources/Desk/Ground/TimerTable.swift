internal import Domain
internal import SQLite

struct TimerTable {
  let db: Database
  init(_ db: Database) { self.db = db }

  func set(_ kind: TimerKind, _ subjectID: Int64, at due: Instant) throws {
    try db.execute(
      "INSERT INTO timers (kind, subject_id, due_at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET due_at = excluded.due_at",
      kind.rawValue, subjectID, due)
  }

  /// Returns false if the timer is set for an earlier time, and stays.
  func bring(_ kind: TimerKind, _ subjectID: Int64, to due: Instant) throws -> Bool {
    try db.execute(
      """
      INSERT INTO timers (kind, subject_id, due_at) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET due_at = excluded.due_at WHERE excluded.due_at < timers.due_at
      """, kind.rawValue, subjectID, due) > 0
  }

  func clear(_ kind: TimerKind, _ subjectID: Int64) throws {
    try db.execute("DELETE FROM timers WHERE kind = ? AND subject_id = ?", kind.rawValue, subjectID)
  }

  func nextDue() throws -> Instant? { try db.first("SELECT due_at FROM timers ORDER BY due_at LIMIT 1") { row in try row[0] as Instant } }

  /// At most 50 due timers, the earliest first. A later version of the desk may have left a kind that this one does not know.
  func due(at now: Instant) throws -> [(kind: String, id: Int64)] {
    try db.all("SELECT kind, subject_id FROM timers WHERE due_at <= ? ORDER BY due_at LIMIT 50", now) { row in
      try (kind: row[0] as String, id: row[1] as Int64)
    }
  }

  /// A write that changes nothing.
  func touch() throws { try db.execute("UPDATE timers SET due_at = due_at WHERE kind = 'forget_retries'") }
}
