import Domain
import Testing

@Suite struct TicketLifeTests {
  /// Rows: statuses; columns: moves. `-` is refused.
  private static let matrix = """
    .              take            assign          reply           wait            hold     resolve  close  reopen  spam    merge
    new            open            open            open            -               -        resolved -      -       closed  closed
    open           open            open            open            pending_client  on_hold  resolved -      -       closed  closed
    pending_client pending_client  pending_client  open            -               on_hold  resolved -      -       closed  closed
    on_hold        on_hold         on_hold         open            pending_client  on_hold  resolved -      -       closed  closed
    resolved       -               resolved        resolved        -               -        -        closed open    closed  closed
    closed         -               -               -               -               -        -        -      open    closed  closed
    """

  @Test func everyPairOfStatusAndMoveIsInTheMatrix() throws {
    let rows = Self.matrix.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(rows[0].dropFirst() == Ticket.Move.allCases.map(\.rawValue)[...])
    #expect(rows.dropFirst().map { $0[0] } == Ticket.Status.allCases.map(\.rawValue))
    for row in rows.dropFirst() {
      for (move, expected) in zip(Ticket.Move.allCases, row.dropFirst()) {
        let status = try #require(Ticket.Status(rawValue: row[0]))
        #expect(Ticket.status(status, after: move)?.rawValue ?? "-" == expected, "\(row[0]) \(move)")
      }
    }
  }

  private func ticket(_ status: Ticket.Status) -> Ticket {
    Ticket(in: .messenger, at: .epoch).with {
      $0.status = status
      if status == .resolved { $0.closesAt = Instant(rawValue: 1_000) }
    }
  }

  @Test func aRefusedMoveNamesThoseThatAreAllowed() {
    do {
      var closed = ticket(.closed)
      try closed.go(.resolve, at: .epoch)
      Issue.record("a closed ticket was resolved")
    } catch {
      guard case .conflict(let reasons, let moves) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(reasons.map(\.code) == ["ticket_status"] && moves.filter(\.allowed).map(\.name) == ["reopen", "spam", "merge"])
    }
  }

  @Test func aMessageWithinTheWindowReopensUnlessItIsThanks() {
    let (within, after) = (Instant(rawValue: 999), Instant(rawValue: 1_000))
    #expect(ticket(.resolved).arrival(of: "Опять стучит", at: within) == .reopened)
    #expect(ticket(.resolved).arrival(of: "Спасибо!", at: within) == .thanks)
    #expect(ticket(.resolved).arrival(of: "Спасибо!", at: after) == .followUp)
    #expect(ticket(.closed).arrival(of: "Опять стучит", at: within) == .followUp)
    for status in [Ticket.Status.new, .open, .pendingClient, .onHold] {
      #expect(ticket(status).arrival(of: "Спасибо", at: within) == .conversation)
    }
  }

  @Test func theWindowCountsFromTheLastResolution() throws {
    var ticket = ticket(.open)
    try ticket.go(.resolve, at: Instant(rawValue: 0))
    #expect(ticket.closesAt == Instant(rawValue: 7 * 86_400_000))
    ticket.receive(.reopened, at: Instant(rawValue: 5))
    #expect(ticket.status == .open && ticket.closesAt == nil && ticket.resolvedAt == nil)
    try ticket.go(.resolve, at: Instant(rawValue: 86_400_000))
    #expect(ticket.closesAt == Instant(rawValue: 8 * 86_400_000))
  }

  @Test func whatTheClientWritesEndsWaitingAndHolding() throws {
    for status in [Ticket.Status.pendingClient, .onHold] {
      var ticket = ticket(status)
      ticket.holdUntilAt = Instant(rawValue: 5)
      ticket.receive(.conversation, at: .epoch)
      #expect(ticket.status == .open && ticket.holdUntilAt == nil)
    }
    var new = ticket(.new)
    new.receive(.conversation, at: .epoch)
    #expect(new.status == .new)
  }

  @Test func aHandOverIsCountedOnlyIfSomebodyHadTheTicket() throws {
    var ticket = ticket(.new)
    try ticket.give(to: 5, in: 1, as: .assign, at: .epoch)
    #expect(ticket.handovers == 0 && ticket.status == .open)
    try ticket.give(to: 5, in: 1, as: .take, at: .epoch)
    #expect(ticket.handovers == 0)
    try ticket.give(to: 6, in: 1, as: .take, at: .epoch)
    try ticket.give(to: nil, in: 1, as: .assign, at: .epoch)
    #expect(ticket.handovers == 2 && ticket.personID == nil && ticket.status == .open)
    try ticket.give(to: nil, in: 2, as: .assign, at: .epoch)
    #expect(ticket.handovers == 3 && ticket.teamID == 2)
    var queued = self.ticket(.new)
    try queued.give(to: nil, in: 2, as: .assign, at: .epoch)
    #expect(queued.status == .new, "a new ticket that moves to another queue is still new")
  }

  @Test func onlyThanksAndNothingElseAreThanks() {
    for text in [
      "Спасибо", "спасибо!", "Спасибо большое!!!", "Большое спасибо за помощь 🙏", "Благодарю вас".replacing(" вас", with: ""),
      "ок, спасибо",
      "Thanks!", "Thank you so much", "👍", "👍👍", "Всё понятно, спасибо. Хорошего дня",
    ] { #expect(Thanks.isAll(of: text), "\(text)") }
    for text in [
      "", "Спасибо, а когда?", "Спасибо, но опять стучит", "Да", "ок", "до вечера", "Спасибо за помощь 89165551122", "5", "👎", "???",
      "Спасибо за помощь, спасибо за работу, спасибо за ответ, всем большое спасибо", "нет, спасибо",
    ] { #expect(!Thanks.isAll(of: text), "\(text)") }
  }

  @Test func aSubjectIsTheFirstLineShortened() {
    #expect(Ticket.subject(of: "\n  Стук справа \nи слева") == "Стук справа")
    #expect(Ticket.subject(of: String(repeating: "я", count: 100)).count == 80)
    #expect(Ticket.subject(of: " \n") == "")
  }
}
