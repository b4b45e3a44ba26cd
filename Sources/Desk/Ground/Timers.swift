package import Domain
internal import SQLite

/// What the desk does by itself when its time has come. Each kind is one line in `Due`.
package enum TimerKind: String, CaseIterable, Sendable {
  /// A promise comes near; subject: the work order.
  case promiseWarning = "promise_warning"
  /// An offered estimate runs out; subject: the estimate.
  case estimateExpiry = "estimate_expiry"
  /// A running clock is closed at the shift's end; subject: the clocking.
  case shiftEnd = "shift_end"
  /// An erased client's name leaves documents whose legal time has passed; subject: the client.
  case forgetBuyer = "forget_buyer"
  /// Kept answers of retries are thrown away; subject: 0.
  case forgetRetries = "forget_retries"
}

/// Due rows, found by an indexed time, so that they survive a restart by nature. A kind and a subject have one timer.
package struct Timers {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func set(_ kind: TimerKind, _ subjectID: Int64, at due: Instant) throws {
    context.changedTimers = true
    try context.db.execute(
      "INSERT INTO timers (kind, subject_id, due_at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET due_at = excluded.due_at",
      kind.rawValue, subjectID, due)
  }

  package func clear(_ kind: TimerKind, _ subjectID: Int64) throws {
    context.changedTimers = true
    try context.db.execute("DELETE FROM timers WHERE kind = ? AND subject_id = ?", kind.rawValue, subjectID)
  }
}

extension Desk {
  /// When the next timer is due; asked after every turn, so it is remembered until a timer changes.
  package func nextDue() throws -> Instant? {
    if let known = knownDue { return known.at }
    let due = try db.first("SELECT due_at FROM timers ORDER BY due_at LIMIT 1") { row in try row[0] as Instant }
    knownDue = KnownDue(at: due)
    return due
  }

  /// Writes what changes nothing, to learn whether there is room on the disk again.
  package func tryWriting() throws { try db.execute("UPDATE timers SET due_at = due_at WHERE kind = 'forget_retries'") }

  /// Runs what is due, at most 50 timers, each in a savepoint of its own. One that fails is put off for a minute and said to `says`,
  /// so that it holds up nothing else.
  package func runDue(says: (String) -> Void) throws {
    let now = clock()
    let due = try db.all("SELECT kind, subject_id FROM timers WHERE due_at <= ? ORDER BY due_at LIMIT 50", now) { row in
      try (kind: row[0] as String, id: row[1] as Int64)
    }
    for timer in due {
      do {
        try perform(as: .desk) { context in
          guard let kind = TimerKind(rawValue: timer.kind) else { return }
          try Timers(context).clear(kind, timer.id)
          try Due(context).run(kind, timer.id)
        }
      } catch let lost as TransactionLost {
        throw lost
      } catch {
        says("timer \(timer.kind) of \(timer.id) failed: \(error)")
        try perform(as: .desk) { context in
          if let kind = TimerKind(rawValue: timer.kind) { try Timers(context).set(kind, timer.id, at: now.adding(seconds: 60)) }
        }
      }
    }
  }
}
