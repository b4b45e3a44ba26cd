/// A promise to a client to be called within a slot.
package struct Callback: Versioned {
  package enum Status: String, CaseIterable, Sendable { case promised, done, missed, cancelled }

  package enum Outcome: String, CaseIterable, Sendable {
    case reached
    case noAnswer = "no_answer"
    case busy
    case wrongNumber = "wrong_number"
  }

  package enum Move: String, CaseIterable, Sendable { case attempt, change, cancel, miss }

  package static let noun = Noun.callback
  package var id: Int64 = 0
  package var ticketID: Int64 = 0
  /// In E.164.
  package var phone = ""
  package var fromAt: Instant
  package var untilAt: Instant
  package var status = Status.promised
  /// The employee who is to call; nil: whoever has time.
  package var personID: Int64?
  /// The employee who promised.
  package var userID: Int64?
  package var attempts: Int64 = 0
  /// The end of the slot, if nobody had been reached by then. It stays when the client is reached later.
  package var missedAt: Instant?
  package var doneAt: Instant?
  package var createdAt: Instant
  package var version: Int64 = 1

  package init(at createdAt: Instant) {
    self.createdAt = createdAt
    (fromAt, untilAt) = (createdAt, createdAt)
  }
}

/// A call that was made for it.
package struct CallbackAttempt: Kept {
  package static let noun = Noun.callback
  package var id: Int64 = 0
  package var callbackID: Int64 = 0
  package var at: Instant
  package var userID: Int64 = 0
  package var outcome = Callback.Outcome.noAnswer
  package var note = ""
  /// The message of the ticket that tells what was said.
  package var messageID: Int64?

  package init(at: Instant) { self.at = at }
}

/// The life of a call-back: `promised → done | missed | cancelled`, and `missed → done` when the client is reached after all.
extension Callback {
  /// The longest slot: a day. A longer one promises nothing.
  package static let longestSlot: Int64 = 86_400_000

  package static func allows(_ status: Status, _ move: Move) -> Bool {
    switch (status, move) {
    case (.promised, .attempt), (.promised, .change), (.promised, .cancel), (.promised, .miss), (.missed, .attempt), (.missed, .cancel):
      true
    case (.missed, .change), (.missed, .miss), (.done, .attempt), (.done, .change), (.done, .cancel), (.done, .miss),
      (.cancelled, .attempt),
      (.cancelled, .change), (.cancelled, .cancel), (.cancelled, .miss):
      false
    }
  }

  package func check(_ move: Move) throws(Refusal) {
    guard !Callback.allows(status, move) else { return }
    let moves = Move.allCases.filter { $0 != .miss }.map { move in
      PossibleMove(move.rawValue, against: Callback.allows(status, move) ? [] : [.callbackStatus(self)])
    }
    throw .conflict([.callbackStatus(self)], moves: moves)
  }

  /// Faults of the slot, each with the pointer of its field.
  package func slotFaults(at now: Instant) -> [Reason] {
    if untilAt <= fromAt { return [.callbackBackwards] }
    if untilAt.rawValue - fromAt.rawValue > Callback.longestSlot { return [.callbackSlotLong] }
    return untilAt <= now ? [.callbackPast] : []
  }

  /// Counts a call. A client who was reached ends the promise, in time or late.
  package mutating func attempt(_ outcome: Outcome, at now: Instant) throws(Refusal) {
    try check(.attempt)
    attempts += 1
    if outcome == .reached { (status, doneAt) = (.done, now) }
  }

  package mutating func cancel() throws(Refusal) {
    try check(.cancel)
    status = .cancelled
  }

  /// Notes that the slot is over unkept.
  package mutating func miss(at now: Instant) { (status, missedAt) = (.missed, now) }
}

extension Reason {
  package static func callbackStatus(_ callback: Callback) -> Reason {
    let (en, ru) =
      switch callback.status {
      case .promised: ("promised", "обещан")
      case .done: ("done", "выполнен")
      case .missed: ("missed", "пропущен")
      case .cancelled: ("cancelled", "отменён")
      }
    return Reason("callback_status", en: "The call-back is “\(en)”: this cannot be done.", ru: "Звонок в статусе «\(ru)»: так нельзя.")
  }
  package static let callbackBackwards = Reason(
    "slot_backwards", en: "A slot ends after its beginning.", ru: "Конец промежутка — после начала.", at: "/until")
  package static let callbackSlotLong = Reason(
    "slot_too_long", en: "A slot is at most a day long.", ru: "Промежуток — не длиннее суток.", at: "/until")
  package static let callbackPast = Reason(
    "slot_past", en: "A slot ends in the future.", ru: "Промежуток кончается в будущем.", at: "/until")
  package static let callbackPhoneNeeded = Reason(
    "phone_needed", en: "Say which number to call: none is known.", ru: "Укажите номер: он не известен.", at: "/phone")
  package static let callbackNoteNeeded = Reason(
    "note_needed", en: "Say what was said to the client.", ru: "Напишите, что сказано клиенту.", at: "/note")
  package static func callbackTicketClosed(_ ticket: Ticket) -> Reason {
    Reason(
      "ticket_closed", en: "Ticket \(ticket.number) is closed; open it again first.",
      ru: "Обращение \(ticket.number) закрыто; сначала откройте его снова.", at: "/ticket_id")
  }
}
