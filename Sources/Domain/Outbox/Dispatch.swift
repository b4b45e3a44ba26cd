/// Something that is sent once to somebody outside: an answer, the link to a survey, a notice to an employee.
package struct Dispatch: Versioned {
  package enum Purpose: String, CaseIterable, Sendable { case answer, survey, notice }
  package enum Way: String, CaseIterable, Sendable {
    case mail
    /// A signed request to the program that serves the channel.
    case hook
  }
  package enum Status: String, CaseIterable, Sendable {
    case queued
    /// The mail server or the channel's program has taken it.
    case sent
    case delivered, failed
    case takenBack = "taken_back"
  }

  package static let noun = Noun.dispatch
  /// The time in which an answer can be taken back.
  package static let secondsToTakeBack: Int64 = 10
  /// Bytes of the files of a mail together: some 25 MB as a mail carries them, which is what most receivers take.
  package static let mostFileBytes: Int64 = 18_000_000
  /// The lane of all mails. A hook has the number of its channel.
  package static let mailLane: Int64 = 0

  package var id: Int64 = 0
  package var purpose: Purpose
  package var way = Way.mail
  /// The channel that it leaves by; nil for mails from the centre's own address.
  package var channelID: Int64?
  /// The answer that it carries.
  package var messageID: Int64?
  package var clientID: Int64?
  package var userID: Int64?
  /// The recipient's e-mail address, or account in the channel.
  package var address = ""
  package var name = ""
  package var subject = ""
  /// Empty for an answer, whose text is that of the message.
  package var text = ""
  /// The Message-ID of a mail, without brackets.
  package var mailID: String?
  package var status = Status.queued
  package var attempts: Int64 = 0
  /// True while the sender has it.
  package var isUnderWay = false
  package var firstAt: Instant?
  package var dueAt: Instant
  /// What the other side said last, or why there was no attempt.
  package var result = ""
  package var createdAt: Instant
  package var endedAt: Instant?
  package var version: Int64 = 1

  package init(_ purpose: Purpose, at createdAt: Instant) {
    self.purpose = purpose
    self.createdAt = createdAt
    dueAt = createdAt
  }

  /// Dispatches of one lane are sent one after another.
  package var lane: Int64 { way == .mail ? Self.mailLane : channelID ?? Self.mailLane }
}

extension Dispatch {
  /// True while an answer can still be taken back.
  package var isRecallable: Bool { status == .queued && attempts == 0 }

  /// Begins an attempt. If nobody reports how it went, the next one is due at `retryAt`.
  package mutating func begin(at now: Instant, retryAt: Instant) {
    attempts += 1
    isUnderWay = true
    firstAt = firstAt ?? now
    dueAt = retryAt
  }

  /// The last attempt was in vain, and another one may help.
  package mutating func wait(until due: Instant, _ result: String) {
    (dueAt, self.result, isUnderWay) = (due, result, false)
  }

  package mutating func end(_ status: Status, _ result: String, at now: Instant) {
    self.status = status
    self.result = result
    isUnderWay = false
    endedAt = now
  }

  /// Puts a dispatch that has failed into the outbox again.
  package mutating func sendAgain(at now: Instant) {
    (status, attempts, firstAt, dueAt, endedAt) = (.queued, 0, nil, now, nil)
  }

  /// True if a later report may change the status. What is sent can still be delivered, or come back.
  package func mayBecome(_ next: Status) -> Bool {
    switch (status, next) {
    case (.queued, .sent), (.queued, .delivered), (.queued, .failed), (.sent, .delivered), (.sent, .failed): true
    default: false
    }
  }
}
