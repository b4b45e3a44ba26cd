internal import Crypto
package import Domain
internal import SMTP

/// What leaves the desk. Whoever wants something sent puts it here, in the transaction of the change that it tells of; the sender takes it
/// from here on threads of its own.
package struct Outbox {
  let context: Context
  private var table: DispatchTable { DispatchTable(context.db) }
  package init(_ context: Context) { self.context = context }

  /// Puts a dispatch into the outbox.
  func post(_ dispatch: Dispatch) throws -> Int64 {
    try table.insert(
      dispatch.with {
        if $0.way == .mail, $0.mailID == nil { $0.mailID = try mailID(from: sender(of: $0)) }
      })
  }

  /// The address that mails come from: the channel's, or else the centre's own. nil if there is none that mails can come from.
  func sender(of dispatch: Dispatch) throws -> MailAddress? {
    guard let id = dispatch.channelID else { return context.settings.mailFrom }
    let channel = try context.find(ChannelTable.self, id)
    return channel.mailAddress
  }

  /// A new Message-ID at the domain of the sender, without brackets.
  func mailID(from sender: MailAddress?) throws -> String? {
    guard let sender else { return nil }
    return "\(Hex.encode(try Random.bytes(12)))@\(sender.domain)"
  }

  // MARK: The sender's side

  /// Lanes with a due dispatch, the longest due first.
  package func lanesDue(besides: Set<Int64>, limit: Int) throws -> [Int64] {
    try table.lanesDue(at: context.now, besides: besides, limit: limit)
  }

  /// Called before anything is sent: what was under way when the process ended is due at once.
  package func takeUpAgain() throws { try table.takeUpAgain(at: context.now) }

  /// The number of dispatches that are neither sent nor given up.
  package func waiting() throws -> Int64 { try table.countWaiting() }

  /// Records how the last attempt of a lane went, and takes the next due one. The taken one is put off, so that it is due again if the
  /// sender dies. This write also ensures that the change it tells of is on disk before anybody outside hears of it.
  package func next(of lane: Int64, after last: DispatchReport?) throws -> Parcel? {
    if let last { try note(last) }
    guard last?.stopsLane != true else { return nil }
    while let due = try table.due(in: lane, at: context.now) {
      var taken = due
      taken.begin(at: context.now, retryAt: context.now.adding(seconds: Parcel.secondsToSend))
      try table.update(taken)
      do { return try ParcelMaking(context).parcel(taken) } catch let fault as Unsendable {
        try settle(taken, .failed, fault.reason.en)
      }
    }
    return nil
  }

  private func note(_ report: DispatchReport) throws {
    // A receipt or an erasure may have been quicker.
    guard let dispatch = try table.find(report.dispatchID), dispatch.status == .queued else { return }
    switch report.outcome {
    case .sent: try settle(dispatch, .sent, report.words)
    case .refused:
      try settle(dispatch, .failed, report.words)
      if report.isOfAddress, dispatch.way == .mail { try ContactTable(context.db).set(failedAt: context.now, ofMail: dispatch.address) }
    case .later:
      let (first, now) = ((dispatch.firstAt ?? context.now).rawValue, context.now.rawValue)
      guard let next = RetryPlan.next(afterAttempts: Int(dispatch.attempts), first: first, now: now, id: dispatch.id) else {
        return try settle(dispatch, .failed, report.words)
      }
      try table.update(dispatch.with { $0.wait(until: Instant(rawValue: next), report.words) })
    }
  }

  /// Changes the status of a dispatch, and tells of it: of an answer in its ticket, of anything else by itself.
  func settle(_ dispatch: Dispatch, _ status: Dispatch.Status, _ words: String) throws {
    let new = dispatch.with {
      $0.end(status, words, at: context.now)
      // The link of a survey opens it, so the desk does not keep it.
      if $0.purpose == .survey { $0.text = "" }
    }
    try table.update(new)
    if let messageID = dispatch.messageID {
      try MessageTable(context.db).set(delivery: status, of: messageID)
      let message = try context.find(MessageTable.self, messageID)
      let ticket = try context.find(TicketTable.self, message.ticketID)
      try TicketWork(context).touch(ticket, as: status.answerEvent, [.fact("message_id", .integer(messageID))])
    } else if status == .failed || status == .sent {
      // Whom a survey has asked shows to managers alone, and everybody may read the history.
      let subject = Subject(.dispatch, dispatch.id, client: dispatch.purpose == .survey ? nil : dispatch.clientID)
      try context.record(status == .sent ? .dispatchSent : .dispatchFailed, subject, [.fact("purpose", .init(dispatch.purpose))])
    }
  }
}

/// The reason why a dispatch cannot be sent at all.
package struct Unsendable: Error { package let reason: Reason }

/// How an attempt went.
package struct DispatchReport: Sendable {
  package enum Outcome: Sendable { case sent, refused, later }
  let dispatchID: Int64
  let outcome: Outcome
  /// What the other side said, or why it said nothing.
  let words: String
  /// True if the other side refused the recipient's address.
  let isOfAddress: Bool
  /// True if the next dispatch of the lane would go the same way now.
  package let stopsLane: Bool
}

extension Dispatch.Status {
  fileprivate var answerEvent: EventType {
    switch self {
    case .queued, .sent: .ticketAnswerSent
    case .delivered: .ticketAnswerDelivered
    case .failed: .ticketAnswerFailed
    case .takenBack: .ticketAnswerTakenBack
    }
  }
}
