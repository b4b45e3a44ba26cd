/// Recognizes that a client asks for a person, of whom a bot has spoken alone. Only the first 1,000 characters of a message count.
package enum PersonWanted {
  /// Those who are asked for.
  private static let persons = words([
    "человек", "человека", "человеком", "человеку", "люди", "людей", "людьми", "оператор", "оператора", "оператором", "оператору",
    "менеджер", "менеджера", "менеджером", "менеджеру", "сотрудник", "сотрудника", "сотрудником", "сотруднику", "консультант",
    "консультанта", "консультантом", "консультанту", "администратор", "администратора", "администратором", "администратору", "специалист",
    "специалиста", "специалистом", "специалисту", "human", "person", "people", "someone", "somebody", "operator", "agent", "manager",
    "representative", "employee", "consultant", "adviser", "advisor",
  ])

  /// Words that ask, if somebody of `persons` follows.
  private static let askings = words([
    "позовите", "позови", "соедините", "соедини", "переключите", "переключи", "переведите", "переведи", "свяжите", "свяжи", "дайте", "дай",
    "нужен", "нужна", "нужны", "нужно", "надо", "хочу", "хотим", "хотел", "хотела", "хотелось", "можно", "требую", "прошу", "поговорить",
    "связаться", "пообщаться", "общаться", "соединить", "переключить", "позвать", "разговаривать", "want", "need", "call", "get", "give",
    "talk", "speak", "chat", "connect", "transfer", "switch",
  ])

  /// Words that may stand between the two, and beside them where nothing else is said.
  private static let fillers = words([
    "пожалуйста", "плиз", "пж", "меня", "мне", "нас", "нам", "я", "мы", "бы", "с", "со", "на", "к", "ко", "у", "вас", "ваш", "вашего",
    "вашим", "вашему", "какой", "кто", "есть", "любого", "любым", "нибудь", "живой", "живого", "живым", "живому", "живые", "живых",
    "живыми",
    "реальный", "реального", "реальным", "реальному", "настоящий", "настоящего", "настоящим", "настоящему", "здравствуйте", "добрый",
    "день", "вечер", "утро", "привет", "please", "pls", "me", "us", "i", "we", "to", "with", "a", "an", "the", "your", "any", "live",
    "real",
    "actual", "human", "hello", "hi", "can", "could", "would", "like", "you",
  ])

  /// Words that ask if they stand together like this.
  private static let phrases: [[Words.Bytes]] = [
    ["живой", "человек"], ["живого", "человека"], ["живым", "человеком"], ["живому", "человеку"], ["живые", "люди"], ["живых", "людей"],
    ["живыми", "людьми"], ["кто", "нибудь", "живой"], ["не", "с", "ботом"], ["не", "с", "роботом"], ["не", "бот"], ["не", "робот"],
    ["надоел", "бот"], ["надоел", "робот"], ["real", "person"], ["real", "human"], ["live", "agent"], ["live", "person"],
    ["human", "being"], ["not", "a", "bot"], ["not", "a", "robot"],
  ].map { $0.map { Array($0.utf8) } }

  private static func words(_ words: [String]) -> Set<Words.Bytes> { Set(words.map { Array($0.utf8) }) }

  private static let longest = 1_000

  /// True if the text has a word that asks with a person right after it, or one of the phrases, or names a person and says nothing else.
  package static func isAsked(in text: String) -> Bool {
    let words = Words.bytes(text, longest: longest)
    let isBare = words.contains(where: persons.contains) && words.allSatisfy { persons.contains($0) || fillers.contains($0) }
    return isBare || hasPhrase(words) || hasAsking(words)
  }

  private static let beginnings = Set(phrases.map { $0[0] })

  private static func hasPhrase(_ words: [Words.Bytes]) -> Bool {
    words.contains(where: beginnings.contains) && phrases.contains { isIn(words, $0) }
  }

  private static func isIn(_ words: [Words.Bytes], _ phrase: [Words.Bytes]) -> Bool {
    guard words.count >= phrase.count else { return false }
    return (0...(words.count - phrase.count)).contains { words[$0..<($0 + phrase.count)] == phrase[...] }
  }

  private static func hasAsking(_ words: [Words.Bytes]) -> Bool {
    var isAsking = false
    for word in words {
      if isAsking, persons.contains(word) { return true }
      isAsking = askings.contains(word) || isAsking && fillers.contains(word)
    }
    return false
  }
}

extension Ticket {
  /// True while the client waits for a person whom it has asked for.
  package var isPersonAwaited: Bool { personWantedAt != nil && personCameAt == nil && status.isOpen }

  /// The place in the queue, the lowest first: the time of opening, and long before all of these the time of asking for a person. The
  /// table has the same as `queue_at`.
  package var queuePlace: Int64 {
    guard let wanted = personWantedAt, personCameAt == nil else { return openedAt.rawValue }
    return wanted.rawValue - 1_000_000_000_000_000
  }

  /// Seconds from asking for a person until one took the ticket or answered.
  package var personWaitSeconds: Int64? {
    guard let wanted = personWantedAt, let came = personCameAt else { return nil }
    return max(0, (came.rawValue - wanted.rawValue) / 1_000)
  }

  /// Notes that the client asks for a person. An earlier asking that nobody has heeded yet goes on.
  package mutating func wantPerson(at now: Instant) {
    guard personWantedAt == nil || personCameAt != nil else { return }
    (personWantedAt, personCameAt) = (now, nil)
  }

  /// Notes that a person has come.
  mutating func personComes(at now: Instant) {
    if personWantedAt != nil, personCameAt == nil { personCameAt = now }
  }
}
