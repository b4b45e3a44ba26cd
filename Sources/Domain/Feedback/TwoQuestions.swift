/// Two questions in one: the answer to one is lost, and nobody knows which.
enum TwoQuestions {
  /// Findings in a question that is answered by choosing. What is answered in words can be about both.
  static func findings(_ text: SurveyWords, in kind: SurveyQuestion.Kind) -> [SurveyFinding] {
    guard kind != .text else { return [] }
    if let pair = joined(text) {
      return [
        SurveyFinding(
          .surveyTwoQuestions(pair.0, pair.1),
          better: BetterWording(
            en: "Two questions: one about “\(pair.0)”, one about “\(pair.1)”.",
            ru: "Два вопроса: один про «\(pair.0)», другой про «\(pair.1)»."))
      ]
    }
    let asked = sentences(text)
    guard asked.count > 1 else { return [] }
    return [
      SurveyFinding(
        .surveyTwoQuestions(asked[0], asked[1]),
        better: BetterWording(
          en: "Ask one of them, or make them two questions.", ru: "Оставьте один из них или задайте их двумя вопросами."))
    ]
  }

  /// The first two sentences that end with a question mark.
  private static func sentences(_ text: SurveyWords) -> [String] {
    text.words.indices.filter { text.words[$0].text == "?" && $0 > 0 && !text.words[$0 - 1].endsSentence }.prefix(2).map { mark in
      let words = text.sentence(around: mark - 1)
      guard let first = words.first else { return "" }
      return String(text.source[first.range.lowerBound..<text.words[mark].range.lowerBound])
    }
  }

  /// Two different things to judge on either side of «и».
  private static func joined(_ text: SurveyWords) -> (String, String)? {
    for index in text.words.indices where isConjunction(text, index) && !joinsOneTerm(text, index) {
      let before = text.words[..<index].suffix(reach).reversed().prefix { !$0.endsSentence }
      let after = text.words[(index + 1)...].prefix(reach).prefix { !$0.endsSentence }
      for one in before {
        guard let first = aspect(of: one.text), let other = after.first(where: { isOther(aspect(of: $0.text), than: first) }) else {
          continue
        }
        return (String(text.source[one.range]), String(text.source[other.range]))
      }
    }
    return nil
  }

  /// How many words away from the conjunction a thing may stand.
  private static let reach = 4

  private static func isConjunction(_ text: SurveyWords, _ index: Int) -> Bool {
    let word = text.words[index].text
    guard word == "well" else { return word == "и" || word == "and" || word == "также" || word == "plus" }
    return index > 0 && text.words[index - 1].text == "as" && index + 1 < text.words.count && text.words[index + 1].text == "as"
  }

  /// True for another thing of the same sort. A person is judged beside a person: «мастер позвонил и предупредил» is one question.
  private static func isOther(_ aspect: Int?, than first: Int) -> Bool {
    aspect.map { $0 != first && persons.contains($0) == persons.contains(first) } ?? false
  }

  private static func aspect(of word: String) -> Int? { aspects.firstIndex { $0.contains(word) } }

  /// True between words that together are the name of one thing.
  private static func joinsOneTerm(_ text: SurveyWords, _ index: Int) -> Bool {
    guard index > 0, index + 1 < text.words.count else { return false }
    let (one, other) = (text.words[index - 1].text, text.words[index + 1].text)
    if index > 1, ratios.contains(text.words[index - 2].text) { return true }
    return terms.contains { $0.0.contains(one) && $0.1.contains(other) || $0.1.contains(one) && $0.0.contains(other) }
  }

  private static let ratios = WordList("соотношени* баланс* between")
  private static let terms: [(WordList, WordList)] = [
    (WordList("обслуживан*|сервис*|то"), WordList("ремонт*")), (WordList("service|maintenance|servicing"), WordList("repair|repairs")),
    (WordList("работ*"), WordList("запчаст*|детал*|материал*")), (WordList("labour|labor|work"), WordList("parts|materials")),
  ]

  private static let persons = 0..<3

  /// Things that a client can judge, one line each; words of a line mean the same. Persons come first.
  private static let aspects = [
    "мастер* механик* mechanic mechanics technician technicians",
    "администратор* receptionist reception приемщик* advisor adviser advisors консультант*",
    "персонал* сотрудник* staff employees team",
    "цен* стоимост* дорог+ дорого дешев* price prices pricing cost costs budget cheap affordable value",
    "качеств* качественн* quality well",
    "скорост* быстр* оперативн* speed fast quick quickly quickness",
    "вежлив* дружелюбн* доброжелательн* приветлив* polite politely politeness friendly friendliness courteous courtesy kind",
    "внимательн* внимани* заботлив* attentive attentiveness caring attention",
    "профессионализм* профессиональн* компетентн* грамотн* квалифи* professional* competen* knowledg* skilled",
    "helpful helpfulness отзывчив* помог помогли",
    "чист+ чисто чистот* опрятн* clean cleanliness tidy",
    "срок* длительност* продолжительност* duration вовремя пунктуальн* своевременн* punctual punctuality timely timeliness time",
    "ожидани* waiting wait",
    "легк* прост+ просто простот* easy easily ease simple",
    "понятн* ясн+ ясно clear clearly understandable",
    "удобн* удобств* комфорт* convenient convenience comfort comfortable",
    "ремонт* repair repairs",
    "обслуживани* сервис* service servicing",
    "диагностик* diagnosis diagnostics",
    "запис* booking appointment",
    "приемк* приема прием приемом intake",
    "выдач* handover",
    "объясн* explained explain explanation explanations пояснен*",
    "показал* show showed shown",
    "предложил* offer offered",
    "предупредил* warn warned",
    "сообщил* уведомил* информирован* informed told communication",
    "устранил* исправил* починил* fixed fix solved resolved решил* решен*",
    "уложил* посчитал*",
    "запчаст* детал* parts",
    "атмосфер* atmosphere интерьер*",
    "надежн* reliable reliability",
    "расположени* location парковк* parking",
    "точн+ точно точност* accurate accuracy",
    "порекоменд* посоветуете recommend", "вернетесь приедете return",
    "довольн* satisfied",
  ].map(WordList.init)
}
