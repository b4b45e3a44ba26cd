/// What the label of an answer says of the thing asked about.
enum SurveyGrade {
  case good, middle, bad
  /// No grade, or one that the lists do not know.
  case unknown

  /// The grade of a label on a scale, in either language.
  init(_ label: String) {
    let read = SurveyWords(label)
    let words = read.words.map(\.text).filter { !SurveyGrade.fillers.contains($0) }
    if SurveyGrade.undecided.contains(where: { $0.first(in: read) != nil }) {
      self = .middle
      return
    }
    var grades: [SurveyGrade] = []
    for (index, word) in words.enumerated() {
      guard let own = SurveyGrade.of(word) else { continue }
      let before = index == 0 ? nil : words[index - 1]
      grades.append(before.map(SurveyGrade.negations.contains) ?? false ? own.opposite : own)
    }
    self = grades.isEmpty ? .unknown : grades.contains(.good) && grades.contains(.bad) ? .middle : grades.last ?? .unknown
  }

  /// True if the label is a grade and nothing else: `Очень хорошо`, but not `Хорошие отзывы`.
  static func isBare(_ label: String) -> Bool {
    let read = SurveyWords(label)
    if undecided.contains(where: { $0.first(in: read)?.words == read.words.indices }) { return true }
    let words = read.words.map(\.text)
    return !words.isEmpty && words.allSatisfy { fillers.contains($0) || negations.contains($0) || of($0) != nil }
  }

  private static func of(_ word: String) -> SurveyGrade? {
    if neutral.contains(word) { return .middle }
    return badWords.contains(word) ? .bad : goodWords.contains(word) ? .good : nil
  }

  private var opposite: SurveyGrade { self == .good ? .bad : self == .bad ? .good : self }
}

extension SurveyGrade {
  static func isBad(_ word: String) -> Bool { of(word) == .bad }
  static func isNegation(_ word: String) -> Bool { negations.contains(word) }

  private static let negations = WordList("не ни нет без not no never isn't wasn't don't didn't hardly without")
  private static let neutral = WordList(
    """
    норм нормальн* средн* удовлетворительн* нейтральн* приемлем* average fair ok okay neutral neither mixed satisfactory acceptable \
    adequate moderate*
    """)
  private static let undecided = [
    "затрудня* ..1 $", "трудно|сложно|тяжело сказать|ответить", "не знаю", "hard|difficult to say", "don't know", "not sure", "неважно",
    "ни ..2 ни", "neither ..3 nor", "так себе", "so so", "как обычно",
  ].map(WordPattern.init)
  private static let goodWords = WordList(
    """
    отличн* хорош* прекрасн* замечательн* превосходн* великолепн* супер идеальн* безупречн* довол* удовлетворен* понравил* нравит* легк* \
    легче прост+ просто быстр* удобн* вежлив* согласен согласна согласны порекоменд* рекоменд* восторг* восхи* лучш* устро* положительн* \
    вероятн* высок* чудесн* шикарн* приятн* неплох* качественн* понятн* чист+ чисто
    excellent good great amazing awesome fantastic wonderful outstanding perfect* satisfied happy pleased delighted easy easily easier simple \
    fast quick* polite friendly agree likely love* liked best better superb brilliant positive exceeded effortless* convenient clean clear \
    pleasant high
    """)
  private static let badWords = WordList(
    """
    плох* ужас* отвратительн* недовол* неудовлетвор* неудобн* сложн* трудн* тяжел* медленн* долго груб* невежлив* хуже худш* \
    разочаров* кошмар* слаб* отрицательн* несогласен несогласна несогласны маловероятн* невероятн+ никогда некачествен* \
    неприемлем* низк* ниже непонятн* неприятн* скверн* никуда грязн* негативн*
    bad badly poor* terrible terribly awful* horrible horribly dissatisfied unsatisfied unhappy displeased disappoint* difficult hard slow rude \
    disagree unlikely worst worse dreadful negative unacceptable unclear below fail* dislike* hate* inconvenient complicated low unpleasant \
    dirty
    """)
  /// Words that a grade may have beside itself.
  private static let fillers = WordList(
    """
    очень скорее вполне совсем полностью совершенно крайне абсолютно весьма довольно достаточно все всё было был была так чем бы мне нам это \
    и а но я да остался осталась остались могло быть вам вас нас ожиданий
    very rather quite extremely completely somewhat fairly pretty really totally absolutely slightly strongly it was everything all at i we \
    a so much to too is be been expectations yes
    """)
}
