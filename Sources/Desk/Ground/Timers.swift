package import Domain
internal import SQLite

/// Kinds of work that the desk does by itself at a given time. The sheet of each room has the code of its kinds.
package enum TimerKind: String, CaseIterable, Sendable {
  /// Warns of a promise that comes near; subject: the work order.
  case promiseWarning = "promise_warning"
  /// Ends an offered estimate; subject: the estimate.
  case estimateExpiry = "estimate_expiry"
  /// Closes a running clock after the shift's end; subject: the clocking.
  case shiftEnd = "shift_end"
  /// Removes an erased client's name from documents whose legal time has passed; subject: the client.
  case forgetBuyer = "forget_buyer"
  /// Deletes kept responses of retries; subject: 0.
  case forgetRetries = "forget_retries"
  /// Closes a resolved ticket whose time for reopening is over; subject: the ticket.
  case ticketCloses = "ticket_closes"
  /// Warns of a ticket's target that comes near, or tells that it was missed; subject: the ticket.
  case ticketAlarm = "ticket_alarm"
  /// Counts the next open tickets again after a change of policies or calendars; subject: 0.
  case slaRound = "sla_round"
  /// Opens a ticket again whose hold is over; subject: the ticket.
  case ticketHoldEnds = "ticket_hold_ends"
  /// Ends leases that were not renewed; subject: the ticket.
  case ticketLeaseEnds = "ticket_lease_ends"
  /// Says that the slot of a call-back is over unkept; subject: the call-back.
  case callbackSlotOver = "callback_slot_over"
  /// Sends what waits for a user's digest; subject: the user.
  case noticeDigest = "notice_digest"
  /// Removes a file that a user has sent and nobody has attached; subject: the file.
  case fileUnattached = "file_unattached"
  /// Looks at the next clients of a periodic survey; subject: the survey.
  case surveyRound = "survey_round"
  /// Asks a client who was picked; subject: the invitation.
  case surveyAsk = "survey_ask"
  /// Reminds a client who has not answered; subject: the invitation.
  case surveyRemind = "survey_remind"
}

/// Thrown if no sheet has the kind. The log names the kind, and the timer stays.
private struct TimerWithoutDeed: Error { let kind: TimerKind }

/// Timers as rows with an indexed due time, so that they survive a restart. Each kind and subject has at most one timer.
package struct Timers {
  private let context: Context
  package init(_ context: Context) { self.context = context }

  package func set(_ kind: TimerKind, _ subjectID: Int64, at due: Instant) throws {
    context.changedTimers = true
    try TimerTable(context.db).set(kind, subjectID, at: due)
  }

  /// Without a time the timer is cleared.
  func set(_ kind: TimerKind, _ subjectID: Int64, at due: Instant?) throws {
    if let due { try set(kind, subjectID, at: due) } else { try clear(kind, subjectID) }
  }

  /// Sets a timer unless it is set for an earlier time.
  func bring(_ kind: TimerKind, _ subjectID: Int64, to due: Instant) throws {
    if try TimerTable(context.db).bring(kind, subjectID, to: due) { context.changedTimers = true }
  }

  package func clear(_ kind: TimerKind, _ subjectID: Int64) throws {
    context.changedTimers = true
    try TimerTable(context.db).clear(kind, subjectID)
  }
}

extension Desk {
  /// The time of the next timer. It is asked for after every turn, so it is kept until a timer changes.
  package func nextDue() throws -> Instant? {
    if let known = knownDue { return known.at }
    let due = try TimerTable(db).nextDue()
    knownDue = KnownDue(at: due)
    return due
  }

  /// A write that changes nothing, to find out whether the disk has room again.
  package func tryWriting() throws { try TimerTable(db).touch() }

  /// Runs at most 50 due timers, each in its own savepoint. A timer that fails is reported to `says` and put off for a
  /// minute, so that it does not hold up the others.
  package func runDue(says: (String) -> Void) throws {
    let now = clock()
    for timer in try TimerTable(db).due(at: now) {
      do {
        try perform(as: .desk) { context in
          guard let kind = TimerKind(rawValue: timer.kind) else { return }
          try Timers(context).clear(kind, timer.id)
          guard let deed = RoomSheet.timers[kind] else { throw TimerWithoutDeed(kind: kind) }
          try deed(context, timer.id)
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
