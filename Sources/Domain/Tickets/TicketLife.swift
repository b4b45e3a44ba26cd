/// The life of a ticket: `new → open → pending_client | on_hold → resolved → closed`.
extension Ticket {
  package enum Move: String, CaseIterable, Sendable { case take, assign, reply, wait, hold, resolve, close, reopen, spam, merge }

  /// The state that a reply leaves the ticket in.
  package enum Then: String, CaseIterable, Sendable { case stay, wait, resolve }

  /// The status after a move; nil if the status does not allow it.
  package static func status(_ status: Status, after move: Move) -> Status? {
    switch (status, move) {
    case (.new, .take), (.new, .assign): .open
    case (.open, .take), (.pendingClient, .take), (.onHold, .take): status
    case (.open, .assign), (.pendingClient, .assign), (.onHold, .assign), (.resolved, .assign): status
    case (.new, .reply), (.open, .reply), (.pendingClient, .reply), (.onHold, .reply): .open
    // A word after the end, such as «the car is washed», does not open the ticket again.
    case (.resolved, .reply): .resolved
    case (.open, .wait), (.onHold, .wait): .pendingClient
    case (.open, .hold), (.pendingClient, .hold), (.onHold, .hold): .onHold
    case (.new, .resolve), (.open, .resolve), (.pendingClient, .resolve), (.onHold, .resolve): .resolved
    case (.resolved, .close): .closed
    case (.resolved, .reopen), (.closed, .reopen): .open
    // Spam and what another ticket goes on with need no time for reopening.
    case (.new, .spam), (.open, .spam), (.pendingClient, .spam), (.onHold, .spam), (.resolved, .spam), (.closed, .spam): .closed
    case (.new, .merge), (.open, .merge), (.pendingClient, .merge), (.onHold, .merge), (.resolved, .merge), (.closed, .merge): .closed
    case (.new, .wait), (.new, .hold), (.new, .close), (.new, .reopen), (.open, .close), (.open, .reopen), (.pendingClient, .wait),
      (.pendingClient, .close), (.pendingClient, .reopen), (.onHold, .close), (.onHold, .reopen), (.resolved, .take), (.resolved, .wait),
      (.resolved, .hold), (.resolved, .resolve), (.closed, .take), (.closed, .assign), (.closed, .reply), (.closed, .wait),
      (.closed, .hold), (.closed, .resolve), (.closed, .close):
      nil
    }
  }

  /// Reasons against any change: another ticket has the messages.
  package var reasonsAgainstChange: [Reason] { mergedIntoID == nil ? [] : [.ticketMerged(self)] }

  /// All moves, with the reason against each that is not allowed.
  package var moves: [PossibleMove] {
    Move.allCases.map { move in
      PossibleMove(
        move.rawValue,
        against: mergedIntoID != nil ? reasonsAgainstChange : Ticket.status(status, after: move) == nil ? [.ticketMove(move, self)] : [])
    }
  }

  /// Changes the status. Refuses a move that the status does not allow, and names those that it does. Whatever opens a ticket again says
  /// that it is no spam.
  package mutating func go(_ move: Move, at now: Instant, hold until: Instant? = nil) throws(Refusal) {
    guard mergedIntoID == nil else { throw .conflict(reasonsAgainstChange, moves: []) }
    guard let next = Ticket.status(status, after: move) else {
      throw .conflict([.ticketMove(move, self)], moves: moves)
    }
    if next != status || move == .hold { become(next, at: now, hold: until) }
    if move == .spam { isSpam = true }
    if move == .take || move == .reply || move == .resolve { personComes(at: now) }
  }

  /// Gives the ticket to a person and a team. Without a person it goes into the team's queue, and its status stays. It is a hand-over if
  /// somebody else had the ticket, or another team.
  package mutating func give(to person: Int64?, in team: Int64, as move: Move, at now: Instant) throws(Refusal) {
    let before = self
    try go(move, at: now)
    if person == nil { status = before.status }
    (personID, teamID) = (person, team)
    if before.teamID != team || (before.personID != nil && before.personID != person) { handovers += 1 }
  }

  /// Answers the client. Whoever answers a ticket that is nobody's owns it.
  package mutating func answer(by user: Int64, then: Then, at now: Instant) throws(Refusal) {
    try go(.reply, at: now)
    guard status.isOpen else { return }
    personID = personID ?? user
    switch then {
    case .stay: break
    case .wait: try go(.wait, at: now)
    case .resolve: try go(.resolve, at: now)
    }
  }

  /// Undoes what an answer did: the client waits again, and the ticket is open unless it was resolved before.
  package mutating func takeBack(answerOf answeredAt: Instant, waitingSince: Instant?) {
    if status == .pendingClient || resolvedAt == answeredAt { become(.open, at: answeredAt) }
    if firstResponseAt == answeredAt { firstResponseAt = nil }
    if status.isOpen { waitingSinceAt = waitingSince }
  }

  package mutating func endHold(at now: Instant) { become(.open, at: now) }

  private mutating func become(_ next: Status, at now: Instant, hold until: Instant? = nil) {
    status = next
    holdUntilAt = next == .onHold ? until : nil
    switch next {
    case .resolved: (resolvedAt, closesAt, closedAt) = (now, now.adding(seconds: Ticket.reopenDays * 86_400), nil)
    case .closed: (closesAt, closedAt) = (nil, now)
    case .new, .open, .pendingClient, .onHold: (resolvedAt, closesAt, closedAt, isSpam) = (nil, nil, nil, false)
    }
  }

  /// The effect of a client's message on a ticket.
  package enum Arrival: Sendable { case conversation, reopened, thanks, followUp }

  /// `withFiles`: files came with it, so that thanks are not all that it says.
  package func arrival(of text: String, withFiles: Bool = false, at now: Instant) -> Arrival {
    switch status {
    case .new, .open, .pendingClient, .onHold: .conversation
    case .resolved: closesAt.map { now < $0 } ?? false ? (!withFiles && Thanks.isAll(of: text) ? .thanks : .reopened) : .followUp
    case .closed: .followUp
    }
  }

  /// Files a client's message into the ticket. Thanks change no status.
  package mutating func receive(_ arrival: Arrival, at now: Instant) {
    switch arrival {
    case .thanks, .followUp: break
    case .reopened: become(.open, at: now)
    case .conversation: if status != .new { become(.open, at: now) }
    }
  }
}
