import Domain
import Testing

@Suite struct PersonWantedTests {
  @Test(arguments: [
    "Позовите человека", "позовите, пожалуйста, живого человека!", "ОПЕРАТОР", "оператора", "Соедините меня с менеджером",
    "хочу поговорить с живым оператором", "Можно оператора?", "Есть кто-нибудь живой?", "Тут есть живые люди?",
    "Я хочу общаться не с ботом", "нужен администратор", "Переведите на специалиста", "Здравствуйте! Оператора, пожалуйста",
    "У меня стучит подвеска. Дайте человека", "I want to talk to a human", "Human please", "agent", "speak to a real person",
    "Can you connect me with an operator?", "are you a real person",
  ])
  func whoeverAsksForAPersonIsHeard(text: String) { #expect(PersonWanted.isAsked(in: text)) }

  @Test(arguments: [
    "", "Когда будет готова?", "Ваш оператор вчера обещал скидку", "Хочу записаться на ТО", "Спасибо, менеджер всё объяснил",
    "Сколько человек работает в смене?", "нужен масляный фильтр", "Дайте скидку", "My manager said it is fine", "I want a new car",
    "бот", "👍",
  ])
  func whoeverDoesNotIsNot(text: String) { #expect(!PersonWanted.isAsked(in: text)) }

  @Test func onlyTheBeginningOfALongMessageCounts() {
    #expect(PersonWanted.isAsked(in: String(repeating: "а ", count: 400) + "позовите человека"))
    #expect(!PersonWanted.isAsked(in: String(repeating: "а ", count: 500) + "позовите человека"))
    #expect(!PersonWanted.isAsked(in: String(repeating: "а", count: 1_000_000)))
  }

  @Test func theWaitCountsFromTheFirstAskingToTheFirstDeed() throws {
    var ticket = Ticket(in: .messenger, at: .epoch)
    #expect(!ticket.isPersonAwaited && ticket.personWaitSeconds == nil)
    ticket.wantPerson(at: Instant(rawValue: 1_000))
    ticket.wantPerson(at: Instant(rawValue: 9_000))
    #expect(ticket.isPersonAwaited && ticket.personWantedAt == Instant(rawValue: 1_000))
    try ticket.go(.take, at: Instant(rawValue: 43_999))
    try ticket.go(.reply, at: Instant(rawValue: 90_000))
    #expect(!ticket.isPersonAwaited && ticket.personWaitSeconds == 42)
    ticket.wantPerson(at: Instant(rawValue: 100_000))
    #expect(ticket.isPersonAwaited && ticket.personWaitSeconds == nil)
  }

  @Test(arguments: [Ticket.Move.take, .reply, .resolve]) func aDeedOfAPersonEndsTheWait(move: Ticket.Move) throws {
    var ticket = Ticket(in: .messenger, at: .epoch)
    ticket.wantPerson(at: .epoch)
    try ticket.go(move, at: Instant(rawValue: 5_000))
    #expect(ticket.personWaitSeconds == 5)
  }

  @Test func toBeGivenToSomebodyIsNotYetAPerson() throws {
    var ticket = Ticket(in: .messenger, at: .epoch)
    ticket.wantPerson(at: .epoch)
    try ticket.give(to: 7, in: 1, as: .assign, at: Instant(rawValue: 5_000))
    #expect(ticket.isPersonAwaited)
  }
}
