internal import Domain
internal import SQLite

/// What happens when a timer is due, one line a kind.
struct Due {
  let context: Context
  init(_ context: Context) { self.context = context }

  func run(_ kind: TimerKind, _ subjectID: Int64) throws {
    switch kind {
    case .promiseWarning: try PromiseKeeping(context).warnOfTime(subjectID)
    case .estimateExpiry: try Outdating(context).expire(subjectID)
    case .shiftEnd: try ClockStopping(context).closeForgotten(subjectID)
    case .forgetBuyer: try Erasures(context).forgetBuyer(subjectID)
    case .forgetRetries: try forgetRetries()
    }
  }

  private func forgetRetries() throws {
    try context.db.execute("DELETE FROM idempotency_keys WHERE expires_at <= ?", context.now)
    try Timers(context).set(.forgetRetries, 0, at: context.now.adding(seconds: 3_600))
  }
}
